package hie.engine.config;

import hie.api.host.ProjectDocuments;
import hie.api.setting.SettingDescriptor;
import hie.api.setting.SettingType;
import hie.engine.catalog.HostClass;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Which of a project's documents an item uses: the rule sets and scripts that its settings name, and whatever is mentioned in the text of one that
 * is used, even if only in a comment. So it is never too few; an item is started anew when one of them changes.
 */
public final class UsedDocuments {

    private UsedDocuments() {}

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
            named(setting.type()).flatMap(kind -> project.document(kind, name)).ifPresent(toRead::add);
        }
        while (!toRead.isEmpty()) {
            ProjectDocument document = toRead.remove();
            if (used.add(document) && document.kind() != ProjectDocument.Kind.TABLE) {
                project.documents().stream()
                        .filter(other -> other.kind().isUsed())
                        .filter(other -> !used.contains(other) && mentions(document.text(), other.name()))
                        .forEach(toRead::add);
            }
        }
        return texts(used);
    }

    /** The kind of document that settings of a type name. */
    static Optional<ProjectDocument.Kind> named(SettingType type) {
        return switch (type) {
            case RULE_SET -> Optional.of(ProjectDocument.Kind.RULES);
            case SCRIPT -> Optional.of(ProjectDocument.Kind.SCRIPT);
            default -> Optional.empty();
        };
    }

    /** All documents of a project. */
    static ProjectDocuments all(ProjectConfig project) {
        return texts(project.documents());
    }

    private static ProjectDocuments texts(Iterable<ProjectDocument> documents) {
        Map<ProjectDocuments.Key, String> texts = new HashMap<>();
        documents.forEach(document ->
                texts.put(new ProjectDocuments.Key(document.kind().folder(), document.name()), document.text()));
        return texts.isEmpty() ? ProjectDocuments.NONE : ProjectDocuments.of(texts);
    }

    private static boolean mentions(String text, String name) {
        return text.contains(name)
                && Pattern.compile("(?<![A-Za-z0-9_.-])" + Pattern.quote(name) + "(?![A-Za-z0-9_.-])")
                        .matcher(text)
                        .find();
    }
}
