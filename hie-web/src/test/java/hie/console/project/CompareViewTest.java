package hie.console.project;

import static org.assertj.core.api.Assertions.assertThat;

import hie.console.Notices;
import hie.console.access.Caller;
import hie.engine.check.Comparison;
import hie.engine.check.StoredTraffic;
import hie.engine.config.ProjectConfig;
import hie.engine.config.ProjectDocument;
import hie.engine.golden.Subject;
import hie.engine.production.Projects;
import hie.store.project.Project;
import hie.store.project.Workspace;
import jakarta.servlet.http.Part;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class CompareViewTest {

    private final CompareView view = new CompareView();
    private final List<String> refused = new ArrayList<>();
    private ProjectConfig candidate;
    private Subject subject;
    private StoredTraffic.Selection selection;

    private static ProjectDocument document(ProjectDocument.Kind kind, String name, String text) {
        return new ProjectDocument(kind, name, text);
    }

    @BeforeEach
    void fakeWhatIsAround() throws IOException {
        Project project = new Project(new Workspace("default", ""), "hospital", "");
        ProjectConfig config = ProjectConfig.empty("")
                .with(document(ProjectDocument.Kind.RULES, "Admissions", "as it is"))
                .with(document(ProjectDocument.Kind.TRANSFORM, "To_Billing", "as it is"))
                .with(document(ProjectDocument.Kind.SCRIPT, "results", "as it is"))
                .with(document(ProjectDocument.Kind.TABLE, "Wards", "as it is"))
                .with(document(ProjectDocument.Kind.SCHEMA, "Admissions", "as it is"));
        view.projects = new Projects() {
            @Override
            public Project project(UUID id) {
                return project;
            }

            @Override
            public ProjectConfig config(UUID id, int revision) {
                return config;
            }

            @Override
            public ProjectConfig head(UUID id) {
                return config;
            }
        };
        view.traffic = new StoredTraffic() {
            @Override
            public Comparison compare(UUID id, ProjectConfig tried, Subject of, Selection on) {
                candidate = tried;
                subject = of;
                selection = on;
                return new Comparison(1, 2, 3, 4, true, List.of());
            }
        };
        view.caller = new Caller() {
            @Override
            public String getName() {
                return "erika";
            }
        };
        view.notices = new Notices() {
            @Override
            public boolean attempt(Runnable action) {
                action.run();
                return true;
            }

            @Override
            public void refused(String reason) {
                refused.add(reason);
            }
        };
        view.setId(UUID.randomUUID().toString());
        view.load();
        view.getCriteria().setSubject("transform To_Billing");
        view.getCriteria().setItem("Router");
    }

    private static Part file(String name, String text) {
        byte[] content = text.getBytes(StandardCharsets.UTF_8);
        return (Part) Proxy.newProxyInstance(
                Part.class.getClassLoader(),
                new Class<?>[] {Part.class},
                (proxy, method, given) -> switch (method.getName()) {
                    case "getSize" -> (long) content.length;
                    case "getSubmittedFileName" -> name;
                    case "getInputStream" -> new ByteArrayInputStream(content);
                    default -> throw new UnsupportedOperationException(method.getName());
                });
    }

    @Test
    void shouldOfferRuleSetsAndWhatTransforms() {
        assertThat(view.getSubjects()).containsExactly("rules Admissions", "transform To_Billing", "transform results");
    }

    @Test
    void shouldTryTheRevisionWithTheDocumentsOfTheFiles() {
        view.setUploads(List.of(file("C:\\work\\To_Billing.yaml", "another"), file("Wards.csv", "W1,A")));
        view.getCriteria().setIgnore("MSH-7, MSH-10");

        view.run();

        assertThat(refused).isEmpty();
        assertThat(subject).isEqualTo(new Subject(Subject.Kind.TRANSFORM, "To_Billing"));
        assertThat(selection.item()).isEqualTo("Router");
        assertThat(selection.ignore()).containsExactly("MSH-7", "MSH-10");
        assertThat(candidate
                        .document(ProjectDocument.Kind.TRANSFORM, "To_Billing")
                        .orElseThrow()
                        .text())
                .isEqualTo("another");
        assertThat(candidate
                        .document(ProjectDocument.Kind.TABLE, "Wards")
                        .orElseThrow()
                        .text())
                .isEqualTo("W1,A");
        assertThat(view.getComparison().different()).isEqualTo(2);
    }

    @Test
    void shouldRefuseFilesThatMayMeanNothingOrSeveralDocuments() {
        for (String name : List.of("Other.yaml", "Admissions.yaml")) {
            view.setUploads(List.of(file(name, "another")));
            view.run();
        }

        assertThat(refused)
                .satisfiesExactly(
                        none -> assertThat(none).contains("has no document 'Other.yaml'"),
                        several -> assertThat(several).contains("has several documents 'Admissions.yaml'"));
        assertThat(view.getComparison()).isNull();
    }

    @Test
    void shouldSayWhatCannotBeAsked() {
        view.getCriteria().setLimit(1001);
        view.run();
        view.getCriteria().setLimit(1000);
        view.getCriteria().setSubject(null);
        view.run();

        assertThat(refused).hasSize(2);
        assertThat(refused.getFirst()).contains("limit: 1001 (expected: 1 to 1000)");
        assertThat(view.getComparison()).isNull();
    }
}
