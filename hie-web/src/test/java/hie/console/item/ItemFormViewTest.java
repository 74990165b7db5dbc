package hie.console.item;

import static org.assertj.core.api.Assertions.assertThat;

import hie.console.Notices;
import hie.console.access.Caller;
import hie.engine.catalog.HostCatalog;
import hie.engine.config.ConfigCheck;
import hie.engine.config.ConfigFault;
import hie.engine.config.ItemConfig;
import hie.engine.config.ProjectConfig;
import hie.engine.production.ConflictException;
import hie.engine.production.Projects;
import hie.store.project.Project;
import hie.store.project.Workspace;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

class ItemFormViewTest {

    private final Project project = new Project(new Workspace("default", ""), "hospital", "");
    private final Stored stored = new Stored();
    private final Findings findings = new Findings();
    private final Said said = new Said();
    private final ItemFormView view = new ItemFormView();

    ItemFormViewTest() {
        project.revise("");
        view.projects = stored;
        view.catalog = new HostCatalog();
        view.check = findings;
        view.notices = said;
        view.caller = new Caller() {
            @Override
            public String getName() {
                return "ann";
            }
        };
        view.setId(project.id().toString());
    }

    /** A project with one service, which sends to an operation that is there. */
    private final class Stored extends Projects {

        private ProjectConfig config =
                new ProjectConfig("", List.of(item("In", "HttpService", "Out"), item("Out", "FileOperation")));

        @Override
        public Project project(UUID id) {
            return project;
        }

        @Override
        public ProjectConfig config(UUID id, int revision) {
            return config;
        }

        @Override
        public ItemConfig putItem(UUID id, int seen, ItemConfig item, String author) {
            revise(id, seen, before -> before.with(item), author);
            return item;
        }

        @Override
        public ProjectConfig revise(UUID id, int seen, UnaryOperator<ProjectConfig> change, String author) {
            if (seen != project.headRevision()) {
                throw new ConflictException("somebody was faster");
            }
            config = change.apply(config);
            project.revise("");
            return config;
        }
    }

    /** What the engine finds wrong, as a test says. */
    private static final class Findings extends ConfigCheck {

        private final List<ConfigFault> ofItem = new ArrayList<>();
        private final List<ConfigFault> ofProject = new ArrayList<>();
        private final List<ConfigFault> already = new ArrayList<>();

        @Override
        public List<ConfigFault> check(ItemConfig item) {
            return ofItem;
        }

        @Override
        public List<ConfigFault> check(ProjectConfig config) {
            List<ConfigFault> all = new ArrayList<>(already);
            if (config.item("New").isPresent()) {
                all.addAll(ofProject);
            }
            return all;
        }
    }

    /** What the user is told. */
    private static final class Said extends Notices {

        private final List<String> sentences = new ArrayList<>();

        @Override
        public void doneBeforeRedirect(String key, Object... values) {
            sentences.add(key);
        }

        @Override
        public void refused(String reason) {
            sentences.add(reason);
        }
    }

    @Test
    void shouldWriteANewRevisionWithTheItemAndDeployNothing() throws IOException {
        beginNew();

        String next = view.save();

        assertThat(next).startsWith("/project/view?faces-redirect=true&id=");
        assertThat(stored.config.item("New")).isPresent();
        assertThat(project.headRevision()).isEqualTo(2);
        assertThat(project.deployedRevision()).isEmpty();
        assertThat(said.sentences).containsExactly("item.done.add");
    }

    @Test
    void shouldSaveNothingThatIsWrongByItself() throws IOException {
        beginNew();
        findings.ofItem.add(new ConfigFault("New", "FilePath", "a value is required"));

        assertThat(view.save()).isNull();
        assertThat(view.saveUndeployable()).as("nor when told to").isNull();

        assertThat(view.isSavable()).isFalse();
        assertThat(view.getForm().getFaulty()).extracting(SettingField::getName).containsExactly("FilePath");
        assertThat(project.headRevision()).isEqualTo(1);
    }

    @Test
    void shouldSaveWhatKeepsTheProjectFromBeingDeployedOnlyWhenTold() throws IOException {
        beginNew();
        findings.ofProject.add(new ConfigFault("New", "Filename", "cannot be read"));

        assertThat(view.save()).isNull();
        assertThat(view.isSavable()).isTrue();
        assertThat(project.headRevision()).isEqualTo(1);

        assertThat(view.saveUndeployable()).isNotNull();
        assertThat(stored.config.item("New")).isPresent();
    }

    @Test
    void shouldNotBlameTheItemForWhatWasWrongBefore() throws IOException {
        beginNew();
        findings.already.add(new ConfigFault("In", "Port", "is taken"));

        assertThat(view.save()).isNotNull();
    }

    @Test
    void shouldRefuseANameThatIsTaken() throws IOException {
        beginNew();
        view.getForm().setName(" Out ");

        assertThat(view.save()).isNull();

        assertThat(view.getForm().getFindings()).singleElement().asString().contains("already");
        assertThat(project.headRevision()).isEqualTo(1);
    }

    @Test
    void shouldRefuseWhenSomebodyWroteARevisionSinceThePageWasOpened() throws IOException {
        beginNew();
        project.revise("");

        assertThat(view.save()).isNull();

        assertThat(said.sentences).containsExactly("somebody was faster");
        assertThat(stored.config.item("New")).isEmpty();
        assertThat(view.getForm().getName()).as("what was written is not lost").isEqualTo("New");
    }

    @Test
    void shouldRemoveAnItemAndTellWhoSendsToIt() throws IOException {
        view.setItem("Out");
        view.load();

        assertThat(view.getSenders()).isEqualTo("In");
        view.remove();

        assertThat(stored.config.item("Out")).isEmpty();
        assertThat(stored.config.item("In").orElseThrow().targets()).isEmpty();
        assertThat(said.sentences).containsExactly("item.done.remove");
    }

    private void beginNew() throws IOException {
        view.setClassName("FileOperation");
        view.load();
        view.getForm().setName("New");
    }

    private static ItemConfig item(String name, String className, String... targets) {
        return new ItemConfig(name, className, true, "", Map.of(), List.of(targets));
    }
}
