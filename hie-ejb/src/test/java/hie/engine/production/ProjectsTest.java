package hie.engine.production;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import hie.engine.config.ConfigCheck;
import hie.engine.config.ConfigFault;
import hie.engine.config.ItemConfig;
import hie.store.project.Project;
import hie.store.project.ProjectRepository;
import hie.store.project.Revision;
import hie.store.project.Workspace;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class ProjectsTest {

    private final Map<Integer, Revision> revisions = new HashMap<>();
    private final Projects projects = new Projects();
    private Project project;

    ProjectsTest() {
        projects.repository = new ProjectRepository() {
            @Override
            public Optional<Workspace> workspace(String name) {
                return Optional.of(new Workspace(name, ""));
            }

            @Override
            public Optional<Project> project(String workspace, String name) {
                return Optional.empty();
            }

            @Override
            public Optional<Project> project(UUID id) {
                return Optional.of(project);
            }

            @Override
            public void add(Project added) {
                project = added;
            }

            @Override
            public void add(Revision revision) {
                revisions.put(revision.number(), revision);
            }

            @Override
            public Optional<Revision> revision(UUID id, int number) {
                return Optional.ofNullable(revisions.get(number));
            }
        };
        projects.workspaces = new Workspaces();
        projects.workspaces.repository = projects.repository;
        projects.check = new ConfigCheck() {
            @Override
            public List<ConfigFault> check(ItemConfig item) {
                return List.of();
            }
        };
        projects.createProject("default", "hospital", "", "ann");
    }

    @Test
    void shouldStoreWhatWasMadeFromTheNewestRevision() {
        projects.putItem(project.id(), 1, item("In"), "ann");
        projects.revise(project.id(), 2, config -> config.with(item("Out")), "ann");

        assertThat(projects.head(project.id()).items())
                .extracting(ItemConfig::name)
                .containsExactly("In", "Out");
        assertThat(project.headRevision()).isEqualTo(3);
        assertThat(project.deployedRevision()).isEmpty();
    }

    @Test
    void shouldRefuseWhatWasMadeFromAnEarlierRevisionAndSayWhoWroteTheNewest() {
        projects.putItem(project.id(), 1, item("In"), "bob");

        assertThatThrownBy(() -> projects.putItem(project.id(), 1, item("Out"), "ann"))
                .isInstanceOf(ConflictException.class)
                .hasMessageContaining("bob wrote revision 2 of project 'hospital'")
                .hasMessageContaining("made from revision 1");
        assertThatThrownBy(() -> projects.revise(project.id(), 1, config -> config.without("In"), "ann"))
                .isInstanceOf(ConflictException.class);
        assertThat(projects.head(project.id()).items())
                .extracting(ItemConfig::name)
                .containsExactly("In");
    }

    private static ItemConfig item(String name) {
        return new ItemConfig(name, "MllpService", true, "", Map.of("Port", "2575"), List.of());
    }
}
