package hie.engine.config;

import hie.api.host.ProjectDocuments;
import hie.api.setting.SettingDescriptor;
import hie.api.setting.SettingValues;
import hie.engine.bpl.ProcessLibrary;
import hie.engine.catalog.HostCatalog;
import hie.engine.catalog.HostClass;
import hie.engine.catalog.HostKind;
import hie.engine.interceptor.InterceptorChain;
import hie.engine.item.ItemKey;
import hie.engine.rule.RuleLibrary;
import hie.engine.schedule.Schedule;
import hie.engine.script.ScriptLibrary;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Checks configurations against the host classes: nothing unknown, nothing impossible gets any further. */
@ApplicationScoped
public class ConfigCheck {

    @Inject
    HostCatalog catalog;

    @Inject
    SettingReferences references;

    @Inject
    ServerNames serverNames;

    /** What is wrong with one item by itself, be its connections as they may. */
    public List<ConfigFault> check(ItemConfig item) {
        List<ConfigFault> faults = new ArrayList<>();
        if (!ItemKey.isName(item.name())) {
            faults.add(new ConfigFault(item.name(), "", nameFault()));
        }
        Optional<HostClass> hostClass = classOf(item);
        if (hostClass.isEmpty()) {
            faults.add(new ConfigFault(
                    item.name(),
                    "",
                    catalog.whyMissing(item.className()) + " (known: "
                            + catalog.all().stream().map(HostClass::name).collect(Collectors.joining(", ")) + ")"));
            return faults;
        }
        for (Map.Entry<String, String> given : item.settings().entrySet()) {
            checkSetting(item, hostClass.get(), given.getKey(), given.getValue(), faults);
        }
        for (SettingDescriptor declared : hostClass.get().settings()) {
            if (declared.names().stream().filter(item.settings()::containsKey).count() > 1) {
                faults.add(new ConfigFault(
                        item.name(),
                        declared.name(),
                        "is given twice, also as " + declared.alias() + "; leave one of them out"));
            }
            if (declared.required()
                    && declared.names().stream()
                            .noneMatch(name -> item.settings().containsKey(name))) {
                declared.fault("").ifPresent(fault -> faults.add(new ConfigFault(item.name(), declared.name(), fault)));
            }
        }
        checkQueue(item, hostClass.get(), faults);
        checkBodyClass(item, hostClass.get(), faults);
        faults.addAll(new ModeCheck(item.name(), hostClass.get(), name -> given(item, hostClass.get(), name)).faults());
        faults.addAll(ProcessRules.faults(item.name(), name -> given(item, hostClass.get(), name)));
        faults.addAll(FolderCheck.faults(item.name(), hostClass.get(), name -> given(item, hostClass.get(), name)));
        faults.addAll(CompanionCheck.faults(item.name(), hostClass.get(), name -> given(item, hostClass.get(), name)));
        return faults;
    }

    /** An item's class, with the settings of the interceptors that it names. */
    private Optional<HostClass> classOf(ItemConfig item) {
        return catalog.find(item.className())
                .flatMap(type -> catalog.find(
                        item.className(), InterceptorChain.names(given(item, type, InterceptorChain.SETTING))));
    }

    private void checkQueue(ItemConfig item, HostClass hostClass, List<ConfigFault> faults) {
        String type = given(item, hostClass, "QueueType");
        boolean keepsNoOrder = type.equals("lifo") || type.equals("unordered");
        if (keepsNoOrder && !given(item, hostClass, "OrderKey").isEmpty()) {
            faults.add(new ConfigFault(
                    item.name(),
                    "OrderKey",
                    "no order is kept with QueueType " + type + "; leave one of them out, or choose fifo or priority"));
        }
    }

    private void checkBodyClass(ItemConfig item, HostClass hostClass, List<ConfigFault> faults) {
        String bodyClass = given(item, hostClass, "BodyClass");
        if (!bodyClass.isEmpty() && !catalog.bodyTypes().contains(bodyClass)) {
            faults.add(new ConfigFault(
                    item.name(),
                    "BodyClass",
                    "no extension has a message class '" + bodyClass + "' (there are: "
                            + String.join(", ", catalog.bodyTypes()) + ")"));
        }
    }

    /** What an item gives for a setting, resolved where that is possible; empty when it gives nothing. */
    private String given(ItemConfig item, HostClass hostClass, String name) {
        return hostClass
                .setting(name)
                .flatMap(declared -> declared.names().stream()
                        .map(item.settings()::get)
                        .filter(Objects::nonNull)
                        .findFirst())
                .map(value -> {
                    try {
                        return references.resolve(value);
                    } catch (IllegalArgumentException e) {
                        // Reported where the setting itself is checked.
                        return "";
                    }
                })
                .orElse("");
    }

