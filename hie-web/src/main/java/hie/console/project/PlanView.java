package hie.console.project;

import hie.console.ConsoleLog;
import hie.console.Notices;
import hie.console.access.Allowed;
import hie.console.access.Caller;
import hie.console.access.Right;
import hie.engine.config.ConfigChange;
import hie.engine.config.ConfigCheck;
import hie.engine.config.ConfigFault;
import hie.engine.production.ConflictException;
import hie.engine.production.Productions;
import hie.engine.production.ProjectStatus;
import hie.engine.production.Projects;
import jakarta.faces.view.ViewScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.io.IOException;
import java.io.Serializable;
import java.util.List;
import java.util.Objects;
import java.util.UUID;

/** What deploying the newest revision would change in what runs; and the button that does it, and nothing else than was shown. */
@Named
@ViewScoped
public class PlanView implements Serializable {

    private static final long serialVersionUID = 1L;

    @Inject
    Projects projects;

    @Inject
    Productions productions;

    @Inject
    ConfigCheck check;

    @Inject
    Caller caller;

    @Inject
    Notices notices;

    private String id;
    private String name;
    private String workspace;
    private Integer deployed;
    private int newest;
    private transient List<ConfigChange> changes;
    private transient List<ConfigFault> faults;
    private transient List<ConfigFault> warnings;

    /** Reads the project that the page's address names; none of that name is a page not found. */
    public void load() throws IOException {
        ProjectAddress.open(() -> show(productions.status(key())));
    }

    private void show(ProjectStatus project) {
        name = project.name();
        workspace = project.workspace();
        deployed = project.deployedRevision();
        newest = project.headRevision();
        changes = null;
        faults = null;
        warnings = null;
    }

    private UUID key() {
        return ProjectAddress.key(id);
    }

    /** Deploys the revision that was shown, if what was shown is still so. */
    @Allowed(Right.DEPLOY)
    public String deploy() {
        boolean done = notices.attempt(() -> {
            requireAsShown();
            productions.deploy(key(), newest);
        });
        if (!done) {
            return null;
        }
        ConsoleLog.LOG.projectChanged(caller.getName(), "deploy", workspace + "/" + name);
        notices.doneBeforeRedirect("project.done.deploy", name, String.valueOf(newest));
        return "/project/view?faces-redirect=true&id=" + id;
    }

    private void requireAsShown() {
        int shown = newest;
        Integer ran = deployed;
        show(productions.status(key()));
        if (shown != newest || !Objects.equals(ran, deployed)) {
            throw new ConflictException("Nothing was deployed: project '" + name
                    + "' changed since this page was opened. What deploying would change now is shown here");
        }
    }

    /** What would be added, changed and removed. */
    public List<ConfigChange> getChanges() {
        if (changes == null) {
            changes = projects.changes(key(), deployed == null ? 0 : deployed, newest);
        }
        return changes;
    }

    /** What is wrong with the newest revision, so that it is not deployed. */
    public List<ConfigFault> getFaults() {
        if (faults == null) {
            faults = check.check(projects.config(key(), newest));
        }
        return faults;
    }

    /** What the newest revision names of this server that is not there yet; it can be deployed all the same. */
    public List<ConfigFault> getWarnings() {
        if (warnings == null) {
            warnings = check.warnings(projects.config(key(), newest));
        }
        return warnings;
    }

    public boolean isDeployable() {
        return !Objects.equals(newest, deployed) && getFaults().isEmpty();
    }

    /** The deployed revision; {@code null} for none. */
    public Integer getDeployed() {
        return deployed;
    }

    public int getNewest() {
        return newest;
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
