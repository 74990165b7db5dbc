package hie.engine.iris;

import static org.assertj.core.api.Assertions.assertThat;

import hie.engine.catalog.HostCatalog;
import hie.engine.config.ImportedProjects;
import hie.engine.imports.ImportFile;
import hie.engine.imports.ImportReport;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Imports every public IRIS source, and counts it a second time in another way. */
class IrisCorpusTest {

    private static final HostCatalog CATALOG = new HostCatalog();

    @TestFactory
    Stream<DynamicTest> shouldCountWhatASecondCountFinds() {
        return IrisCorpus.files().stream()
                .map(path -> DynamicTest.dynamicTest(path.getFileName().toString(), () -> compare(path)));
    }

    private static void compare(Path path) {
        ImportFile file = IrisCorpus.file(path);
        CountedByXPath counted = new CountedByXPath(file.content());

        IrisImporter.Outcome outcome = IrisImporter.run(List.of(file), CATALOG);

        IrisReport report = outcome.report();
        assertThat(report.refused())
                .as("what could not be read")
                .noneMatch(refusal -> refusal.why().startsWith("the reader failed"));
        assertThat(report.productions()).hasSize(counted.productions());
        assertThat(report.productions().stream()
                        .mapToInt(p -> p.items().found())
                        .sum())
                .isEqualTo(counted.items())
                .isEqualTo(outcome.config().items().size());
        assertThat(report.productions().stream()
                        .mapToInt(p -> p.settings().found())
                        .sum())
                .isEqualTo(counted.settings());
        assertThat(report.productions()).allSatisfy(p -> {
            assertThat(p.items().mapped() + p.items().stubbed())
                    .isEqualTo(p.items().found());
            assertThat(p.settings().kept()).isEqualTo(p.settings().found());
        });
        assertThat(report.rules()).hasSize(counted.ruleDefinitions());
        assertThat(report.rules().stream().mapToInt(r -> r.rules().found()).sum())
                .isEqualTo(counted.rules());
        assertThat(report.rules().stream().mapToInt(r -> r.conditions().found()).sum())
                .isEqualTo(counted.conditions());
        assertThat(report.rules().stream().mapToInt(r -> r.actions().found()).sum())
                .isEqualTo(counted.ruleActions());
        assertThat(report.rules()).allSatisfy(r -> {
            assertSums(r.rules(), r.conditions(), r.actions());
            assertThat(r.waiting()).isBetween(0, r.actions().translated());
        });
        assertThat(report.transforms()).allSatisfy(t -> {
            assertSums(t.actions());
            assertThat(t.waiting()).isBetween(0, t.actions().translated());
            assertThat(t.enabled()
                            && t.actions().translated() - t.waiting()
                                    < t.actions().found())
                    .as("used though not all of it runs")
                    .isFalse();
        });
        assertThat(report.transforms()).hasSize(counted.transforms());
        assertThat(report.transforms().stream()
                        .mapToInt(t -> t.actions().found())
                        .sum())
                .isEqualTo(counted.dtlActions());
        assertThat(report.bpl()).hasSize(counted.processes());
        assertThat(report.bpl().stream().mapToInt(p -> p.activities().found()).sum())
                .isEqualTo(counted.activities());
        assertThat(report.bpl()).allSatisfy(p -> {
            assertThat(p.activities().translated() + p.activities().refused())
                    .isEqualTo(p.activities().found());
            assertThat(p.enabled() && p.activities().refused() > 0).isFalse();
        });
        assertThat(ImportedProjects.faults(outcome.config())).isEmpty();
    }

    private static void assertSums(ImportReport.Counts... counts) {
        assertThat(counts)
                .allSatisfy(count ->
                        assertThat(count.translated() + count.refused()).isEqualTo(count.found()));
    }

    @Test
    void shouldTakeAllFilesAtOnce() {
        List<ImportFile> files =
                IrisCorpus.files().stream().map(IrisCorpus::file).toList();

        IrisImporter.Outcome outcome = IrisImporter.run(files, CATALOG);

        assertThat(outcome.report().productions().stream()
                        .mapToInt(p -> p.items().found())
                        .sum())
                .isEqualTo(outcome.config().items().size());
        assertThat(ImportedProjects.faults(outcome.config())).isEmpty();
    }
}
