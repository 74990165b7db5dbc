package hie.console.item;

import hie.api.host.BusinessOperation;
import hie.api.host.BusinessProcess;
import hie.api.host.BusinessService;
import hie.api.setting.SettingDescriptor;
import hie.api.setting.SettingTarget;
import hie.engine.catalog.HostClass;
import hie.engine.catalog.HostKind;
import hie.engine.config.ItemConfig;
import hie.engine.config.ProjectConfig;
import hie.engine.config.ProjectDocument;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Groups the settings that a class declares, what is particular to it first: those of its adapter, those of the class, and those that
 * every service, process or operation has. Last comes what the item gives and the class does not declare.
 */
final class SettingGroups {

    private final Map<String, String> left;
    private final ProjectConfig project;
    private final List<SettingField> adapter = new ArrayList<>();
    private final List<SettingField> own = new ArrayList<>();
    private final List<SettingField> general = new ArrayList<>();

    private SettingGroups(Map<String, String> given, ProjectConfig project) {
        this.left = new LinkedHashMap<>(given);
        this.project = project;
    }

    /** The groups that have settings. */
    static List<SettingGroup> of(ItemConfig item, Optional<HostClass> hostClass, ProjectConfig project) {
        SettingGroups groups = new SettingGroups(item.settings(), project);
        hostClass.ifPresent(groups::sort);
        List<SettingField> others = new ArrayList<>();
        groups.left.forEach((key, value) -> others.add(SettingField.undeclared(key, value)));
        return Stream.of(
                        SettingGroup.of("adapter", groups.adapter),
                        SettingGroup.of("own", groups.own),
                        SettingGroup.of("general", groups.general),
                        SettingGroup.of("undeclared", others))
                .filter(group -> !group.fields().isEmpty())
                .toList();
    }

    private void sort(HostClass hostClass) {
        Set<String> ofAll = SettingDescriptor.of(root(hostClass.kind())).stream()
                .map(SettingDescriptor::name)
                .collect(Collectors.toSet());
        for (SettingDescriptor setting : hostClass.settings()) {
            boolean isGeneral = ofAll.contains(setting.name()) || HostClass.isOfInterceptor(setting);
            List<SettingField> group = setting.target() == SettingTarget.ADAPTER ? adapter : isGeneral ? general : own;
            group.add(field(setting));
        }
    }

    private static Class<?> root(HostKind kind) {
        return switch (kind) {
            case SERVICE -> BusinessService.class;
            case PROCESS -> BusinessProcess.class;
            case OPERATION -> BusinessOperation.class;
        };
    }

    private SettingField field(SettingDescriptor setting) {
        String key =
                setting.names().stream().filter(left::containsKey).findFirst().orElse(setting.name());
        return SettingField.of(setting, key, left.remove(key), suggestions(setting));
    }

    private List<String> suggestions(SettingDescriptor setting) {
        ProjectDocument.Kind kind = switch (setting.type()) {
            case RULE_SET -> ProjectDocument.Kind.RULES;
            case PROCESS -> ProjectDocument.Kind.PROCESS;
            case SCRIPT -> ProjectDocument.Kind.SCRIPT;
            default -> null;
        };
        return project.documents().stream()
                .filter(document -> document.kind() == kind)
                .map(ProjectDocument::name)
                .toList();
    }
}
