package hie.engine.config;

import hie.api.host.ProjectDocuments;
import hie.api.setting.SettingDescriptor;
import hie.api.setting.SettingType;
import hie.engine.catalog.HostClass;
import hie.engine.schedule.Schedule;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Which of a project's documents an item uses: the rule sets, processes and scripts that its settings name, and whatever is mentioned in the text of
 * one that is used, even if only in a comment; all schemas, when its class knows schema categories or rules; and the table of schedules, when
 * its own is one of them or a text that is used asks for one. So it is never too few; an
 * item is started anew when one of them changes.
 */
public final class UsedDocuments {

    /** What settings name documents of which kind. */
    private static final Map<SettingType, ProjectDocument.Kind> NAMED = Map.of(
            SettingType.RULE_SET, ProjectDocument.Kind.RULES,
            SettingType.PROCESS, ProjectDocument.Kind.PROCESS,
            SettingType.SCRIPT, ProjectDocument.Kind.SCRIPT,
            SettingType.SCHEMA_CATEGORY, ProjectDocument.Kind.SCHEMA);

    private static final Set<ProjectDocument.Kind> NAME_NOTHING = EnumSet.of(
            ProjectDocument.Kind.TABLE,
            ProjectDocument.Kind.LIST,
            ProjectDocument.Kind.SCHEMA,
            ProjectDocument.Kind.XML_SCHEMA);

    private static final Pattern ASKS_SCHEDULES = Pattern.compile("(?i)schedule\\s*\\([^@)]*@");

    private static final String SCHEDULE = "Schedule";

    private UsedDocuments() {}

    /** Whether a setting names documents. */
    static boolean isNamedBy(SettingDescriptor setting) {
        return NAMED.containsKey(setting.type());
    }

    /**
     * The documents of an item.
     *
     * @param given its settings by declared name, references resolved
     */
    public static ProjectDocuments of(ProjectConfig project, HostClass hostClass, Map<String, String> given) {
        if (project.documents().isEmpty()) {
            return ProjectDocuments.NONE;
        }
        Set<ProjectDocument> used = new HashSet<>();
        Deque<ProjectDocument> toRead = new ArrayDeque<>();
        for (SettingDescriptor setting : hostClass.settings()) {
            String name = given.getOrDefault(setting.name(), setting.defaultValue());
            Optional<ProjectDocument.Kind> kind = Optional.ofNullable(NAMED.get(setting.type()));
            kind.filter(named -> named != ProjectDocument.Kind.SCHEMA && !name.isEmpty())
                    .flatMap(named -> project.document(named, name))
                    .ifPresent(toRead::add);
            if (kind.isPresent()) {
                project.documents().stream()
                        .filter(document -> document.kind() == ProjectDocument.Kind.SCHEMA)
                        .forEach(toRead::add);
            }
        }
        if (Schedule.asksTable(given.getOrDefault(SCHEDULE, ""))) {
            project.document(ProjectDocument.Kind.TABLE, Schedule.TABLE).ifPresent(toRead::add);
        }
        while (!toRead.isEmpty()) {
            ProjectDocument document = toRead.remove();
            if (used.add(document) && !NAME_NOTHING.contains(document.kind())) {
                project.documents().stream()
                        .filter(other -> other.kind().isUsed())
                        .filter(other -> !used.contains(other) && mentions(document.text(), other))
                        .forEach(toRead::add);
            }
        }
        return texts(used);
    }

    /** The kind of document that settings of a type name. */
    static Optional<ProjectDocument.Kind> named(SettingType type) {
        return Optional.ofNullable(NAMED.get(type));
    }

    /** All documents of a project. */
    public static ProjectDocuments all(ProjectConfig project) {
        return texts(project.documents());
    }

    private static ProjectDocuments texts(Iterable<ProjectDocument> documents) {
        Map<ProjectDocuments.Key, String> texts = new HashMap<>();
        documents.forEach(document ->
                texts.put(new ProjectDocuments.Key(document.kind().folder(), document.name()), document.text()));
        return texts.isEmpty() ? ProjectDocuments.NONE : ProjectDocuments.of(texts);
    }

    private static boolean mentions(String text, ProjectDocument other) {
        String name = other.name();
        if (other.is(ProjectDocument.Kind.TABLE, Schedule.TABLE)
                && ASKS_SCHEDULES.matcher(text).find()) {
            return true;
        }
        String ending = other.kind() == ProjectDocument.Kind.LIST ? "(?i:\\.txt)?" : "";
        return text.contains(name)
                && Pattern.compile("(?<![A-Za-z0-9_.-])" + Pattern.quote(name) + ending + "(?![A-Za-z0-9_.-])")
                        .matcher(text)
                        .find();
    }
}
