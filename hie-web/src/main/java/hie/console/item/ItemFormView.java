package hie.console.item;

import hie.console.ConsoleLog;
import hie.console.Notices;
import hie.console.access.Allowed;
import hie.console.access.Caller;
import hie.console.access.Right;
import hie.console.project.ProjectAddress;
import hie.engine.catalog.HostCatalog;
import hie.engine.catalog.HostClass;
import hie.engine.catalog.HostKind;
import hie.engine.config.ConfigCheck;
import hie.engine.config.ConfigFault;
import hie.engine.config.ItemConfig;
import hie.engine.config.ProjectConfig;
import hie.engine.production.NotFoundException;
import hie.engine.production.Projects;
import hie.store.project.Project;
import jakarta.faces.view.ViewScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.io.IOException;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;

/**
 * The page on which an item is made or changed. Saving writes a new revision, as the REST API does, and deploys nothing; when
 * somebody wrote one since the page was opened, it is refused.
 */
@Named
@ViewScoped
public class ItemFormView implements Serializable {

    private static final long serialVersionUID = 1L;

    @Inject
    Projects projects;

    @Inject
    HostCatalog catalog;

    @Inject
    ConfigCheck check;

    @Inject
    Caller caller;

    @Inject
    Notices notices;

    private String id;
    private String item;
    private String className;
    private String projectName;
    private String workspace;
    private int seen;
    private ItemForm form;
    private ArrayList<String> senders;
    private boolean savable;

    /** Reads the item that the page's address names, or begins one of the class that it names; neither is a page not found. */
    @Allowed(Right.CONFIGURE)
    public void load() throws IOException {
        ProjectAddress.open(() -> {
            Project project = projects.project(key());
            projectName = project.name();
            workspace = project.workspace().name();
            seen = project.headRevision();
            ProjectConfig config = projects.config(key(), seen);
            ItemConfig begun = isNew() ? begun() : known(config);
            form = ItemForm.of(
                    begun, catalog.find(begun.className()).map(catalog::withInterceptors), config, kinds(config));
            senders = new ArrayList<>(config.items().stream()
                    .filter(other -> !isNew() && other.targets().contains(item))
                    .map(ItemConfig::name)
                    .toList());
        });
    }

    private UUID key() {
        return ProjectAddress.key(id);
    }

    private ItemConfig begun() {
        HostClass hostClass = catalog.find(String.valueOf(className))
                .orElseThrow(() -> new NotFoundException(catalog.whyMissing(className)));
        return new ItemConfig("", hostClass.name(), true, "", Map.of(), List.of());
    }

    private ItemConfig known(ProjectConfig config) {
        return config.item(item)
                .orElseThrow(() -> new NotFoundException("The newest revision has no item '" + item + "'"));
    }

    /** What the items are, by name; one whose class is gone may have been anything. */
    private Map<String, HostKind> kinds(ProjectConfig config) {
        Map<String, HostKind> kinds = new TreeMap<>();
        config.items()
                .forEach(one -> kinds.put(
                        one.name(),
                        catalog.find(one.className()).map(HostClass::kind).orElse(HostKind.PROCESS)));
        return kinds;
    }

    /** Saves the item when nothing is wrong with it, nor with what it does in its project. */
    @Allowed(Right.CONFIGURE)
    public String save() {
        ItemConfig wanted = form.config();
        List<ConfigFault> faults = ownFaults(wanted);
        savable = faults.isEmpty();
        form.show(savable ? faultsInProject(wanted) : faults);
        return isFaultless() ? store(wanted) : null;
    }

    /** Saves an item with which by itself nothing is wrong; what is wrong in its project keeps it from being deployed. */
    @Allowed(Right.CONFIGURE)
    public String saveUndeployable() {
        ItemConfig wanted = form.config();
        List<ConfigFault> faults = ownFaults(wanted);
        savable = faults.isEmpty();
        form.show(faults);
        return savable ? store(wanted) : null;
    }

    private List<ConfigFault> ownFaults(ItemConfig wanted) {
        List<ConfigFault> faults = new ArrayList<>(form.contradictions());
        if (isNew() && projects.config(key(), seen).item(wanted.name()).isPresent()) {
            faults.add(new ConfigFault(
                    wanted.name(),
                    "",
                    "there is an item of this name already; choose another one, or change that one"));
        }
        faults.addAll(check.check(wanted));
        return faults;
    }

    /** What would keep the project from being deployed, if it is the item's fault. */
    private List<ConfigFault> faultsInProject(ItemConfig wanted) {
        ProjectConfig before = projects.config(key(), seen);
        List<ConfigFault> known = check.check(before);
        return check.check(before.with(wanted)).stream()
                .filter(fault -> fault.item().equals(wanted.name()) || !known.contains(fault))
                .toList();
    }

    private String store(ItemConfig wanted) {
        return change(
                isNew() ? "add" : "change",
                wanted.name(),
                () -> projects.putItem(key(), seen, wanted, caller.getName()));
    }

    /** Takes the item out of the project, with the connections to it. */
    @Allowed(Right.CONFIGURE)
    public String remove() {
        return change(
                "remove", item, () -> projects.revise(key(), seen, config -> config.without(item), caller.getName()));
    }

    private String change(String verb, String name, Runnable action) {
        boolean done = notices.attempt(action);
        if (!done) {
            return null;
        }
        ConsoleLog.LOG.itemChanged(caller.getName(), verb, name, getPath());
        notices.doneBeforeRedirect("item.done." + verb, name);
        return "/project/view?faces-redirect=true&id=" + id;
    }

    /** Whether an item is made, and none changed. */
    public boolean isNew() {
        return item == null;
    }

    private boolean isFaultless() {
        return form.getFindings().isEmpty() && form.getFaulty().isEmpty();
    }

    /** Whether what was found keeps the project from being deployed, but not the item from being saved. */
    public boolean isSavable() {
        return savable && !isFaultless();
    }

    /** {@code workspace/project}, as messages name it. */
    public String getPath() {
        return workspace + "/" + projectName;
    }

    public ItemForm getForm() {
        return form;
    }

    /** What the class is for. */
    public String getDescription() {
        return catalog.find(form.getClassName()).map(HostClass::description).orElse("");
    }

    /** The items that send to it; they do not any more when it is removed. */
    public String getSenders() {
        return String.join(", ", senders);
    }

    /** The revision that the form was made from. */
    public int getSeen() {
        return seen;
    }

    public String getProjectName() {
        return projectName;
    }

    public String getWorkspace() {
        return workspace;
    }

    public String getId() {
        return id;
    }

    public void setId(String id) {
        this.id = id;
    }

    /** The item that is changed; {@code null} when one is made. */
    public String getItem() {
        return item;
    }

    public void setItem(String item) {
        this.item = item;
    }

    /** The class of the item that is made. */
    public String getClassName() {
        return className;
    }

    public void setClassName(String className) {
        this.className = className;
    }
}
