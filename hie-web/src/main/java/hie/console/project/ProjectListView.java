package hie.console.project;

import hie.engine.production.Productions;
import hie.engine.production.ProjectStatus;
import hie.engine.production.Workspaces;
import jakarta.faces.view.ViewScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.io.Serializable;
import java.util.List;

/** All projects of all workspaces, as they are at this moment. */
@Named
@ViewScoped
public class ProjectListView implements Serializable {

    private static final long serialVersionUID = 1L;

    /** A workspace with its projects, each list by name. */
    public record WorkspaceProjects(String name, String description, List<ProjectSummary> projects) {}

    @Inject
    Workspaces known;

    @Inject
    Productions productions;

    private transient List<WorkspaceProjects> workspaces;

    /** Reads the states anew. */
    public void refresh() {
        List<ProjectStatus> all = productions.status();
        workspaces = known.all().stream()
                .map(workspace -> new WorkspaceProjects(
                        workspace.name(),
                        workspace.description(),
                        all.stream()
                                .filter(project -> project.workspace().equals(workspace.name()))
                                .map(ProjectSummary::of)
                                .toList()))
                .toList();
    }

    public List<WorkspaceProjects> getWorkspaces() {
        if (workspaces == null) {
            refresh();
        }
        return workspaces;
    }
}
