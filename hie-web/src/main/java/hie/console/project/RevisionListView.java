package hie.console.project;

import hie.console.ConsoleLog;
import hie.console.Notices;
import hie.console.access.Allowed;
import hie.console.access.Caller;
import hie.console.access.Right;
import hie.engine.config.ConfigChange;
import hie.engine.production.Productions;
import hie.engine.production.ProjectStatus;
import hie.engine.production.Projects;
import jakarta.faces.view.ViewScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.io.IOException;
import java.io.Serializable;
import java.util.List;
import java.util.UUID;

/** A project's revisions, newest first; what one of them changed, and what rolling back to it would change. */
@Named
@ViewScoped
public class RevisionListView implements Serializable {

    private static final long serialVersionUID = 1L;

    @Inject
    Projects projects;

    @Inject
    Productions productions;

    @Inject
    Caller caller;

    @Inject
    Notices notices;

    private String id;
    private Integer selected;
    private transient ProjectStatus project;
    private transient List<RevisionRow> rows;

    /** Reads the project that the page's address names; none of that name, or no such revision, is a page not found. */
    public void load() throws IOException {
        ProjectAddress.open(() -> {
            refresh();
            if (selected != null) {
                projects.config(key(), selected);
            }
        });
    }

    private void refresh() {
        project = productions.status(key());
        rows = projects.revisions(key()).stream()
                .map(revision -> RevisionRow.of(revision, project))
                .toList();
    }

    private UUID key() {
        return ProjectAddress.key(id);
    }

    /** Makes a new revision of what an earlier one said, and deploys it. */
    @Allowed(Right.DEPLOY)
    public void rollBack(int revision) {
        notices.attempt(() -> {
            project = productions.rollBack(key(), revision, caller.getName());
            ConsoleLog.LOG.projectChanged(
                    caller.getName(), "roll back to revision " + revision, project.workspace() + "/" + project.name());
            notices.done(
                    "project.done.rollback",
                    project.name(),
                    String.valueOf(project.deployedRevision()),
                    String.valueOf(revision));
            refresh();
        });
    }

    /** What the selected revision changed. */
    public List<ConfigChange> getChanged() {
        return projects.changes(key(), selected - 1, selected);
    }

    /** What rolling back to the selected revision would change. */
    public List<ConfigChange> getWouldChange() {
        return projects.changes(key(), getProject().headRevision(), selected);
    }

    public String getId() {
        return id;
    }

    public void setId(String id) {
        this.id = id;
    }

    /** The revision whose changes are shown; {@code null} for none. */
    public Integer getSelected() {
        return selected;
    }

    public void setSelected(Integer selected) {
        this.selected = selected;
    }

    /** The project as last read. */
    public ProjectStatus getProject() {
        if (project == null) {
            refresh();
        }
        return project;
    }

    /** Its revisions as last read. */
    public List<RevisionRow> getRows() {
        if (rows == null) {
            refresh();
        }
        return rows;
    }
}
