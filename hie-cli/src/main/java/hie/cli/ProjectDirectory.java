package hie.cli;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/**
 * A project as a folder of text files.
 *
 * @param workspace key {@code workspace} of {@code project.yaml}, {@code default} when absent
 * @param name key {@code name} of {@code project.yaml}
 * @param files every file's content by its path below the folder, with {@code /} between the parts
 */
record ProjectDirectory(String workspace, String name, Map<String, String> files) {

    static final String DEFAULT_WORKSPACE = "default";
    private static final String PROJECT_FILE = "project.yaml";

    /**
     * Reads a folder; hidden files and folders are left out.
     *
     * @throws CliException when it is no project: no {@code project.yaml}, no name in it, or a file that is not UTF-8
     */
    static ProjectDirectory read(Path directory) {
        if (!Files.isDirectory(directory)) {
            throw new CliException("There is no directory " + directory + ".");
        }
        Map<String, String> files = new TreeMap<>();
        for (Path file : list(directory)) {
            files.put(relative(directory, file), text(file));
        }
        String project = files.get(PROJECT_FILE);
        if (project == null) {
            throw new CliException(directory + " is no project: it has no " + PROJECT_FILE + ".");
        }
        Map<?, ?> keys = keys(directory, project);
        if (keys.get("name") == null) {
            throw new CliException(directory.resolve(PROJECT_FILE) + " does not say the project's 'name'.");
        }
        Object workspace = keys.get("workspace");
        return new ProjectDirectory(
                workspace == null ? DEFAULT_WORKSPACE : workspace.toString(),
                keys.get("name").toString(),
                files);
    }

    /**
     * Writes files below a folder, which is made when absent. All paths are checked before anything is written.
     *
     * @param force write into a folder that holds files already, replacing those of the same name
     * @return files that were there and are no part of the project
     * @throws CliException when the folder is in use, a path leads out of it, or writing fails
     */
    static List<String> write(Path directory, Map<String, String> files, boolean force) {
        if (Files.exists(directory) && !Files.isDirectory(directory)) {
            throw new CliException(directory + " is a file; name a directory.");
        }
        Map<Path, String> contents = new TreeMap<>();
        files.forEach((path, content) -> contents.put(target(directory, path), content));
        List<String> others = new ArrayList<>();
        if (Files.isDirectory(directory)) {
            list(directory).stream()
                    .map(file -> relative(directory, file))
                    .filter(path -> !files.containsKey(path))
                    .forEach(others::add);
            if (!force && !isEmpty(directory)) {
                throw new CliException(directory + " is not empty; name another directory or use --force.");
            }
        }
        contents.forEach(ProjectDirectory::write);
        return others;
    }

    private static void write(Path file, String content) {
        try {
            Files.createDirectories(file.getParent());
            if (Files.isSymbolicLink(file)) {
                throw new CliException(file + " is a symbolic link, which is not written through; remove it.");
            }
            Files.writeString(file, content);
        } catch (IOException e) {
            throw new CliException(file + " cannot be written: " + e.getMessage(), e);
        }
    }

    /** The place of a path that a server named; it must stay below the folder. */
    private static Path target(Path directory, String path) {
        Path base = directory.toAbsolutePath().normalize();
        try {
            Path target = base.resolve(path).normalize();
            boolean plain = !path.isBlank()
                    && !path.contains("\\")
                    && Stream.of(path.split("/", -1))
                            .noneMatch(part -> part.isEmpty() || part.equals(".") || part.equals(".."));
            if (plain && target.startsWith(base) && !target.equals(base)) {
                return target;
            }
        } catch (InvalidPathException e) {
            throw new CliException("The server named a file that cannot be: '" + path + "'; nothing was written.", e);
        }
        throw new CliException("The server named a file outside the directory: '" + path + "'; nothing was written.");
    }

    private static boolean isEmpty(Path directory) {
        try (Stream<Path> entries = Files.list(directory)) {
            return entries.findAny().isEmpty();
        } catch (IOException e) {
            throw new CliException(directory + " cannot be read: " + e.getMessage(), e);
        }
    }

    private static List<Path> list(Path directory) {
        try (Stream<Path> paths = Files.walk(directory)) {
            return paths.filter(Files::isRegularFile)
                    .filter(file -> !isHidden(directory, file))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new CliException(directory + " cannot be read: " + e.getMessage(), e);
        }
    }

    private static boolean isHidden(Path directory, Path file) {
        for (Path part : directory.relativize(file)) {
            if (part.toString().startsWith(".")) {
                return true;
            }
        }
        return false;
    }

    private static String relative(Path directory, Path file) {
        return directory
                .relativize(file)
                .toString()
                .replace(file.getFileSystem().getSeparator(), "/");
    }

    private static String text(Path file) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(Files.readAllBytes(file)))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new CliException(file + " is not UTF-8 text; a project holds text files only.", e);
        } catch (IOException e) {
            throw new CliException(file + " cannot be read: " + e.getMessage(), e);
        }
    }

    private static Map<?, ?> keys(Path directory, String project) {
        try {
            Object document =
                    new Load(LoadSettings.builder().setLabel(PROJECT_FILE).build()).loadFromString(project);
            if (document instanceof Map<?, ?> keys) {
                return keys;
            }
        } catch (YamlEngineException e) {
            throw new CliException(directory.resolve(PROJECT_FILE) + " is no YAML: " + e.getMessage(), e);
        }
        throw new CliException(directory.resolve(PROJECT_FILE) + " must hold keys such as 'name: …'.");
    }
}
