package hie.engine.mirth;

import static org.assertj.core.api.Assertions.assertThat;

import hie.engine.catalog.HostCatalog;
import hie.engine.config.ImportedProjects;
import hie.engine.config.ItemConfig;
import hie.engine.imports.ImportFile;
import java.nio.file.Path;
import java.util.List;
import java.util.function.ToIntFunction;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Imports every public channel, and counts it a second time in another way. */
class MirthCorpusTest {

    private static final HostCatalog CATALOG = new HostCatalog();

    @TestFactory
    Stream<DynamicTest> shouldCountWhatASecondCountFinds() {
        return MirthCorpus.files().stream()
                .map(path -> DynamicTest.dynamicTest(path.getFileName().toString(), () -> compare(path)));
    }

    private static void compare(Path path) throws Exception {
        ImportFile file = MirthCorpus.file(path);
        CountedByXPath counted = new CountedByXPath(file.content());

        MirthImporter.Outcome outcome = MirthImporter.run(List.of(file), CATALOG);

        MirthReport report = outcome.report();
        assertThat(report.refused())
                .as("what could not be read")
                .noneMatch(refusal -> refusal.why().startsWith("the reader failed"));
        assertThat(report.channels()).hasSize(counted.channels());
        assertThat(report.libraries()).hasSize(counted.libraries());
        assertThat(sum(report, channel -> channel.connectors().found())).isEqualTo(counted.connectors());
        assertThat(sum(report, channel -> channel.rules().found())).isEqualTo(counted.rules());
        assertThat(sum(report, channel -> channel.steps().found())).isEqualTo(counted.steps());
        assertThat(sum(report, channel -> channel.scripts().found())).isEqualTo(counted.scripts());
        assertThat(report.channels())
                .allSatisfy(channel -> assertThat(List.of(channel.rules(), channel.steps(), channel.scripts()))
                        .allSatisfy(counts -> assertThat(counts.translated() + counts.refused())
                                .isEqualTo(counts.found())));
        assertThat(sum(report, channel -> channel.properties().found())).isEqualTo(counted.properties());
        assertThat(report.channels()).allSatisfy(channel -> {
            assertThat(channel.connectors().mapped() + channel.connectors().stubbed())
                    .isEqualTo(channel.connectors().found());
            assertThat(channel.properties().mapped() + channel.properties().kept())
                    .isEqualTo(channel.properties().found());
        });
        assertThat(outcome.config().items().stream()
                        .mapToInt(item -> item.kept().size())
                        .sum())
                .as("properties that are there word for word")
                .isEqualTo(sum(report, channel -> channel.properties().kept()));
        assertThat(outcome.config().items().stream()
                        .filter(item -> item.className().equals("Stub")))
                .noneMatch(ItemConfig::enabled)
                .hasSize(sum(report, channel -> channel.connectors().stubbed()));
        assertThat(ImportedProjects.faults(outcome.config())).isEmpty();
    }

    private static int sum(MirthReport report, ToIntFunction<MirthReport.Channel> part) {
        return report.channels().stream().mapToInt(part).sum();
    }

    @Test
    void shouldTakeAllFilesAtOnce() {
        List<ImportFile> files =
                MirthCorpus.files().stream().map(MirthCorpus::file).toList();

        MirthImporter.Outcome outcome = MirthImporter.run(files, CATALOG);

        assertThat(outcome.report().channels()).hasSizeGreaterThan(30);
        assertThat(ImportedProjects.faults(outcome.config())).isEmpty();
    }
}