    static String nameFault() {
        return "a name is 1 to 64 letters, digits, blanks and . _ - and begins with a letter or digit";
    }

    private void checkSetting(
            ItemConfig item, HostClass hostClass, String name, String value, List<ConfigFault> faults) {
        Optional<SettingDescriptor> declared = hostClass.setting(name);
        if (declared.isEmpty()
                && catalog.withInterceptors(hostClass).setting(name).isPresent()) {
            faults.add(new ConfigFault(item.name(), name, InterceptorChain.unheeded(name)));
            return;
        }
        if (declared.isEmpty()) {
            faults.add(new ConfigFault(
                    item.name(),
                    name,
                    "class " + hostClass.name() + " has no such setting (it has: "
                            + hostClass.settings().stream()
                                    .map(SettingDescriptor::name)
                                    .collect(Collectors.joining(", "))
                            + ")"));
            return;
        }
        try {
            declared.get()
                    .fault(references.resolve(value))
                    .ifPresent(fault -> faults.add(new ConfigFault(item.name(), name, fault)));
        } catch (IllegalArgumentException e) {
            faults.add(new ConfigFault(item.name(), name, e.getMessage()));
        }
    }

    /**
     * What is wrong with a whole project: its items, their connections, and what their hosts themselves say of both, such as a
     * routing rule that cannot be read or that names a target which is not connected.
     */
    public List<ConfigFault> check(ProjectConfig project) {
        List<ConfigFault> faults = new ArrayList<>();
        checkDocuments(project, faults);
        boolean documentsAreSound = faults.isEmpty();
        Set<String> names = new HashSet<>();
        for (ItemConfig item : project.items()) {
            if (!names.add(item.name())) {
                faults.add(new ConfigFault(item.name(), "", "two items have this name"));
            }
            List<ConfigFault> own = check(item);
            faults.addAll(own);
            if (own.isEmpty() && (documentsAreSound || !usesDocuments(item))) {
                judgement(project, item).ifPresent(faults::add);
            }
            if (own.isEmpty()) {
                scheduleFault(project, item).ifPresent(faults::add);
            }
        }
        for (ItemConfig item : project.items()) {
            checkTargets(project, item, faults);
        }
        checkCycles(project, faults);
        return faults;
    }

    /** What a project names of this server that is not there; it may be made later, so that nothing is refused for it. */
    public List<ConfigFault> warnings(ProjectConfig project) {
        List<ConfigFault> warnings = new ArrayList<>();
        for (ItemConfig item : project.items()) {
            catalog.find(item.className())
                    .ifPresent(type ->
                            warnings.addAll(serverNames.missing(item.name(), type, name -> given(item, type, name))));
        }
        return warnings;
    }

    /** What is wrong with a document by itself, be what it names as it may. */
    public List<ConfigFault> check(ProjectDocument document) {
        return document.faults().stream()
                .map(fault -> new ConfigFault("", "", document.kind().text() + " " + document.name() + ": " + fault))
                .toList();
    }

    private void checkDocuments(ProjectConfig project, List<ConfigFault> faults) {
        Set<String> paths = new HashSet<>();
        for (ProjectDocument document : project.documents()) {
            faults.addAll(check(document));
            if (!paths.add(document.path().toLowerCase(Locale.ROOT))) {
                faults.add(
                        new ConfigFault(
                                "",
                                "",
                                document.kind().text() + " " + document.name()
                                        + ": another one's name differs in case only, and some computers cannot keep both files"));
            }
        }
        if (faults.isEmpty()) {
            ProjectDocuments all = UsedDocuments.all(project);
            RuleLibrary rules = new RuleLibrary(all);
            ProcessLibrary processes = new ProcessLibrary(all);
            ScriptLibrary scripts = new ScriptLibrary(all);
            for (ProjectDocument document : project.documents()) {
                List<String> found = switch (document.kind()) {
                    case RULES -> rules.faults(document.name());
                    case PROCESS -> processes.faults(document.name());
                    case SCRIPT -> scripts.faults(document.name());
                    default -> List.of();
                };
                found.forEach(fault -> faults.add(new ConfigFault("", "", fault)));
            }
        }
    }

    /** What such a host would say of a faulty document has been said already. */
    private boolean usesDocuments(ItemConfig item) {
        return classOf(item).orElseThrow().settings().stream()
                .filter(UsedDocuments::isNamedBy)
                .anyMatch(setting -> setting.names().stream().anyMatch(item.settings()::containsKey));
    }

