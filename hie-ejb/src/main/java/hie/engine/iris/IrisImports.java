package hie.engine.iris;

import hie.engine.catalog.HostCatalog;
import hie.engine.imports.ImportFile;
import hie.engine.production.ImportedRevisions;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;

/**
 * Imports files of IRIS into a project: its newest revision becomes what they say. Nothing is deployed and nothing is started. When the
 * files hold nothing, nothing is written.
 */
@ApplicationScoped
public class IrisImports {

    @Inject
    ImportedRevisions revisions;

    @Inject
    HostCatalog catalog;

    /**
     * What an import did.
     *
     * @param revision the project's newest revision; {@code null} when nothing was written
     */
    public record Outcome(Integer revision, IrisReport report) {}

    /** What an import of these files would report; nothing is written. */
    public IrisReport preview(List<ImportFile> files) {
        IrisImporter.Outcome made = IrisImporter.run(files, catalog);
        return made.report().with(revisions.faults(made.config()));
    }

    /**
     * Reads the files and makes the project of them. Workspace and project are made when missing.
     *
     * @throws hie.engine.config.InvalidConfigException when a project cannot have that name
     */
    public Outcome run(String workspace, String project, List<ImportFile> files, String author) {
        IrisImporter.Outcome made = IrisImporter.run(files, catalog);
        ImportedRevisions.Written written = revisions.write(workspace, project, made.config(), author);
        return new Outcome(written.number(), made.report().with(written.faults()));
    }
}
