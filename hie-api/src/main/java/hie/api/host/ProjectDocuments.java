package hie.api.host;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * The documents of a project that an item uses: texts beside its items, such as rule sets and lookup tables. An item is started
 * anew when one of them changes, so they stay the same for its life. Safe for use by any thread.
 */
public final class ProjectDocuments {

    /** The folder of rule sets. */
    public static final String RULES = "rules";

    /** The folder of transforms. */
    public static final String TRANSFORMS = "transforms";

    /** The folder of scripts. */
    public static final String SCRIPTS = "scripts";

    /** The folder of stylesheets. */
    public static final String STYLESHEETS = "stylesheets";

    /** The folder of lookup tables. */
    public static final String TABLES = "tables";

    /** The folder of lists. */
    public static final String LISTS = "lists";

    /** The folder of schema categories of HL7. */
    public static final String SCHEMAS = "schemas";

    /** The folder of XML schemas. */
    public static final String XML_SCHEMAS = "xmlschemas";

    /** The folder of business processes. */
    public static final String PROCESSES = "processes";

    /** No documents. */
    public static final ProjectDocuments NONE = new ProjectDocuments(Map.of());

    /** Which document, and what was made of it. */
    private record Made(Key key, Class<?> type) {}

    /**
     * Which document.
     *
     * @param folder one of those that are named here
     */
    public record Key(String folder, String name) {}

    private final Map<Key, String> texts;
    private final Map<Made, Object> made = new HashMap<>();

    private ProjectDocuments(Map<Key, String> texts) {
        this.texts = texts;
    }

    public static ProjectDocuments of(Map<Key, String> texts) {
        return new ProjectDocuments(Map.copyOf(texts));
    }

    /** A document's text; empty when there is none of that name, or when the item's settings and documents do not name it. */
    public Optional<String> text(String folder, String name) {
        return Optional.ofNullable(texts.get(new Key(folder, name)));
    }

    /** The texts of all of them. */
    public Map<Key, String> texts() {
        return texts;
    }

    /**
     * What is made of a document's text: once for all of the item's workers, on the thread that asks first.
     *
     * @param type of what is made, which must be immutable; one thing is made of a text for each type
     * @param maker gets the text; what it throws is thrown, and nothing is kept
     * @return empty when there is no such document
     */
    public <T> Optional<T> made(String folder, String name, Class<T> type, Function<String, T> maker) {
        Key key = new Key(folder, name);
        String text = texts.get(key);
        if (text == null) {
            return Optional.empty();
        }
        synchronized (made) {
            Made which = new Made(key, type);
            Object known = made.get(which);
            if (known == null) {
                known = maker.apply(text);
                made.put(which, known);
            }
            return Optional.of(type.cast(known));
        }
    }

    /** Equal when the texts are. */
    @Override
    public boolean equals(Object other) {
        return other instanceof ProjectDocuments documents && texts.equals(documents.texts);
    }

    @Override
    public int hashCode() {
        return texts.hashCode();
    }

    /** Names only: texts may hold anything. */
    @Override
    public String toString() {
        return "ProjectDocuments" + texts.keySet();
    }
}
