package hie.engine.hl7;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Public HL7 v2 files beside the checkout. */
public final class Hl7Corpus {

    private Hl7Corpus() {}

    /** Where the files are, when they are there. */
    public static Path folder() {
        Path here = Path.of("").toAbsolutePath();
        Path root = Files.exists(here.resolve("hie-ejb")) ? here : here.getParent();
        return root.resolve("../shared/data/hl7").normalize();
    }

    /** Every file, in a fixed order; none when there is no such folder. */
    public static List<Path> files() {
        if (!Files.isDirectory(folder())) {
            return List.of();
        }
        try (Stream<Path> all = Files.walk(folder())) {
            return all.filter(file -> file.toString().endsWith(".hl7")).sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A file's bytes. */
    public static byte[] read(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
