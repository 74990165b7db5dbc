package hie.engine.config;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * A whole project as configured. Immutable; a changed project is a new one, and becomes a new revision.
 *
 * @param items in the order in which they were written
 * @param documents rule sets, transforms, scripts, stylesheets, lookup tables and others, by kind and name
 */
public record ProjectConfig(String description, List<ItemConfig> items, List<ProjectDocument> documents) {

    private static final Comparator<ProjectDocument> ORDER =
            Comparator.comparing(ProjectDocument::kind).thenComparing(ProjectDocument::name);

    public ProjectConfig {
        items = List.copyOf(items);
        documents = documents.stream().sorted(ORDER).toList();
    }

    /** A project without documents. */
    public ProjectConfig(String description, List<ItemConfig> items) {
        this(description, items, List.of());
    }

    /** A project without items. */
    public static ProjectConfig empty(String description) {
        return new ProjectConfig(description, List.of());
    }

    public Optional<ItemConfig> item(String name) {
        return items.stream().filter(item -> item.name().equals(name)).findFirst();
    }

    public Optional<ProjectDocument> document(ProjectDocument.Kind kind, String name) {
        return documents.stream().filter(document -> document.is(kind, name)).findFirst();
    }

    /** The same project with this item added, or in the place of the one of its name. */
    public ProjectConfig with(ItemConfig changed) {
        List<ItemConfig> all = new ArrayList<>(items);
        for (int i = 0; i < all.size(); i++) {
            if (all.get(i).name().equals(changed.name())) {
                all.set(i, changed);
                return new ProjectConfig(description, all, documents);
            }
        }
        all.add(changed);
        return new ProjectConfig(description, all, documents);
    }

    /** The same project without an item and without the connections to it. */
    public ProjectConfig without(String name) {
        return new ProjectConfig(
                description,
                items.stream()
                        .filter(item -> !item.name().equals(name))
                        .map(item -> item.withTargets(item.targets().stream()
                                .filter(target -> !target.equals(name))
                                .toList()))
                        .toList(),
                documents);
    }

    /** The same project with this document added, or in the place of the one of its kind and name. */
    public ProjectConfig with(ProjectDocument changed) {
        List<ProjectDocument> all =
                new ArrayList<>(without(changed.kind(), changed.name()).documents());
        all.add(changed);
        return new ProjectConfig(description, items, all);
    }

    /** The same project without a document. */
    public ProjectConfig without(ProjectDocument.Kind kind, String name) {
        return new ProjectConfig(
                description,
                items,
                documents.stream().filter(document -> !document.is(kind, name)).toList());
    }

    /** The same items under another description. */
    public ProjectConfig described(String newDescription) {
        return new ProjectConfig(newDescription, items, documents);
    }
}
