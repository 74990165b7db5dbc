package hie.engine.production;

import hie.engine.config.ConfigFault;
import hie.engine.config.InvalidConfigException;
import hie.engine.item.ItemKey;
import hie.store.project.ProjectRepository;
import hie.store.project.Workspace;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.util.List;

/** The workspaces. Each method is one transaction, or part of its caller's. */
@ApplicationScoped
@Transactional
public class Workspaces {

    @Inject
    ProjectRepository repository;

    public List<Workspace> all() {
        return repository.workspaces();
    }

    /**
     * The workspace of that name.
     *
     * @throws NotFoundException when there is none
     */
    public Workspace require(String name) {
        return repository
                .workspace(name)
                .orElseThrow(() -> new NotFoundException("There is no workspace '" + name + "'"));
    }

    /**
     * Makes a workspace.
     *
     * @throws ConflictException when there is one of that name
     */
    public Workspace create(String name, String description) {
        requireName(name);
        if (repository.workspace(name).isPresent()) {
            throw new ConflictException("There is a workspace '" + name + "' already");
        }
        Workspace workspace = new Workspace(name, description);
        repository.add(workspace);
        return workspace;
    }

    /** Makes a workspace unless it is there. */
    void ensure(String name) {
        if (repository.workspace(name).isEmpty()) {
            create(name, "");
        }
    }

    /** Gives a workspace another description. */
    public Workspace describe(String name, String description) {
        Workspace workspace = require(name);
        workspace.describe(description);
        return workspace;
    }

    /**
     * Removes an empty workspace.
     *
     * @throws ConflictException when it has projects
     */
    public void delete(String name) {
        Workspace workspace = require(name);
        if (!repository.projects(workspace).isEmpty()) {
            throw new ConflictException("Workspace '" + name + "' still has projects; delete them first");
        }
        repository.remove(workspace);
    }

    /** @throws InvalidConfigException when a workspace or project cannot be called so */
    static void requireName(String name) {
        if (!ItemKey.isName(name)) {
            throw new InvalidConfigException(List.of(new ConfigFault(
                    "",
                    "name",
                    "a name is 1 to 64 letters, digits, blanks and . _ - and begins with a letter or digit")));
        }
    }
}
