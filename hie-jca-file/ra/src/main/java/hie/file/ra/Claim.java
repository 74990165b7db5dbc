package hie.file.ra;

import java.nio.file.Path;
import java.time.Instant;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A file that this endpoint took: it lies in a folder of its own below the work folder, under the path it had before.
 * The name of that folder keeps the rest that must survive a crash: {@code [done-]<mtime in ms>-<uuid>}.
 *
 * @param done the listener has accepted it; only the archiving is still owed
 */
record Claim(Path folder, Path file, Instant lastModified, boolean done) {
    private static final Pattern NAME = Pattern.compile("(?<done>done-)?(?<time>-?\\d{1,18})-(?<id>[0-9a-f-]{36})");

    static String nameOf(Instant lastModified) {
        return lastModified.toEpochMilli() + "-" + UUID.randomUUID();
    }

    static boolean isClaim(Path folder) {
        return NAME.matcher(folder.getFileName().toString()).matches();
    }

    static Claim of(Path folder, Path file) {
        Matcher name = NAME.matcher(folder.getFileName().toString());
        if (!name.matches()) {
            throw new IllegalArgumentException("Not the folder of a claimed file: " + folder);
        }
        Instant time = Instant.ofEpochMilli(Long.parseLong(name.group("time")));
        return new Claim(folder, file, time, name.group("done") != null);
    }

    /** The path below the polled folder that the file had. */
    Path relativePath() {
        return folder.relativize(file);
    }

    /** Identifies the claim while it lives; the same before and after its folder is renamed. */
    String id() {
        Matcher name = NAME.matcher(folder.getFileName().toString());
        return name.matches() ? name.group("id") : folder.toString();
    }
}
