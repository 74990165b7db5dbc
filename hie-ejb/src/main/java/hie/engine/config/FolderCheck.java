package hie.engine.config;

import hie.engine.catalog.HostClass;
import hie.engine.host.FileService;
import hie.file.WatchedFolders;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** Refuses folders of a file service that are one another, or above the one that it watches. */
public final class FolderCheck {

    private static final Map<String, String> SETTINGS = Map.of(
            "filePath", "FilePath", "archivePath", "ArchivePath", "workPath", "WorkPath", "errorPath", "ErrorPath");

    private FolderCheck() {}

    /**
     * The settings with folders that clash with others; references stand for themselves.
     *
     * @return what is wrong with each
     */
    public static List<ConfigFault> clashes(String item, HostClass hostClass, Map<String, String> settings) {
        return faults(item, hostClass, name -> settings.getOrDefault(name, ""));
    }

    /** @param given what the item gives for a setting; empty when it gives nothing */
    static List<ConfigFault> faults(String item, HostClass hostClass, UnaryOperator<String> given) {
        Optional<Path> folder =
                hostClass.type() == FileService.class ? path(given.apply("FilePath")) : Optional.empty();
        if (folder.isEmpty()) {
            return List.of();
        }
        WatchedFolders folders = new WatchedFolders(
                folder.get(),
                path(given.apply("ArchivePath")),
                path(given.apply("WorkPath")),
                path(given.apply("ErrorPath")));
        return folders.faults().entrySet().stream()
                .map(fault -> new ConfigFault(item, SETTINGS.get(fault.getKey()), inWords(fault.getValue())))
                .toList();
    }

    private static String inWords(String fault) {
        String words = fault;
        for (Map.Entry<String, String> name : SETTINGS.entrySet()) {
            words = words.replace(name.getKey(), name.getValue());
        }
        return words + "; give it a folder of its own";
    }

    /** What is no path is reported where the setting itself is checked. */
    private static Optional<Path> path(String value) {
        try {
            return value.isBlank()
                    ? Optional.empty()
                    : Optional.of(Path.of(value.strip()).normalize());
        } catch (InvalidPathException e) {
            return Optional.empty();
        }
    }
}
