package hie.it;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.awaitility.Awaitility;

/** What a file operation has written to a folder. */
final class Delivered {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private Delivered() {}

    /** The contents of all complete files, byte for character; none while the folder is not there. */
    static List<String> in(Path folder) {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(Files::isRegularFile)
                    .filter(file -> !file.getFileName().toString().startsWith("."))
                    .map(Delivered::content)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Waits until as many files as wanted satisfy the condition. */
    static void await(Path folder, Predicate<String> wanted, int count) {
        Awaitility.await("files in " + folder)
                .atMost(PATIENCE)
                .until(() -> in(folder).stream().filter(wanted).count(), found -> found == count);
    }

    private static String content(Path file) {
        try {
            return Files.readString(file, StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
