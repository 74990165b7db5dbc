package hie.engine.mirth;

import static org.assertj.core.api.Assertions.assertThat;

import hie.engine.Fuzz;
import hie.engine.catalog.HostCatalog;
import hie.engine.config.ImportedProjects;
import hie.engine.imports.ImportFile;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Feeds the importer broken channels. How to run it longer is in CONTRIBUTING.md. */
class MirthFuzzTest {

    private static final int SHORT = 300;
    private static final int MEGABYTES = 256;
    private static final byte[] SPECIAL = "<>\"'{}[]();&/=$\n\r\0 ".getBytes(StandardCharsets.US_ASCII);
    private static final HostCatalog CATALOG = new HostCatalog();

    @Test
    void shouldSurviveWhateverItIsGiven() throws Exception {
        List<byte[]> seeds = List.of(MirthImporterTest.resource(), MirthChannelTest.sample());
        Fuzz.run(SHORT, MEGABYTES, (i, random) -> {
            byte[] seed = seeds.get(random.nextInt(seeds.size()));
            ImportFile broken = new ImportFile("seed " + i, Fuzz.mutated(seed, SPECIAL, random));
            ImportFile whole = new ImportFile("whole", seed);

            MirthImporter.Outcome outcome = MirthImporter.run(List.of(broken, whole), CATALOG);

            MirthReport report = outcome.report();
            assertThat(report.refused())
                    .as("seed %d", i)
                    .noneMatch(refusal -> refusal.why().startsWith("the reader failed"));
            assertThat(report.channels())
                    .as("seed %d", i)
                    .allMatch(channel ->
                            channel.properties().mapped() + channel.properties().kept()
                                    == channel.properties().found());
            assertThat(ImportedProjects.faults(outcome.config()))
                    .as("seed %d", i)
                    .isEmpty();
        });
    }
}
