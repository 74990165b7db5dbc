package hie.console.project;

import static org.assertj.core.api.Assertions.assertThat;

import hie.console.access.Caller;
import hie.console.access.Right;
import hie.engine.config.ProjectConfig;
import hie.engine.config.ProjectDocument;
import hie.engine.golden.GoldenResult;
import hie.engine.production.Projects;
import hie.store.project.Project;
import hie.store.project.Workspace;
import java.io.IOException;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class TestListViewTest {

    private final TestListView view = new TestListView();
    private boolean mayRead = true;

    TestListViewTest() {
        Project project = new Project(new Workspace("default", ""), "hospital", "");
        ProjectConfig config = ProjectConfig.empty("")
                .with(new ProjectDocument(
                        ProjectDocument.Kind.TEST, "Inpatient", "rules: None\nmessage: secret\nexpect: {}\n"));
        view.projects = new Projects() {
            @Override
            public Project project(UUID id) {
                return project;
            }

            @Override
            public ProjectConfig config(UUID id, int revision) {
                return config;
            }
        };
        view.caller = new Caller() {
            @Override
            public boolean has(Right right) {
                return mayRead && right == Right.READ_CONTENT;
            }
        };
        view.setId(UUID.randomUUID().toString());
    }

    @Test
    void shouldTryTheTestsOfTheNewestRevision() throws IOException {
        view.load();

        assertThat(view.getResults()).singleElement().satisfies(result -> {
            assertThat(result.name()).isEqualTo("Inpatient");
            assertThat(result.verdict()).isEqualTo(GoldenResult.Verdict.FAULTY);
        });
        assertThat(view.getPassed()).isZero();
    }

    @Test
    void shouldShowNothingToThoseWhoMayNotReadMessages() throws IOException {
        mayRead = false;

        view.load();

        assertThat(view.getResults()).isEqualTo(List.of());
    }
}
