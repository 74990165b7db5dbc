package hie.cli.local;

import hie.cli.CliException;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/** A program of the engine, run by itself in a Java process of the install: no server, no ports, no data. */
public final class EngineProgram {

    private static final String APPLICATION = "hie/hie.ear";

    private static final String MODULES =
            "java.se,jdk.management,jdk.unsupported,org.jboss.logging,jakarta.annotation.api,"
                    + "jakarta.enterprise.api,jakarta.inject.api,jakarta.json.api";

    private final Path home;
    private final List<String> options;
    private final List<Path> more;

    /**
     * @param root directory of the launcher
     * @param options of the virtual machine
     * @param more jars that the program needs beside the engine's
     */
    public EngineProgram(Path root, List<String> options, List<Path> more) {
        this.home = root.resolve("wildfly-config/target/hie-server");
        this.options = List.copyOf(options);
        this.more = List.copyOf(more);
    }

    /**
     * Runs it, and waits for its end.
     *
     * @param program its main class and arguments
     * @param input for its standard input
     * @return its standard output
     * @throws CliException when it is not there, or fails
     */
    public byte[] run(List<String> program, byte[] input) throws IOException, InterruptedException {
        Path application = home.resolve(APPLICATION);
        if (!Files.isRegularFile(application)) {
            throw new CliException("HIE is not built: " + application + " is absent.");
        }
        Path library = Files.createTempDirectory("hie-engine");
        try {
            return Program.run(command(unpack(application, library), program), input);
        } finally {
            Directories.delete(library);
        }
    }

    private List<String> command(List<Path> library, List<String> program) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(options);
        command.addAll(List.of("-jar", home.resolve("jboss-modules.jar").toString()));
        command.addAll(List.of("-mp", home.resolve("modules").toString(), "-dep", MODULES));
        command.addAll(List.of(
                "-cp",
                Stream.concat(library.stream(), more.stream())
                        .map(Path::toString)
                        .collect(Collectors.joining(File.pathSeparator))));
        command.addAll(program);
        return command;
    }

    /** The engine and its libraries, out of the application. */
    private static List<Path> unpack(Path application, Path library) throws IOException {
        List<Path> jars = new ArrayList<>();
        try (InputStream content = Files.newInputStream(application);
                ZipInputStream entries = new ZipInputStream(content)) {
            ZipEntry entry;
            while ((entry = entries.getNextEntry()) != null) {
                if (entry.getName().matches("hie-ejb\\.jar|lib/.*\\.jar")) {
                    Path jar = library.resolve(Path.of(entry.getName()).getFileName());
                    Files.copy(entries, jar);
                    jars.add(jar);
                }
            }
        }
        return jars;
    }
}
