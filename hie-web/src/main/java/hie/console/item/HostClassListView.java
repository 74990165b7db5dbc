package hie.console.item;

import hie.console.access.Allowed;
import hie.console.access.Right;
import hie.console.project.ProjectAddress;
import hie.engine.catalog.HostCatalog;
import hie.engine.catalog.HostClass;
import hie.engine.catalog.HostKind;
import hie.engine.production.Projects;
import hie.store.project.Project;
import jakarta.faces.view.ViewScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.io.IOException;
import java.io.Serializable;
import java.util.List;
import java.util.stream.Stream;

/** The host classes that a new item may be of, those of extensions among them, as they are at this moment. */
@Named
@ViewScoped
public class HostClassListView implements Serializable {

    private static final long serialVersionUID = 1L;

    @Inject
    Projects projects;

    @Inject
    HostCatalog catalog;

    private String id;
    private transient Project project;

    /** The classes of one kind, in the order of the catalog. */
    public record Kind(HostKind kind, List<HostClass> classes) {}

    /** Reads the project that the page's address names; none of that name is a page not found. */
    @Allowed(Right.CONFIGURE)
    public void load() throws IOException {
        ProjectAddress.open(() -> project = projects.project(ProjectAddress.key(id)));
    }

    /** As messages flow: services, processes, operations. */
    public List<Kind> getKinds() {
        return Stream.of(HostKind.SERVICE, HostKind.PROCESS, HostKind.OPERATION)
                .map(kind -> new Kind(
                        kind,
                        catalog.all().stream()
                                .filter(type -> type.kind() == kind)
                                .toList()))
                .toList();
    }

    public Project getProject() {
        return project;
    }

    public String getId() {
        return id;
    }

    public void setId(String id) {
        this.id = id;
    }
}
