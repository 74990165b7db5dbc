package hie.engine.hl7.schema;

import hie.api.setting.SettingSyntax;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Which category's definitions messages are held against, whatever they say of themselves in MSH-12: the setting MessageSchemaCategory.
 * Written as in IRIS, {@code 2.3.1, ADT_*=Ward, BAR_P10=2.4, ORM_O01=2.4:RDE_O01}: a category for all – a version, or a schema of the
 * project – then those of types that differ, each with the structure it stands for where that differs as well. The first entry that fits is taken. Immutable.
 */
public final class SchemaCategory {

    /** What messages say of themselves. */
    public static final SchemaCategory OF_THE_MESSAGE = new SchemaCategory("", List.of());

    private static final Pattern DIFFERING =
            Pattern.compile("([A-Z][A-Z0-9_*]*)\\s*=\\s*([A-Za-z0-9][A-Za-z0-9 _.-]*)(?::([A-Z][A-Z0-9_]*))?");

    private static final Pattern VERSION = Pattern.compile("[0-9.]*");
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9 _.-]{0,127}");

    private final String base;
    private final List<Differing> differing;

    private record Differing(String pattern, String category, String structure) {

        boolean fits(String type) {
            return pattern.endsWith("*")
                    ? type.startsWith(pattern.substring(0, pattern.length() - 1))
                    : type.equals(pattern);
        }
    }

    /**
     * What a message is held against.
     *
     * @param structure the structure's name, or a message type that has one
     */
    public record DocType(String category, String structure) {

        /** Reads what {@link #toString} wrote; empty for anything else. */
        public static Optional<DocType> parse(String text) {
            int colon = text.indexOf(':');
            return colon < 0
                    ? Optional.empty()
                    : Optional.of(new DocType(text.substring(0, colon), text.substring(colon + 1)));
        }

        /** As IRIS writes it, for example {@code 2.4:RDE_O01}. */
        @Override
        public String toString() {
            return category + ":" + structure;
        }
    }

    private SchemaCategory(String base, List<Differing> differing) {
        this.base = base;
        this.differing = List.copyOf(differing);
    }

    /**
     * Reads the setting's text; empty for what messages say of themselves.
     *
     * @throws IllegalArgumentException naming the entry that cannot be and what was expected
     */
    public static SchemaCategory parse(String text) {
        if (text.isBlank()) {
            return OF_THE_MESSAGE;
        }
        String base = "";
        List<Differing> differing = new ArrayList<>();
        for (String part : text.split(",", -1)) {
            String entry = part.strip();
            Matcher other = DIFFERING.matcher(entry);
            if (other.matches()) {
                requireKnown(entry, other.group(2));
                differing.add(new Differing(other.group(1), other.group(2), other.group(3)));
            } else if (base.isEmpty() && differing.isEmpty()) {
                requireKnown(entry, entry);
                base = entry;
            } else {
                throw new IllegalArgumentException("'" + entry
                        + "' is no entry (expected: a version first, then TYPE=VERSION or TYPE=VERSION:STRUCTURE, as in 2.3.1,"
                        + " ADT_*=2.5, ORM_O01=2.4:RDE_O01)");
            }
        }
        return new SchemaCategory(base, differing);
    }

    private static void requireKnown(String entry, String category) {
        boolean isOwn =
                NAME.matcher(category).matches() && !VERSION.matcher(category).matches();
        if (!isOwn && !Hl7Schema.VERSIONS.contains(category)) {
            throw new IllegalArgumentException(
                    "'" + category + "' in '" + entry + "' is no schema category that is known (expected: one of "
                            + String.join(", ", Hl7Schema.VERSIONS) + ", or a schema of the project)");
        }
    }

    /** The categories that it names. */
    public List<String> categories() {
        List<String> named = new ArrayList<>();
        if (!base.isEmpty()) {
            named.add(base);
        }
        differing.forEach(other -> named.add(other.category()));
        return named;
    }

    /**
     * What a message of a type is held against.
     *
     * @param type code and event, as {@code ADT_A01}
     * @param version what the message says of itself
     */
    public DocType of(String type, String version) {
        for (Differing other : differing) {
            if (other.fits(type)) {
                return new DocType(other.category(), other.structure() == null ? type : other.structure());
            }
        }
        return new DocType(base.isEmpty() ? version : base, type);
    }

    /** The grammar of MessageSchemaCategory. */
    public static final class Syntax implements SettingSyntax {

        @Override
        public Optional<String> fault(String value) {
            return SettingSyntax.faultOf(() -> parse(value));
        }
    }
}
