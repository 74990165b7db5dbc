package hie.engine.production;

import hie.engine.config.ConfigCheck;
import hie.engine.config.ConfigFault;
import hie.engine.config.ProjectConfig;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;

/** Makes what an importer has read a project's newest revision. Nothing is deployed and nothing is started. */
@ApplicationScoped
public class ImportedRevisions {

    @Inject
    Projects projects;

    @Inject
    ConfigCheck check;

    /**
     * What was written.
     *
     * @param number of the project's newest revision; {@code null} when there was nothing to write
     * @param faults what a deployment would find wrong with it
     */
    public record Written(Integer number, List<ConfigFault> faults) {}

    /**
     * Writes a configuration, unless there is nothing in it. Workspace and project are made when missing.
     *
     * @throws hie.engine.config.InvalidConfigException when a project cannot have that name
     */
    public Written write(String workspace, String project, ProjectConfig made, String author) {
        if (made.items().isEmpty() && made.documents().isEmpty()) {
            return new Written(null, List.of());
        }
        List<ConfigFault> faults = faults(made);
        return new Written(projects.keep(workspace, project, made, author).headRevision(), faults);
    }

    /** What a deployment would find wrong with a configuration that was not written yet. */
    public List<ConfigFault> faults(ProjectConfig made) {
        return check.check(made);
    }
}
