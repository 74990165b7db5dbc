package hie.engine.hl7.schema;

import hie.api.host.ProjectDocuments;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The schema categories that an item knows: the versions of HL7, and the schemas of its project. Immutable. */
public final class Schemas {

    /** The versions of HL7, and nothing else. */
    public static final Schemas VERSIONS = new Schemas(Map.of());

    private final Map<String, Hl7Schema> own;

    private Schemas(Map<String, Hl7Schema> own) {
        this.own = own;
    }

    /**
     * The categories of an item; each of the project's is read once for all who ask.
     *
     * @throws SchemaTextException when one of them cannot be read
     */
    public static Schemas of(ProjectDocuments documents) {
        Map<String, Hl7Schema> own = new LinkedHashMap<>();
        documents.texts().keySet().stream()
                .filter(key -> key.folder().equals(ProjectDocuments.SCHEMAS))
                .map(ProjectDocuments.Key::name)
                .sorted()
                .forEach(name -> documents
                        .made(
                                ProjectDocuments.SCHEMAS,
                                name,
                                Hl7Schema.class,
                                text -> SchemaText.read(text).schema(name))
                        .ifPresent(schema -> own.put(name, schema)));
        return own.isEmpty() ? VERSIONS : new Schemas(own);
    }

    /** The schema of a category; empty when there is none of that name. */
    public Optional<Hl7Schema> find(String category) {
        Hl7Schema found = own.get(category);
        if (found != null) {
            return Optional.of(found);
        }
        return category.startsWith("2.") ? Optional.of(Hl7Schema.of(category)) : Optional.empty();
    }

    /** The same; for one that is not known what a message without a version gets. */
    public Hl7Schema of(String category) {
        return find(category).orElseGet(() -> Hl7Schema.of(category));
    }

    /** Every schema: versions, oldest first, and the project's own. */
    public List<Hl7Schema> all() {
        List<Hl7Schema> all = new ArrayList<>(Hl7Schema.all());
        all.addAll(own.values());
        return all;
    }

    /** Whether a category is a schema of the project. */
    public boolean isOwn(String category) {
        return own.containsKey(category);
    }

    /** Why a category cannot be named; empty when it can. */
    public Optional<String> fault(String category) {
        return own.containsKey(category) || Hl7Schema.VERSIONS.contains(category)
                ? Optional.empty()
                : Optional.of("there is no schema category '" + category + "' (expected: one of "
                        + String.join(", ", Hl7Schema.VERSIONS) + ", or schemas/" + category + ".yaml)");
    }
}
