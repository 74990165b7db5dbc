package hie.console.project;

import hie.console.ConsoleLog;
import hie.console.Notices;
import hie.console.access.Allowed;
import hie.console.access.Caller;
import hie.console.access.Right;
import hie.engine.config.ItemConfig;
import hie.engine.item.ItemState;
import hie.engine.production.ItemStatus;
import hie.engine.production.Productions;
import hie.engine.production.ProjectStatus;
import hie.engine.production.Projects;
import hie.engine.running.SingleStep;
import jakarta.faces.view.ViewScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.io.IOException;
import java.io.Serializable;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * One project: its items as they are at this moment, and the buttons. What a button did is said at the top of the page; what
 * the engine refuses likewise, in its words.
 */
@Named
@ViewScoped
public class ProjectView implements Serializable {

    private static final long serialVersionUID = 1L;

    @Inject
    Projects projects;

    @Inject
    Productions productions;

    @Inject
    Caller caller;

    @Inject
    Notices notices;

    private String id;
    private transient ProjectStatus project;
    private transient List<ItemRow> rows;
    private transient List<ItemConfig> newest;
    private transient SingleStep.Report step;
    private transient String steppedItem;

    /** Reads the project that the page's address names; none of that name is a page not found. */
    public void load() throws IOException {
        ProjectAddress.open(this::refresh);
    }

    /** Reads the states anew. */
    public void refresh() {
        show(productions.status(key()));
    }

    private UUID key() {
        return ProjectAddress.key(id);
    }

    private void show(ProjectStatus status) {
        project = status;
        rows = ItemRow.of(status);
        newest = isDeployable() ? projects.head(status.id()).items() : null;
    }

    @Allowed(Right.OPERATE)
    public void start() {
        change("start", productions::start);
    }

    @Allowed(Right.OPERATE)
    public void stop() {
        change("stop", productions::stop);
    }

    @Allowed(Right.OPERATE)
    public void startItem(String item) {
        change("start", item, productions::startItem);
    }

    @Allowed(Right.OPERATE)
    public void stopItem(String item) {
        change("stop", item, productions::stopItem);
    }

    @Allowed(Right.OPERATE)
    public void pauseItem(String item) {
        change("pause", item, productions::pauseItem);
    }

    @Allowed(Right.OPERATE)
    public void resumeItem(String item) {
        change("resume", item, productions::resumeItem);
    }

    @Allowed(Right.OPERATE)
    public void restartItem(String item) {
        change("restart", item, productions::restartItem);
    }

    /** Works on the next message of an item that is stepped; the page then shows what was done with it. */
    @Allowed(Right.OPERATE)
    public void stepItem(String item) {
        notices.attempt(() -> {
            step = productions.stepItem(key(), item);
            steppedItem = item;
            ConsoleLog.LOG.itemChanged(caller.getName(), "step", item, path());
        });
        refresh();
    }

    private void change(String verb, Function<UUID, ProjectStatus> action) {
        notices.attempt(() -> {
            show(action.apply(key()));
            ConsoleLog.LOG.projectChanged(caller.getName(), verb, path());
            notices.done("project.done." + verb, project.name(), String.valueOf(project.deployedRevision()));
        });
    }

    private void change(String verb, String item, BiConsumer<UUID, String> action) {
        notices.attempt(() -> {
            action.accept(key(), item);
            refresh();
            ConsoleLog.LOG.itemChanged(caller.getName(), verb, item, path());
            notices.done("item.done." + verb, item);
        });
    }

    /** {@code workspace/project}, as messages name it. */
    public String path() {
        return project.workspace() + "/" + project.name();
    }

    /** Items of the newest revision that the deployed one does not have. */
    public List<ItemConfig> getWaiting() {
        if (newest == null) {
            return List.of();
        }
        Set<String> deployed =
                getProject().items().stream().map(ItemStatus::name).collect(Collectors.toSet());
        return newest.stream().filter(item -> !deployed.contains(item.name())).toList();
    }

    /** Whether the newest revision has an item, so that it can be changed. */
    public boolean isInNewest(String item) {
        return newest == null || newest.stream().anyMatch(one -> one.name().equals(item));
    }

    public boolean isDeployable() {
        return !Integer.valueOf(project.headRevision()).equals(project.deployedRevision());
    }

    public boolean isStartable() {
        return project.deployedRevision() != null && project.state() == ItemState.STOPPED;
    }

    public boolean isStoppable() {
        return project.state() != ItemState.STOPPED;
    }

    /** What the last step did, if this request made one. */
    public SingleStep.Report getStep() {
        return step;
    }

    /** The item that made it. */
    public String getSteppedItem() {
        return steppedItem;
    }

    public String getId() {
        return id;
    }

    public void setId(String id) {
        this.id = id;
    }

    /** The project as last read. */
    public ProjectStatus getProject() {
        if (project == null) {
            refresh();
        }
        return project;
    }

    /** Its items, as last read, in the order of the table. */
    public List<ItemRow> getRows() {
        if (rows == null) {
            refresh();
        }
        return rows;
    }
}
