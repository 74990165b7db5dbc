package hie.engine.config;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * One difference between two configurations of a project, as a plan shows it.
 *
 * @param kind {@code project}, {@code item}, {@code connection}, {@code rule set}, {@code transform}, {@code lookup table} or another kind of document
 * @param detail what exactly changes, a line each; of a value of several lines, each line that changes
 */
public record ConfigChange(Action action, String kind, String name, List<String> detail) {

    /** What happens to it. */
    public enum Action {
        ADD,
        CHANGE,
        REMOVE;

        /** As written in REST and on the command line. */
        public String text() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    public ConfigChange {
        detail = List.copyOf(detail);
    }

    /** What turns one configuration into the other. */
    public static List<ConfigChange> between(ProjectConfig before, ProjectConfig after) {
        List<ConfigChange> changes = new ArrayList<>();
        if (!before.description().equals(after.description())) {
            changes.add(new ConfigChange(
                    Action.CHANGE, "project", "description", List.of("description: " + after.description())));
        }
        Set<String> names = new LinkedHashSet<>();
        before.items().forEach(item -> names.add(item.name()));
        after.items().forEach(item -> names.add(item.name()));
        for (String name : names) {
            compare(before.item(name), after.item(name), name, changes);
        }
        documents(before, after, changes);
        return changes;
    }

    private static void documents(ProjectConfig before, ProjectConfig after, List<ConfigChange> changes) {
        for (ProjectDocument had : before.documents()) {
            Optional<ProjectDocument> has = after.document(had.kind(), had.name());
            if (has.isEmpty()) {
                changes.add(new ConfigChange(Action.REMOVE, had.kind().text(), had.name(), List.of()));
            } else if (!had.equals(has.get())) {
                changes.add(new ConfigChange(
                        Action.CHANGE,
                        had.kind().text(),
                        had.name(),
                        LineChanges.between("text", had.text(), has.get().text())));
            }
        }
        for (ProjectDocument has : after.documents()) {
            if (before.document(has.kind(), has.name()).isEmpty()) {
                changes.add(new ConfigChange(
                        Action.ADD,
                        has.kind().text(),
                        has.name(),
                        List.of("lines: " + has.text().lines().count())));
            }
        }
    }

    private static void compare(
            Optional<ItemConfig> before, Optional<ItemConfig> after, String name, List<ConfigChange> changes) {
        if (before.isEmpty() && after.isPresent()) {
            changes.add(new ConfigChange(
                    Action.ADD, "item", name, List.of("class: " + after.get().className())));
        } else if (before.isPresent() && after.isEmpty()) {
            changes.add(new ConfigChange(Action.REMOVE, "item", name, List.of()));
        } else if (!before.equals(after)) {
            List<String> detail = detail(before.orElseThrow(), after.orElseThrow());
            if (!detail.isEmpty()) {
                changes.add(new ConfigChange(Action.CHANGE, "item", name, detail));
            }
        }
        connections(before, after, name, changes);
    }

    private static List<String> detail(ItemConfig before, ItemConfig after) {
        List<String> detail = new ArrayList<>();
        line(detail, "class", before.className(), after.className());
        line(detail, "enabled", String.valueOf(before.enabled()), String.valueOf(after.enabled()));
        line(detail, "category", before.category(), after.category());
        Set<String> settings = new LinkedHashSet<>(before.settings().keySet());
        settings.addAll(after.settings().keySet());
        for (String setting : settings) {
            line(
                    detail,
                    setting,
                    before.settings().get(setting),
                    after.settings().get(setting));
        }
        Set<String> kept = new LinkedHashSet<>(before.kept().keySet());
        kept.addAll(after.kept().keySet());
        for (String place : kept) {
            line(detail, "kept " + place, before.kept().get(place), after.kept().get(place));
        }
        return detail;
    }

    private static void line(List<String> detail, String what, String before, String after) {
        if (Objects.equals(before, after)) {
            return;
        }
        if (LineChanges.isLong(before) || LineChanges.isLong(after)) {
            detail.addAll(LineChanges.between(what, before, after));
        } else {
            detail.add(what + ": " + shown(before) + " -> " + shown(after));
        }
    }

    private static String shown(String value) {
        return value == null ? "(default)" : "'" + value + "'";
    }

    private static void connections(
            Optional<ItemConfig> before, Optional<ItemConfig> after, String name, List<ConfigChange> changes) {
        List<String> had = before.map(ItemConfig::targets).orElse(List.of());
        List<String> has = after.map(ItemConfig::targets).orElse(List.of());
        for (String target : has) {
            if (!had.contains(target)) {
                changes.add(new ConfigChange(Action.ADD, "connection", name + " -> " + target, List.of()));
            }
        }
        for (String target : had) {
            if (!has.contains(target)) {
                changes.add(new ConfigChange(Action.REMOVE, "connection", name + " -> " + target, List.of()));
            }
        }
    }
}
