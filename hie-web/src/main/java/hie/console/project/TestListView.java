package hie.console.project;

import hie.console.ConsoleLog;
import hie.console.Notices;
import hie.console.access.Allowed;
import hie.console.access.Caller;
import hie.console.access.Right;
import hie.engine.check.ProjectCheck;
import hie.engine.config.ProjectDocument;
import hie.engine.golden.GoldenResult;
import hie.engine.production.NotFoundException;
import hie.engine.production.Projects;
import hie.store.project.Project;
import jakarta.faces.view.ViewScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.io.IOException;
import java.io.Serializable;
import java.util.List;
import java.util.UUID;

/** The golden messages of a project's newest revision: tried when the page is opened, by those who may read messages. */
@Named
@ViewScoped
public class TestListView implements Serializable {

    private static final long serialVersionUID = 1L;

    @Inject
    Projects projects;

    @Inject
    Caller caller;

    @Inject
    Notices notices;

    private String id;
    private String name;
    private String workspace;
    private int revision;
    private transient List<GoldenResult> results;

    /** Reads the project that the page's address names; none of that name is a page not found. */
    public void load() throws IOException {
        ProjectAddress.open(this::refresh);
    }

    private void refresh() {
        Project project = projects.project(key());
        name = project.name();
        workspace = project.workspace().name();
        revision = project.headRevision();
        results = null;
    }

    private UUID key() {
        return ProjectAddress.key(id);
    }

    /** Tries all of the newest revision again. */
    @Allowed(Right.READ_CONTENT)
    public void run() {
        notices.attempt(this::refresh);
    }

    /** Makes a new revision, in which a test expects what came out. Nothing is deployed. */
    @Allowed(Right.CONFIGURE)
    public void accept(String test) {
        notices.attempt(() -> {
            String accepted = getResults().stream()
                    .filter(result ->
                            result.name().equals(test) && !result.accepted().isEmpty())
                    .map(GoldenResult::accepted)
                    .findFirst()
                    .orElseThrow(() -> new NotFoundException("There is no test '" + test + "' to accept"));
            ProjectDocument document = new ProjectDocument(ProjectDocument.Kind.TEST, test, accepted);
            projects.revise(key(), revision, config -> config.with(document), caller.getName());
            ConsoleLog.LOG.projectChanged(caller.getName(), "accept test " + test + " of", workspace + "/" + name);
            notices.done("test.accepted", test);
            refresh();
        });
    }

    /** How each came out; none for those who may not read messages. */
    public List<GoldenResult> getResults() {
        if (!caller.has(Right.READ_CONTENT)) {
            return List.of();
        }
        if (results == null) {
            results = ProjectCheck.of(projects.config(key(), revision));
        }
        return results;
    }

    /** How many came out as expected. */
    public long getPassed() {
        return getResults().stream().filter(GoldenResult::isPassed).count();
    }

    public int getRevision() {
        return revision;
    }

    public String getName() {
        return name;
    }

    public String getWorkspace() {
        return workspace;
    }

    public String getId() {
        return id;
    }

    public void setId(String id) {
        this.id = id;
    }
}
