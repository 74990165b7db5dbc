package hie.engine.iris;

import hie.engine.imports.ImportFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;

/** Public IRIS sources beside the checkout; tests that need them are skipped when they are not there. */
final class IrisCorpus {

    private IrisCorpus() {}

    /** Every file, by folder and name. */
    static List<Path> files() {
        Path folder = root().resolve("../shared/data/iris").normalize();
        Assumptions.assumeTrue(Files.isDirectory(folder), "no IRIS sources in " + folder + ": skipped");
        try (Stream<Path> all = Files.walk(folder)) {
            return all.filter(Files::isRegularFile)
                    .filter(file -> !file.getParent().equals(folder))
                    .sorted()
                    .toList();
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
