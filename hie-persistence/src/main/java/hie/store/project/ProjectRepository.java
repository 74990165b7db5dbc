package hie.store.project;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Keeps desired state. Every method runs in its caller's transaction. */
@ApplicationScoped
public class ProjectRepository {

    @PersistenceContext(unitName = "hie")
    EntityManager entities;

    public List<Workspace> workspaces() {
        return entities.createQuery("select w from Workspace w order by w.name", Workspace.class)
                .getResultList();
    }

    public Optional<Workspace> workspace(String name) {
        return entities.createQuery("select w from Workspace w where w.name = :name", Workspace.class)
                .setParameter("name", name)
                .getResultStream()
                .findFirst();
    }

    public void add(Workspace workspace) {
        entities.persist(workspace);
    }

    /** Removes a workspace; the database refuses while it has projects. */
    public void remove(Workspace workspace) {
        entities.remove(workspace);
        entities.flush();
    }

    public List<Project> projects() {
        return entities.createQuery("select p from Project p order by p.workspace.name, p.name", Project.class)
                .getResultList();
    }

    public List<Project> projects(Workspace workspace) {
        return entities.createQuery(
                        "select p from Project p where p.workspace = :workspace order by p.name", Project.class)
                .setParameter("workspace", workspace)
                .getResultList();
    }

    public Optional<Project> project(UUID id) {
        return Optional.ofNullable(entities.find(Project.class, id));
    }

    public Optional<Project> project(String workspace, String name) {
        return entities.createQuery(
                        "select p from Project p where p.workspace.name = :workspace and p.name = :name", Project.class)
                .setParameter("workspace", workspace)
                .setParameter("name", name)
                .getResultStream()
                .findFirst();
    }

    public void add(Project project) {
        entities.persist(project);
    }

    /** Removes a project with its revisions and wishes. Its messages stay in the warehouse. */
    public void remove(Project project) {
        entities.createQuery("delete from ItemDesire d where d.key.projectId = :id")
                .setParameter("id", project.id())
                .executeUpdate();
        entities.createQuery("delete from Revision r where r.key.projectId = :id")
                .setParameter("id", project.id())
                .executeUpdate();
        entities.remove(project);
    }

    public void add(Revision revision) {
        entities.persist(revision);
    }

    public Optional<Revision> revision(UUID projectId, int number) {
        return Optional.ofNullable(entities.find(Revision.class, new Revision.Key(projectId, number)));
    }

    /** A project's revisions, newest first. */
    public List<Revision> revisions(UUID projectId) {
        return entities.createQuery(
                        "select r from Revision r where r.key.projectId = :id order by r.key.number desc",
                        Revision.class)
                .setParameter("id", projectId)
                .getResultList();
    }

    public List<ItemDesire> desires(UUID projectId) {
        return entities.createQuery("select d from ItemDesire d where d.key.projectId = :id", ItemDesire.class)
                .setParameter("id", projectId)
                .getResultList();
    }

    /** Sets what is wanted of an item; {@code null}: nothing special. */
    public void desire(UUID projectId, String item, ItemDesire.Desire wanted) {
        ItemDesire known = entities.find(ItemDesire.class, new ItemDesire.Key(projectId, item));
        if (wanted == null) {
            if (known != null) {
                entities.remove(known);
            }
        } else if (known == null) {
            entities.persist(new ItemDesire(projectId, item, wanted));
        } else {
            known.change(wanted);
        }
    }
}
