package hie.console.item;

import hie.engine.catalog.HostClass;
import hie.engine.catalog.HostKind;
import hie.engine.config.ConfigFault;
import hie.engine.config.ItemConfig;
import hie.engine.config.ProjectConfig;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * An item as a form: one field a setting that its class declares, and the item again as the fields say it. What is not touched
 * stays as it was, also what no field shows.
 */
public class ItemForm implements Serializable {

    private static final long serialVersionUID = 1L;

    private final String className;
    private final ArrayList<SettingGroup> groups;
    private final ArrayList<TargetChoice> targets;
    private final ArrayList<String> givenKeys;
    private final LinkedHashMap<String, String> kept;
    private final ArrayList<String> findings = new ArrayList<>();
    private String name;
    private boolean enabled;
    private String category;

    private ItemForm(ItemConfig item, List<SettingGroup> groups, List<TargetChoice> targets) {
        this.className = item.className();
        this.groups = new ArrayList<>(groups);
        this.targets = new ArrayList<>(targets);
        this.givenKeys = new ArrayList<>(item.settings().keySet());
        this.kept = new LinkedHashMap<>(item.kept());
        this.name = item.name();
        this.enabled = item.enabled();
        this.category = item.category();
    }

    /**
     * The form of an item.
     *
     * @param hostClass its class; absent when there is none of that name any more
     * @param kinds what the items of the project are, by name: those that may be its targets
     */
    static ItemForm of(
            ItemConfig item, Optional<HostClass> hostClass, ProjectConfig project, Map<String, HostKind> kinds) {
        return new ItemForm(item, SettingGroups.of(item, hostClass, project), targets(item, hostClass, kinds));
    }

    /** Its targets in their order, then whatever else messages can be sent to. */
    private static List<TargetChoice> targets(
            ItemConfig item, Optional<HostClass> hostClass, Map<String, HostKind> kinds) {
        List<TargetChoice> all = new ArrayList<>();
        item.targets().forEach(target -> all.add(new TargetChoice(target, true)));
        if (hostClass.filter(HostClass::sends).isPresent()) {
            kinds.forEach((other, kind) -> {
                boolean receives = kind != HostKind.SERVICE && !other.equals(item.name());
                if (receives && !item.targets().contains(other)) {
                    all.add(new TargetChoice(other, false));
                }
            });
        }
        return all;
    }

    /** The item as the form says it. */
    ItemConfig config() {
        Map<String, String> chosen = new LinkedHashMap<>();
        fields().forEach(field -> field.chosen().ifPresent(value -> chosen.put(field.getKey(), value)));
        Map<String, String> settings = new LinkedHashMap<>();
        givenKeys.stream().filter(chosen::containsKey).forEach(key -> settings.put(key, chosen.get(key)));
        chosen.forEach(settings::putIfAbsent);
        return new ItemConfig(
                name == null ? "" : name.strip(),
                className,
                enabled,
                category == null ? "" : category.strip(),
                settings,
                targets.stream()
                        .filter(TargetChoice::isChosen)
                        .map(TargetChoice::getName)
                        .toList(),
                kept);
    }

    /** What is wrong with the form itself: whatever its item would not show. */
    List<ConfigFault> contradictions() {
        return fields().filter(SettingField::isContradictory)
                .map(field -> new ConfigFault(
                        config().name(),
                        field.getName(),
                        "has a value, and is told to have none; take one of them out"))
                .toList();
    }

    /** Shows what is wrong, each at the setting that it names; what names none, and what is another item's, above all of them. */
    void show(List<ConfigFault> faults) {
        findings.clear();
        fields().forEach(SettingField::forgetFindings);
        String own = config().name();
        for (ConfigFault fault : faults) {
            Optional<SettingField> field = fields().filter(
                            one -> fault.item().equals(own) && one.isCalled(fault.setting()))
                    .findFirst();
            if (field.isPresent()) {
                field.get().find(fault.message());
            } else {
                findings.add(
                        fault.item().equals(own) && fault.setting().isEmpty() ? fault.message() : fault.toString());
            }
        }
    }

    private Stream<SettingField> fields() {
        return groups.stream().flatMap(group -> group.fields().stream());
    }

    /** The fields with something wrong. */
    public List<SettingField> getFaulty() {
        return fields().filter(field -> !field.getFindings().isEmpty()).toList();
    }

    /** What is wrong with no setting in particular. */
    public List<String> getFindings() {
        return findings;
    }

    public String getClassName() {
        return className;
    }

    public List<SettingGroup> getGroups() {
        return groups;
    }

    public List<TargetChoice> getTargets() {
        return targets;
    }

    /** Where an import found what HIE does not read; it stays with the item. */
    public List<String> getKept() {
        return List.copyOf(kept.keySet());
    }

    public String getName() {
        return name;
    }

    public void setName(String name) {
        this.name = name;
    }

    public boolean isEnabled() {
        return enabled;
    }

    public void setEnabled(boolean enabled) {
        this.enabled = enabled;
    }

    public String getCategory() {
        return category;
    }

    public void setCategory(String category) {
        this.category = category;
    }
}
