package hie.console.project;

import hie.engine.production.ProjectStatus;
import hie.store.project.Revision;
import java.time.Instant;

/**
 * A revision in a project's list.
 *
 * @param deployed whether it is the one that is wanted true
 * @param newest whether nothing was written after it
 */
public record RevisionRow(int number, String author, Instant createdAt, boolean deployed, boolean newest) {

    static RevisionRow of(Revision revision, ProjectStatus project) {
        return new RevisionRow(
                revision.number(),
                revision.author(),
                revision.createdAt(),
                Integer.valueOf(revision.number()).equals(project.deployedRevision()),
                revision.number() == project.headRevision());
    }
}
