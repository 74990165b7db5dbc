package hie.console.project;

import static org.assertj.core.api.Assertions.assertThat;

import hie.console.Notices;
import hie.console.access.Caller;
import hie.engine.imports.ImportFile;
import hie.engine.imports.ImportReport;
import hie.engine.iris.IrisImports;
import hie.engine.iris.IrisReport;
import hie.engine.mirth.MirthImports;
import hie.engine.mirth.MirthReport;
import hie.engine.production.NotFoundException;
import hie.engine.production.Projects;
import hie.store.project.Project;
import jakarta.servlet.http.Part;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ImportViewTest {

    private final List<String> written = new ArrayList<>();
    private final List<String> said = new ArrayList<>();
    private final ImportView view = new ImportView();
    private IrisReport report = report(1);

    private static IrisReport report(int refused) {
        IrisReport.Production production = new IrisReport.Production(
                "P",
                "p.cls",
                ImportReport.Verdict.ISSUES,
                new ImportReport.Items(3, 2, 1),
                new IrisReport.Settings(10, 4, 10, 6),
                List.of(new ImportReport.Stubbed("Odd", "Site.Odd", "nobody knows it")),
                List.of(),
                List.of(new IrisReport.Missing("item R", "rule R")),
                List.of(),
                List.of("TLS configuration Out"));
        ImportReport.Counts one = new ImportReport.Counts(1, 1, 0);
        return new IrisReport(
                ImportReport.Verdict.ISSUES,
                1,
                List.of(production),
                List.of(new IrisReport.Rules("R", "r.cls", "R", one, one, new ImportReport.Counts(5, 4, 1), 2)),
                List.of(),
                List.of(new IrisReport.Table("T", "T", 7)),
                List.of(),
                List.of(),
                IntStream.range(0, refused)
                        .mapToObj(i -> new ImportReport.Refusal("rule R", "condition " + i, "it is not known"))
                        .toList());
    }

    @BeforeEach
    void fakeWhatIsAround() {
        view.iris = new IrisImports() {
            @Override
            public IrisReport preview(List<ImportFile> files) {
                return report;
            }

            @Override
            public Outcome run(String workspace, String project, List<ImportFile> files, String author) {
                files.forEach(file -> written.add(workspace + "/" + project + " by " + author + ": " + file.name() + "="
                        + new String(file.content(), StandardCharsets.US_ASCII)));
                return new Outcome(null, report);
            }
        };
        view.mirth = new MirthImports() {
            @Override
            public MirthReport preview(List<ImportFile> files) {
                return new MirthReport(ImportReport.Verdict.INCONCLUSIVE, 1, List.of(), List.of(), List.of());
            }
        };
        view.projects = new Projects() {
            @Override
            public Optional<Project> find(String workspace, String name) {
                return Optional.empty();
            }
        };
        view.notices = new Notices() {
            @Override
            public boolean attempt(Runnable action) {
                try {
                    action.run();
                    return true;
                } catch (NotFoundException e) {
                    return false;
                }
            }

            @Override
            public void refused(String reason) {
                said.add(reason);
            }
        };
        view.caller = new Caller() {
            @Override
            public String getName() {
                return "ann";
            }
        };
        view.setProject("hospital");
    }

    private static Part part(String name, long size, String content) {
        return (Part) Proxy.newProxyInstance(
                Part.class.getClassLoader(),
                new Class<?>[] {Part.class},
                (proxy, method, given) -> switch (method.getName()) {
                    case "getSize" -> size;
                    case "getSubmittedFileName" -> name;
                    case "getInputStream" -> new ByteArrayInputStream(content.getBytes(StandardCharsets.US_ASCII));
                    default -> throw new UnsupportedOperationException(method.getName());
                });
    }

    @Test
    void shouldShowWhatTheFilesHoldAndWriteNothingBeforeItIsWanted() throws IOException {
        view.setUploads(List.of(part("C:\\exports\\p.cls", 3, "abc"), part("", 0, "")));

        view.read();

        assertThat(view.isReady()).isTrue();
        assertThat(written).isEmpty();
        ImportSummary shown = view.getSummary();
        assertThat(shown.lines())
                .containsExactly(
                        new ImportSummary.Line("P", ImportSummary.Counted.ITEMS, 3, 2, 0),
                        new ImportSummary.Line("P", ImportSummary.Counted.SETTINGS, 10, 4, 0),
                        new ImportSummary.Line("R", ImportSummary.Counted.RULES, 1, 1, 0),
                        new ImportSummary.Line("R", ImportSummary.Counted.CONDITIONS, 1, 1, 0),
                        new ImportSummary.Line("R", ImportSummary.Counted.ACTIONS, 5, 4, 2),
                        new ImportSummary.Line("T", ImportSummary.Counted.ENTRIES, 7, 7, 0));
        assertThat(shown.refused()).hasSize(1);
        assertThat(shown.notes())
                .extracting(ImportSummary.Note::kind)
                .containsExactly(ImportSummary.Kind.SUPPLY, ImportSummary.Kind.STUB, ImportSummary.Kind.MISSING);

        view.run();
        assertThat(written).containsExactly("default/hospital by ann: p.cls=abc");
    }

    @Test
    void shouldSayThatNothingWasImportedWhenThereWasNothing() throws IOException {
        view.setUploads(List.of(part("p.cls", 3, "abc")));
        view.read();

        assertThat(view.run()).isNull();

        assertThat(said).singleElement().asString().startsWith("Nothing was imported");
    }

    @Test
    void shouldRefuseNoFilesAndTooLargeOnesAndForgetWhatWasShownBefore() throws IOException {
        view.setUploads(List.of(part("p.cls", 3, "abc")));
        view.read();

        view.setUploads(List.of(part("a", ImportView.MOST_BYTES, ""), part("b", 1, "")));
        view.read();
        assertThat(view.isReady()).isFalse();
        view.setUploads(List.of());
        view.read();
        assertThat(view.isReady()).isFalse();
        assertThat(view.run()).isNull();

        assertThat(said).hasSize(3);
        assertThat(said.getFirst()).contains("16777217 bytes");
        assertThat(written).isEmpty();
    }

    @Test
    void shouldCutALongListAndSayHowMuchIsMissing() throws IOException {
        report = report(620);
        view.setUploads(List.of(part("p.cls", 3, "abc")));

        view.read();

        assertThat(view.getSummary().refused()).hasSize(500);
        assertThat(view.getSummary().left()).isEqualTo(120);
    }

    @Test
    void shouldReadChannelsOfMirthWhenThatIsSaid() throws IOException {
        view.setOrigin(ImportView.Origin.MIRTH);
        view.setUploads(List.of(part("c.xml", 3, "abc")));

        view.read();

        assertThat(view.getSummary().verdict()).isEqualTo(ImportReport.Verdict.INCONCLUSIVE);
    }
}
