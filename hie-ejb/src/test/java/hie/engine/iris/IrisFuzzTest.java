package hie.engine.iris;

import static org.assertj.core.api.Assertions.assertThat;

import hie.engine.Fuzz;
import hie.engine.catalog.HostCatalog;
import hie.engine.config.ImportedProjects;
import hie.engine.imports.ImportFile;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Feeds the importer broken exports. How to run it longer is in CONTRIBUTING.md. */
class IrisFuzzTest {

    private static final int SHORT = 500;
    private static final int MEGABYTES = 256;
    private static final byte[] SPECIAL = "<>\"'{}[]&;/=#%\n\r\0 ".getBytes(StandardCharsets.US_ASCII);
    private static final HostCatalog CATALOG = new HostCatalog();

    @Test
    void shouldSurviveWhateverItIsGiven() throws Exception {
        byte[][] seeds = {resource("Lab.Production.cls"), resource("Lab.Rules.xml")};
        Fuzz.run(SHORT, MEGABYTES, (i, random) -> {
            int which = random.nextInt(2);
            ImportFile broken = new ImportFile("seed " + i, Fuzz.mutated(seeds[which], SPECIAL, random));
            ImportFile whole = new ImportFile("whole", seeds[1 - which]);

            IrisImporter.Outcome outcome = IrisImporter.run(List.of(broken, whole), CATALOG);

            IrisReport report = outcome.report();
            assertThat(report.refused())
                    .as("seed %d", i)
                    .noneMatch(refusal -> refusal.why().startsWith("the reader failed"));
            assertThat(report.productions())
                    .as("seed %d", i)
                    .allMatch(p -> p.settings().kept() == p.settings().found());
            assertThat(ImportedProjects.faults(outcome.config()))
                    .as("seed %d", i)
                    .isEmpty();
        });
    }

    private static byte[] resource(String name) throws IOException {
        try (InputStream file = IrisFuzzTest.class.getResourceAsStream("/iris/" + name)) {
            return file.readAllBytes();
        }
    }
}
