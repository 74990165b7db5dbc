package hie.engine.mirth;

import hie.engine.imports.ImportFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;

/** Public channels beside the checkout; tests that need them are skipped when they are not there. */
final class MirthCorpus {

    private MirthCorpus() {}

    /** Every file, by name. */
    static List<Path> files() {
        Path folder = root().resolve("../shared/data/mirth-channels").normalize();
        Assumptions.assumeTrue(Files.isDirectory(folder), "no channels in " + folder + ": skipped");
        try (Stream<Path> all = Files.list(folder)) {
            return all.filter(file -> file.toString().endsWith(".xml")).sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static ImportFile file(Path path) {
        try {
            return new ImportFile(path.getFileName().toString(), Files.readAllBytes(path));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The project's root, whether the build runs there or in the module. */
    static Path root() {
        Path here = Path.of("").toAbsolutePath();
        return Files.exists(here.resolve("hie-ejb")) ? here : here.getParent();
    }
}
