package hie.engine.production;

import hie.engine.catalog.HostCatalog;
import hie.engine.catalog.HostKind;
import hie.engine.config.ItemConfig;
import hie.engine.config.ProjectConfig;
import hie.engine.config.ProjectFiles;
import hie.engine.deployment.WorkerProcesses;
import hie.engine.item.ExecutionMode;
import hie.engine.item.HostStartException;
import hie.engine.item.ItemDefinition;
import hie.engine.item.ItemKey;
import hie.engine.item.ItemState;
import hie.engine.messaging.ItemQueues;
import hie.engine.metrics.ItemCounters;
import hie.engine.running.ItemRuntime;
import hie.engine.running.RunningItems;
import hie.engine.running.SingleStep;
import hie.engine.running.StepRefusedException;
import hie.store.project.ItemDesire;
import hie.store.project.Project;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.jms.JMSException;
import java.util.List;
import java.util.UUID;

/**
 * The verbs: deploy, start, stop, reload, pause, resume, restart, for a project or one item of it. Each writes down what is
 * wanted, makes it true on this node, and returns the state after it.
 */
@ApplicationScoped
public class Productions {

    private static final ItemCounters.Snapshot NOTHING = new ItemCounters.Snapshot(0, 0, 0, 0, null);

    @Inject
    Projects projects;

    @Inject
    Reconciler reconciler;

    @Inject
    HostCatalog catalog;

    @Inject
    RunningItems items;

    @Inject
    ItemQueues queues;

    @Inject
    WorkerProcesses workers;

    /** Wants a revision to be true; the newest when {@code revision} is {@code null}. A started project changes at once, where it differs. */
    public ProjectStatus deploy(UUID id, Integer revision) {
        projects.deploy(id, revision);
        return started(id);
    }

    public ProjectStatus start(UUID id) {
        projects.start(id, true);
        return started(id);
    }

    public ProjectStatus stop(UUID id) {
        projects.start(id, false);
        return settled(id);
    }

    /** Makes the newest revision true; only what changed is touched. */
    public ProjectStatus reload(UUID id) {
        return deploy(id, null);
    }

    /** Makes a new revision of what an earlier one said, and deploys it; only what differs from now is touched. */
    public ProjectStatus rollBack(UUID id, int revision, String author) {
        return deploy(id, projects.restore(id, revision, author).number());
    }

    /** Pauses every item that runs. */
    public ProjectStatus pause(UUID id) {
        deployed(id).items().forEach(item -> projects.desire(id, item.name(), ItemDesire.Desire.PAUSED));
        return settled(id);
    }

    /** Lets every item run again. */
    public ProjectStatus resume(UUID id) {
        deployed(id).items().forEach(item -> projects.desire(id, item.name(), null));
        return started(id);
    }

    /** Stops the project and starts it again. */
    public ProjectStatus restart(UUID id) {
        stop(id);
        return start(id);
    }

    /** Reads files, makes them the newest revision, deploys and starts it. */
    public ProjectStatus apply(ProjectFiles files, String author) {
        Project project = projects.apply(files, author);
        return started(project.id());
    }

    public ItemStatus startItem(UUID id, String item) {
        projects.desire(id, item, null);
        reconciler.reconcile();
        reconciler.awaitFirstStarts(key(id, item)::equals);
        return itemOf(status(id), item);
    }

    public ItemStatus stopItem(UUID id, String item) {
        projects.desire(id, item, ItemDesire.Desire.STOPPED);
        return settled(id, item);
    }

    public ItemStatus pauseItem(UUID id, String item) {
        projects.desire(id, item, ItemDesire.Desire.PAUSED);
        return settled(id, item);
    }

    public ItemStatus resumeItem(UUID id, String item) {
        return startItem(id, item);
    }

    /** Stops the item and starts it again; a troubled one is tried again at once. */
    public ItemStatus restartItem(UUID id, String item) {
        projects.desire(id, item, null);
        ItemKey key = key(id, item);
        reconciler.bounce(key);
        reconciler.awaitFirstStarts(key::equals);
        return itemOf(status(id), item);
    }

