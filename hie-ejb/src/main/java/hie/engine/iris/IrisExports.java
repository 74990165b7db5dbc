package hie.engine.iris;

import hie.engine.catalog.HostCatalog;
import hie.engine.production.Projects;
import hie.store.project.Project;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

/** Exports projects as classes of IRIS. */
@ApplicationScoped
public class IrisExports {

    @Inject
    Projects projects;

    @Inject
    HostCatalog catalog;

    /** The newest revision of a project. */
    public IrisExport.Outcome run(String workspace, String project) {
        Project found = projects.project(workspace, project);
        return IrisExport.of(projects.head(found.id()), project, catalog);
    }
}
