package hie.engine.production;

import hie.engine.config.ConfigChange;
import hie.engine.config.ConfigCheck;
import hie.engine.config.ConfigFault;
import hie.engine.config.ConfigJson;
import hie.engine.config.InvalidConfigException;
import hie.engine.config.ItemConfig;
import hie.engine.config.ProjectConfig;
import hie.engine.config.ProjectDocument;
import hie.engine.config.ProjectFiles;
import hie.engine.item.ItemKey;
import hie.store.project.ItemDesire;
import hie.store.project.Project;
import hie.store.project.ProjectRepository;
import hie.store.project.Revision;
import hie.store.project.Workspace;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.UnaryOperator;

/**
 * What is wanted. Every change is a new revision, or a wish; nothing here touches what runs. Each method is one transaction.
 */
@ApplicationScoped
@Transactional
public class Projects {

    /** For changes that are made of whatever is newest. */
    public static final int NEWEST = 0;

    @Inject
    ProjectRepository repository;

    @Inject
    Workspaces workspaces;

    @Inject
    ConfigCheck check;

    private final Clock clock = Clock.systemUTC();

    public List<Project> projects() {
        return repository.projects();
    }

    public List<Project> projects(String workspace) {
        return repository.projects(workspaces.require(workspace));
    }

    public Project project(UUID id) {
        return repository.project(id).orElseThrow(() -> new NotFoundException("There is no project with id " + id));
    }

    public Optional<Project> find(String workspace, String name) {
        return repository.project(workspace, name);
    }

    /** The project of that name. */
    public Project project(String workspace, String name) {
        return find(workspace, name)
                .orElseThrow(() ->
                        new NotFoundException("There is no project '" + name + "' in workspace '" + workspace + "'"));
    }

    /** Makes an empty project, with revision 1. */
    public Project createProject(String workspace, String name, String description, String author) {
        Workspaces.requireName(name);
        Workspace owner = workspaces.require(workspace);
        if (repository.project(workspace, name).isPresent()) {
            throw new ConflictException("There is a project '" + name + "' in workspace '" + workspace + "' already");
        }
        Project project = new Project(owner, name, description);
        repository.add(project);
        store(project, ProjectConfig.empty(description), author);
        return project;
    }

    /** Removes a stopped project. */
    public void deleteProject(UUID id) {
        Project project = project(id);
        if (project.isStarted()) {
            throw new ConflictException("Project '" + project.name() + "' is started; stop it first");
        }
        repository.remove(project);
    }

    /** The newest configuration, deployed or not. */
    public ProjectConfig head(UUID id) {
        Project project = project(id);
        return config(id, project.headRevision());
    }

    /** The configuration of one revision. */
    public ProjectConfig config(UUID id, int revision) {
        return repository
                .revision(id, revision)
                .map(found -> ConfigJson.read(found.content()))
                .orElseThrow(() -> new NotFoundException("The project has no revision " + revision));
    }

    public List<Revision> revisions(UUID id) {
        project(id);
        return repository.revisions(id);
    }

    /** What turns one revision into another; revision 0 is the empty project. */
    public List<ConfigChange> changes(UUID id, int from, int to) {
        return ConfigChange.between(from == 0 ? ProjectConfig.empty("") : config(id, from), config(id, to));
    }

    /**
     * Writes a new revision that says what an earlier one said. Nothing that was written between is lost: it stays among the
     * revisions.
     *
     * @return the new revision
     * @throws InvalidConfigException when the old one is not acceptable any more, for example because a class is gone
     * @throws ConflictException when the newest revision says the same
     */
    public Revision restore(UUID id, int revision, String author) {
        Project project = project(id);
        ProjectConfig old = config(id, revision);
        requireSound(old);
        if (old.equals(config(id, project.headRevision()))) {
            throw new ConflictException("Revision " + revision + " of project '" + project.name()
                    + "' is what its newest revision says already; nothing is to be restored");
        }
        return store(project, old, author);
    }

    /** Stores a changed configuration as a new revision; an unchanged one stores nothing. */
    public ProjectConfig revise(UUID id, UnaryOperator<ProjectConfig> change, String author) {
        Project project = project(id);
        ProjectConfig before = config(id, project.headRevision());
        ProjectConfig after = change.apply(before);
        if (!after.equals(before)) {
            store(project, after, author);
        }
        return after;
    }

    /**
     * Stores what was changed by somebody who looked at a revision, as {@link #revise(UUID, UnaryOperator, String)} does.
     *
     * @param seen the revision that was looked at, or {@link #NEWEST}
     * @throws StaleRevisionException when it is not the newest any more; nothing is changed
     */
    public ProjectConfig revise(UUID id, int seen, UnaryOperator<ProjectConfig> change, String author) {
        requireNewest(id, seen);
        return revise(id, change, author);
    }

    /**
     * Puts an item into a project as {@link #putItem(UUID, ItemConfig, String)} does, for somebody who looked at a revision.
     *
     * @param seen the revision that was looked at, or {@link #NEWEST}
     * @throws StaleRevisionException when it is not the newest any more; nothing is changed
     */
    public ItemConfig putItem(UUID id, int seen, ItemConfig item, String author) {
        requireNewest(id, seen);
        return putItem(id, item, author);
    }

    private void requireNewest(UUID id, int seen) {
        Project project = project(id);
        if (seen != NEWEST && project.headRevision() != seen) {
            String author = repository
                    .revision(id, project.headRevision())
                    .map(Revision::author)
                    .orElse("somebody");
            throw new StaleRevisionException(
                    "Nothing was changed: " + author + " wrote revision " + project.headRevision()
                            + " of project '" + project.name() + "' meanwhile, and this was made from revision " + seen
                            + "; read it again and make the change there");
        }
    }