    /**
     * Has a paused item work on the next message of its queue.
     *
     * @throws ConflictException when it cannot: it is not in ExecutionMode single_process, not paused, or no message waits
     */
    public SingleStep.Report stepItem(UUID id, String item) {
        itemOf(status(id), item);
        ItemKey key = key(id, item);
        ItemRuntime runtime = items.find(key)
                .orElseThrow(() -> new ConflictException("Item " + key + " does not run; start it first"));
        if (runtime.executionMode() != ExecutionMode.SINGLE_PROCESS) {
            throw new ConflictException(
                    "Item " + key + " works by itself; set ExecutionMode single_process to step it");
        }
        try {
            return SingleStep.of(runtime).orElseThrow(() -> new ConflictException("No message waits for item " + key));
        } catch (StepRefusedException e) {
            throw new ConflictException(e.getMessage());
        } catch (JMSException | HostStartException e) {
            throw new IllegalStateException("Item " + key + " could not take a step: " + e.getMessage(), e);
        }
    }

    private ProjectConfig deployed(UUID id) {
        Project project = projects.project(id);
        return projects.config(
                id,
                project.deployedRevision()
                        .orElseThrow(() -> new ConflictException(
                                "Project '" + project.name() + "' has never been deployed; deploy it first")));
    }

    private ItemKey key(UUID id, String item) {
        Project project = projects.project(id);
        return new ItemKey(project.workspace().name(), project.name(), item);
    }

    /** The state once the project's items run, or are in trouble, that were not wanted before. */
    private ProjectStatus started(UUID id) {
        Project project = projects.project(id);
        String path = project.workspace().name() + "/" + project.name();
        reconciler.reconcile();
        reconciler.awaitFirstStarts(key -> key.projectPath().equals(path));
        return status(id);
    }

    private ProjectStatus settled(UUID id) {
        reconciler.reconcile();
        return status(id);
    }

    private ItemStatus settled(UUID id, String item) {
        return itemOf(settled(id), item);
    }

    private static ItemStatus itemOf(ProjectStatus status, String item) {
        return status.items().stream()
                .filter(candidate -> candidate.name().equals(item))
                .findFirst()
                .orElseThrow(() -> new NotFoundException("Project '" + status.name() + "' has no item '" + item + "'"));
    }

    /** The states of all projects at this moment. */
    public List<ProjectStatus> status() {
        return projects.wanted().stream().map(this::status).toList();
    }

    /** The state of one project at this moment. */
    public ProjectStatus status(UUID id) {
        return projects.wanted().stream()
                .filter(wanted -> wanted.id().equals(id))
                .findFirst()
                .map(this::status)
                .orElseThrow(() -> new NotFoundException("There is no project with id " + id));
    }

    private ProjectStatus status(Projects.Wanted wanted) {
        List<ItemStatus> states = wanted.config().items().stream()
                .map(item -> status(wanted, item))
                .toList();
        return new ProjectStatus(
                wanted.id(),
                wanted.workspace(),
                wanted.name(),
                wanted.description(),
                together(wanted, states),
                wanted.deployedRevision(),
                wanted.headRevision(),
                states);
    }

    private ItemStatus status(Projects.Wanted wanted, ItemConfig config) {
        ItemKey key = wanted.key(config.name());
        Reconciler.ItemCondition condition = reconciler.condition(key);
        return new ItemStatus(
                config.name(),
                config.className(),
                catalog.find(config.className()).map(found -> found.kind()).orElse(HostKind.PROCESS),
                config.category(),
                config.enabled(),
                condition.state(),
                condition.reason(),
                condition.restarts(),
                queues.depth(key.queueName()),
                items.definition(key).map(item -> item.queueShape().size()).orElse(0),
                items.find(key).flatMap(ItemRuntime::breaker).orElse(null),
                items.definition(key).map(ItemDefinition::executionMode).orElse(ExecutionMode.THREAD_POOL),
                items.find(key).map(ItemRuntime::leftBehind).orElse(0),
                items.find(key)
                        .map(ItemRuntime::counters)
                        .map(ItemCounters::snapshot)
                        .orElse(NOTHING),
                config.targets(),
                workers.status(key));
    }

    private static ItemState together(Projects.Wanted wanted, List<ItemStatus> states) {
        for (ItemState state : List.of(ItemState.TROUBLED, ItemState.STOPPING, ItemState.STARTING, ItemState.PAUSING)) {
            if (states.stream().anyMatch(item -> item.state() == state)) {
                return state;
            }
        }
        if (!wanted.started()) {
            return ItemState.STOPPED;
        }
        boolean allPaused = !states.isEmpty() && states.stream().allMatch(item -> item.state() == ItemState.PAUSED);
        return allPaused ? ItemState.PAUSED : ItemState.RUNNING;
    }
}
