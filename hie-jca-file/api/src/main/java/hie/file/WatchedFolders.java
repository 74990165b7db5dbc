package hie.file;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * A folder that is watched, and where its files go. Immutable.
 *
 * @param archive for files that were taken in; empty: they are deleted
 * @param work for files while they are taken in; empty: {@value #DEFAULT_WORK} in the folder
 * @param error for files that were refused; empty: {@value #DEFAULT_ERROR} in the folder
 */
public record WatchedFolders(Path folder, Optional<Path> archive, Optional<Path> work, Optional<Path> error) {

    public static final String DEFAULT_WORK = ".hie-work";
    public static final String DEFAULT_ERROR = ".hie-error";

    public Path workFolder() {
        return work.orElse(folder.resolve(DEFAULT_WORK));
    }

    public Path errorFolder() {
        return error.orElse(folder.resolve(DEFAULT_ERROR));
    }

    /** What is wrong with {@code archivePath}, {@code workPath} and {@code errorPath}: what is put there must not be taken for new. */
    public Map<String, String> faults() {
        Map<String, Path> others = new LinkedHashMap<>();
        archive.ifPresent(path -> others.put("archivePath", path));
        others.put("workPath", workFolder());
        others.put("errorPath", errorFolder());
        Map<Path, String> seen = new HashMap<>(Map.of(folder, "filePath"));
        Map<String, String> faults = new LinkedHashMap<>();
        others.forEach((property, path) -> {
            String same = seen.putIfAbsent(path, property);
            if (same != null) {
                faults.put(property, "must not be the same folder as " + same);
            } else if (folder.startsWith(path)) {
                faults.put(property, "must not be a folder above filePath");
            }
        });
        return faults;
    }
}