    /** Puts an item into a project, or in the place of the one of its name, after checking it. */
    public ItemConfig putItem(UUID id, ItemConfig item, String author) {
        List<ConfigFault> faults = check.check(item);
        if (!faults.isEmpty()) {
            throw new InvalidConfigException(faults);
        }
        revise(id, config -> config.with(item), author);
        return item;
    }

    /**
     * Puts a document into a project, or in the place of the one of its kind and name, after checking it.
     *
     * @param seen the revision that was looked at, or {@link #NEWEST}
     * @throws StaleRevisionException when it is not the newest any more; nothing is changed
     */
    public void putDocument(UUID id, int seen, ProjectDocument document, String author) {
        requireNewest(id, seen);
        List<ConfigFault> faults = check.check(document);
        if (!faults.isEmpty()) {
            throw new InvalidConfigException(faults);
        }
        revise(id, config -> config.with(document), author);
    }

    private Revision store(Project project, ProjectConfig config, String author) {
        int number = project.revise(config.description());
        Revision revision = new Revision(project.id(), number, ConfigJson.write(config), author, clock.instant());
        repository.add(revision);
        return revision;
    }

    /** What applying the files would change in the newest configuration. */
    public List<ConfigChange> plan(ProjectFiles files) {
        requireSound(files.config());
        ProjectConfig before = repository
                .project(files.workspace(), files.name())
                .map(project -> config(project.id(), project.headRevision()))
                .orElse(ProjectConfig.empty(""));
        return ConfigChange.between(before, files.config());
    }

    /** Makes the files the newest revision, and wants it deployed and started. Workspace and project are made when missing. */
    public Project apply(ProjectFiles files, String author) {
        requireSound(files.config());
        Project project = keep(files.workspace(), files.name(), files.config(), author);
        project.deploy(project.headRevision());
        project.start(true);
        return project;
    }

    /**
     * Makes a configuration the newest revision, sound or not, and wants nothing else of it: what is deployed stays deployed. Workspace
     * and project are made when missing.
     */
    public Project keep(String workspace, String name, ProjectConfig config, String author) {
        Workspaces.requireName(name);
        workspaces.ensure(workspace);
        Project project = repository
                .project(workspace, name)
                .orElseGet(() -> createProject(workspace, name, config.description(), author));
        revise(project.id(), before -> config, author);
        return project;
    }

    private void requireSound(ProjectConfig config) {
        List<ConfigFault> faults = check.check(config);
        if (!faults.isEmpty()) {
            throw new InvalidConfigException(faults);
        }
    }

    /** Wants a revision to be true, the newest one when {@code revision} is {@code null}; a faulty one is refused. */
    public void deploy(UUID id, Integer revision) {
        Project project = project(id);
        int wanted = revision == null ? project.headRevision() : revision;
        requireSound(config(id, wanted));
        project.deploy(wanted);
    }

    /** Wants the project to run or to stop. */
    public void start(UUID id, boolean wanted) {
        Project project = project(id);
        if (wanted && project.deployedRevision().isEmpty()) {
            throw new ConflictException("Project '" + project.name() + "' has never been deployed; deploy it first");
        }
        project.start(wanted);
    }

    /** Wants something of one item of the deployed revision; {@code null}: that it runs while its project runs. */
    public void desire(UUID id, String item, ItemDesire.Desire wanted) {
        Project project = project(id);
        int revision = project.deployedRevision()
                .orElseThrow(() -> new ConflictException(
                        "Project '" + project.name() + "' has never been deployed; deploy it first"));
        if (config(id, revision).item(item).isEmpty()) {
            throw new NotFoundException("Project '" + project.name() + "' has no item '" + item + "'");
        }
        repository.desire(id, item, wanted);
    }

    /** Wants an item stopped that asked for it; one that is not there any more is stopped anyway. */
    public void stopItem(ItemKey key) {
        find(key.workspace(), key.project())
                .ifPresent(project -> repository.desire(project.id(), key.item(), ItemDesire.Desire.STOPPED));
    }

    /** Everything that is wanted, of all projects, read in one transaction. */
    public List<Wanted> wanted() {
        List<Wanted> all = new ArrayList<>();
        for (Project project : repository.projects()) {
            Map<String, ItemDesire.Desire> desires = new LinkedHashMap<>();
            repository.desires(project.id()).forEach(desire -> desires.put(desire.item(), desire.desire()));
            all.add(new Wanted(
                    project.id(),
                    project.workspace().name(),
                    project.name(),
                    project.description(),
                    project.headRevision(),
                    project.deployedRevision().orElse(null),
                    project.isStarted(),
                    project.deployedRevision()
                            .map(revision -> config(project.id(), revision))
                            .orElse(ProjectConfig.empty(project.description())),
                    desires));
        }
        return all;
    }

    /**
     * What is wanted of one project.
     *
     * @param description of the newest revision
     * @param deployedRevision {@code null} before the first deployment
     * @param config of the deployed revision; empty before the first deployment
     * @param desires what is wanted of single items
     */
    public record Wanted(
            UUID id,
            String workspace,
            String name,
            String description,
            int headRevision,
            Integer deployedRevision,
            boolean started,
            ProjectConfig config,
            Map<String, ItemDesire.Desire> desires) {

        ItemKey key(String item) {
            return new ItemKey(workspace, name, item);
        }
    }
}