    private Optional<ConfigFault> judgement(ProjectConfig project, ItemConfig item) {
        HostClass hostClass = classOf(item).orElseThrow();
        Map<String, String> resolved = new LinkedHashMap<>();
        item.settings()
                .forEach((name, value) ->
                        resolved.put(hostClass.setting(name).orElseThrow().name(), references.resolve(value)));
        return new PlannedItem(
                        item.name(),
                        SettingValues.of(hostClass.settings(), resolved),
                        item.targets(),
                        UsedDocuments.of(project, hostClass, resolved),
                        catalog.interceptors())
                .fault(hostClass);
    }

    /** A schedule that is named must be there. */
    private Optional<ConfigFault> scheduleFault(ProjectConfig project, ItemConfig item) {
        HostClass hostClass = catalog.find(item.className()).orElseThrow();
        String schedule = given(item, hostClass, "Schedule");
        if (!Schedule.asksTable(schedule)) {
            return Optional.empty();
        }
        try {
            Schedule.of(
                    schedule, UsedDocuments.of(project, hostClass, Map.of("Schedule", schedule)), LocalDateTime.now());
            return Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.of(new ConfigFault(item.name(), "Schedule", e.getMessage()));
        }
    }

    private void checkCycles(ProjectConfig project, List<ConfigFault> faults) {
        Map<String, List<String>> targets = new LinkedHashMap<>();
        for (ItemConfig item : project.items()) {
            if (isOnTheWay(item) && !allowsCycle(item)) {
                targets.put(item.name(), item.targets());
            }
        }
        for (List<String> cycle : Cycles.in(targets)) {
            faults.add(
                    new ConfigFault(
                            cycle.getFirst(),
                            "",
                            "its connections lead back to it: " + String.join(" -> ", cycle)
                                    + "; remove one of them, or set AllowCycle on one of these items if messages are meant to go round"));
        }
    }

    /** Nothing is sent to a service, and most operations send nothing: connections that say otherwise are faults of their own. */
    private boolean isOnTheWay(ItemConfig item) {
        return catalog.find(item.className())
                .filter(type -> type.kind() != HostKind.SERVICE && type.sends())
                .isPresent();
    }

    private boolean allowsCycle(ItemConfig item) {
        String value = item.settings().getOrDefault("AllowCycle", "false");
        try {
            String resolved = references.resolve(value);
            return resolved.equalsIgnoreCase("true") || resolved.equals("1");
        } catch (IllegalArgumentException reportedWithTheSetting) {
            return true;
        }
    }

    private boolean isMultiprocess(ItemConfig item) {
        return catalog.find(item.className())
                .filter(type -> ProcessRules.isMultiprocess(name -> given(item, type, name)))
                .isPresent();
    }

    private boolean dropsOldest(ItemConfig item) {
        return catalog.find(item.className())
                .filter(type -> given(item, type, "OverflowStrategy").equals("drop_oldest")
                        && !given(item, type, "QueueSize").isEmpty())
                .isPresent();
    }

    private void checkTargets(ProjectConfig project, ItemConfig item, List<ConfigFault> faults) {
        boolean sendsNothing =
                catalog.find(item.className()).filter(type -> !type.sends()).isPresent();
        if (sendsNothing && !item.targets().isEmpty()) {
            faults.add(
                    new ConfigFault(
                            item.name(),
                            "",
                            "an operation of class " + item.className()
                                    + " delivers to the outside only and has no targets (such as extend SendingOperation have)"));
        }
        Set<String> seen = new HashSet<>();
        for (String target : item.targets()) {
            if (!seen.add(target)) {
                faults.add(new ConfigFault(item.name(), "", "its target '" + target + "' is named twice"));
                continue;
            }
            Optional<ItemConfig> found = project.item(target);
            if (found.isEmpty()) {
                faults.add(new ConfigFault(item.name(), "", "its target '" + target + "' is no item of the project"));
            } else if (isMultiprocess(item) && dropsOldest(found.get())) {
                faults.add(
                        new ConfigFault(
                                item.name(),
                                "ExecutionMode",
                                "its target '" + target
                                        + "' has OverflowStrategy drop_oldest, which processes of their own cannot heed; choose another one there, or another mode here"));
            } else if (catalog.find(found.get().className())
                    .filter(type -> type.kind() == HostKind.SERVICE)
                    .isPresent()) {
                faults.add(new ConfigFault(
                        item.name(),
                        "",
                        "its target '" + target + "' is a service; messages go to processes and operations"));
            }
        }
    }
}
