package hie.console.project;

import static org.assertj.core.api.Assertions.assertThat;

import hie.console.Notices;
import hie.console.access.Caller;
import hie.engine.config.ConfigChange;
import hie.engine.config.ConfigCheck;
import hie.engine.config.ConfigFault;
import hie.engine.config.ProjectConfig;
import hie.engine.item.ItemState;
import hie.engine.production.Productions;
import hie.engine.production.ProjectStatus;
import hie.engine.production.Projects;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class PlanViewTest {

    private final UUID id = UUID.randomUUID();
    private final List<Integer> deployed = new ArrayList<>();
    private final List<ConfigFault> faults = new ArrayList<>();
    private final List<String> said = new ArrayList<>();
    private final PlanView view = new PlanView();
    private Integer running;
    private int newest = 4;

    PlanViewTest() {
        view.productions = new Productions() {
            @Override
            public ProjectStatus status(UUID project) {
                return new ProjectStatus(id, "default", "hospital", "", ItemState.RUNNING, running, newest, List.of());
            }

            @Override
            public ProjectStatus deploy(UUID project, Integer revision) {
                deployed.add(revision);
                return status(project);
            }
        };
        view.projects = new Projects() {
            @Override
            public ProjectConfig config(UUID project, int revision) {
                return ProjectConfig.empty("revision " + revision);
            }

            @Override
            public List<ConfigChange> changes(UUID project, int from, int to) {
                return List.of(new ConfigChange(ConfigChange.Action.CHANGE, "project", from + " to " + to, List.of()));
            }
        };
        view.check = new ConfigCheck() {
            @Override
            public List<ConfigFault> check(ProjectConfig project) {
                return faults;
            }

            @Override
            public List<ConfigFault> warnings(ProjectConfig project) {
                return List.of(new ConfigFault("In", "SSLConfig", "is not there in " + project.description()));
            }
        };
        view.notices = new Notices() {
            @Override
            public void doneBeforeRedirect(String key, Object... values) {
                said.add(key);
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
        view.setId(id.toString());
    }

    @Test
    void shouldShowWhatDeployingTheNewestRevisionWouldChangeAndDeployThat() throws IOException {
        running = 2;
        view.load();

        assertThat(view.getChanges()).extracting(ConfigChange::name).containsExactly("2 to 4");
        assertThat(view.isDeployable()).isTrue();
        assertThat(view.deploy()).startsWith("/project/view?faces-redirect=true&id=");
        assertThat(deployed).containsExactly(4);
        assertThat(said).containsExactly("project.done.deploy");
    }

    @Test
    void shouldCompareWithNothingBeforeTheFirstDeployment() throws IOException {
        view.load();

        assertThat(view.getChanges()).extracting(ConfigChange::name).containsExactly("0 to 4");
    }

    @Test
    void shouldDeployNothingElseThanWasShown() throws IOException {
        running = 2;
        view.load();
        newest = 5;

        assertThat(view.deploy()).isNull();

        assertThat(deployed).isEmpty();
        assertThat(said).singleElement().asString().startsWith("Nothing was deployed");
        assertThat(view.getChanges()).extracting(ConfigChange::name).containsExactly("2 to 5");
    }

    @Test
    void shouldNotOfferToDeployWhatIsFaultyOrRunsAlready() throws IOException {
        running = 2;
        faults.add(new ConfigFault("In", "Port", "is no port"));
        view.load();
        assertThat(view.isDeployable()).isFalse();

        faults.clear();
        running = 4;
        view.load();
        assertThat(view.isDeployable()).isFalse();
    }

    @Test
    void shouldWarnOfWhatTheServerLacksAndDeployAllTheSame() throws IOException {
        running = 2;
        view.load();

        assertThat(view.getWarnings()).extracting(ConfigFault::message).containsExactly("is not there in revision 4");
        assertThat(view.isDeployable()).isTrue();
    }
}
