package hie.engine.hl7.schema;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The names of one HL7 version, or of a site's own category that adds to one ({@link SchemaText}): of fields and components, and of the groups of its message structures. Groups are named as IRIS
 * names them, after their first part: {@code PIDgrp} begins with a PID, {@code PIDgrpgrp} with a PIDgrp. Letters' case does not
 * count, and a name may be cut short behind its twentieth letter, as long as one only begins so.
 *
 * <p>Read from a table on first use and kept. Each line of a table is {@code T} type, {@code S} segment (parts as {@code
 * Name:Type}, with {@code !} behind for one that is required, {@code *} or {@code *3} for one that may be repeated, {@code @103} for
 * its table of codes), {@code M} structure (see {@link Hl7Structure}), or {@code E} event and the structure it uses. Immutable.
 */
public final class Hl7Schema {

    /** The versions that are known, oldest first. */
    public static final List<String> VERSIONS =
            List.of("2.1", "2.2", "2.3", "2.3.1", "2.4", "2.5", "2.5.1", "2.6", "2.7", "2.8");

    private static final int SHORTEST_CUT = 20;
    private static final Map<String, Hl7Schema> LOADED = new ConcurrentHashMap<>();

    private final String name;
    private final String version;
    private final Map<String, String[]> parts = new HashMap<>();
    private final Map<String, String> structures = new HashMap<>();
    private final Map<String, String> events = new HashMap<>();
    private final Map<String, Set<String>> tables = new HashMap<>();
    private final Map<String, List<Part>> read = new ConcurrentHashMap<>();
    private final Map<String, Hl7Structure> parsed = new ConcurrentHashMap<>();

    private Hl7Schema(String version) {
        this.name = version;
        this.version = version;
        try (InputStream in = Hl7Schema.class.getResourceAsStream(version + ".txt");
                BufferedReader lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.US_ASCII))) {
            lines.lines().forEach(this::line);
        } catch (IOException e) {
            throw new UncheckedIOException("The table of HL7 " + version + " cannot be read", e);
        }
    }

    private Hl7Schema(String name, Hl7Schema base, List<String> lines, Map<String, Set<String>> tables) {
        this.name = name;
        this.version = base.version;
        parts.putAll(base.parts);
        structures.putAll(base.structures);
        events.putAll(base.events);
        this.tables.putAll(base.tables);
        this.tables.putAll(tables);
        lines.forEach(this::line);
    }

    /**
     * A site's own category: everything that this one has, and what it adds or says otherwise.
     *
     * @param lines of a table
     * @param codes by the name of their table, a number without leading zeros
     */
    Hl7Schema extended(String category, List<String> lines, Map<String, Set<String>> codes) {
        return new Hl7Schema(category, this, lines, codes);
    }

    private void line(String line) {
        int blank = line.indexOf(' ', 2);
        String name = line.substring(2, blank < 0 ? line.length() : blank);
        String rest = blank < 0 ? "" : line.substring(blank + 1);
        switch (line.charAt(0)) {
            case 'M' -> structures.put(name, rest);
            case 'E' -> events.put(name, rest);
            default -> parts.put(line.charAt(0) + name, rest.isEmpty() ? new String[0] : rest.split(" "));
        }
    }

    /** The version as a message's MSH-12 names it; the nearest older one for one that is not known, and 2.5 for none. */
    public static Hl7Schema of(String name) {
        String nearest = "2.5";
        if (name.startsWith("2.")) {
            for (String known : VERSIONS) {
                if (known.compareTo(name) <= 0) {
                    nearest = known;
                }
            }
        }
        return LOADED.computeIfAbsent(nearest, Hl7Schema::new);
    }

    /** All versions, oldest first. */
    public static List<Hl7Schema> all() {
        return VERSIONS.stream().map(Hl7Schema::of).toList();
    }

    /** The version that it is, or that it adds to. */
    public String version() {
        return version;
    }

    /** The version, or the name of the site's own category. */
    public String name() {
        return name;
    }

    /** What it is, in words. */
    public String title() {
        return name.equals(version) ? "HL7 " + version : "schema " + name;
    }

    /** Whether the segment is part of the version. */
    public boolean hasSegment(String segment) {
        return parts.containsKey("S" + segment);
    }

    /** The number of a segment's field of that name. */
    public OptionalInt field(String segment, String name) {
        return number("S" + segment, name);
    }

    /** The type of a segment's field. */
    public Optional<String> fieldType(String segment, int field) {
        return type("S" + segment, field);
    }

    /** The number of a type's component of that name. */
    public OptionalInt component(String type, String name) {
        return number("T" + type, name);
    }

    /** The type of a type's component. */
    public Optional<String> componentType(String type, int component) {
        return type("T" + type, component);
    }

    private OptionalInt number(String whole, String wanted) {
        String[] all = parts.getOrDefault(whole, new String[0]);
        int cut = 0;
        for (int i = 0; i < all.length; i++) {
            String name = all[i].substring(0, all[i].indexOf(':'));
            if (name.equalsIgnoreCase(wanted)) {
                return OptionalInt.of(i + 1);
            }
            if (wanted.length() >= SHORTEST_CUT
                    && name.toLowerCase(Locale.ROOT).startsWith(wanted.toLowerCase(Locale.ROOT))) {
                cut = cut == 0 ? i + 1 : -1;
            }
        }
        return cut > 0 ? OptionalInt.of(cut) : OptionalInt.empty();
    }

    private Optional<String> type(String whole, int number) {
        return part(whole, number).map(Part::type);
    }

    /**
     * A field or component as the version has it.
     *
     * @param type of data
     * @param isRequired whether it must have a value
     * @param repetitions how often it may be repeated; 0 for any number
     * @param table the table of its codes, HL7's own by their numbers without leading zeros; empty for none
     */
    public record Part(String name, String type, boolean isRequired, int repetitions, String table) {

        private static final Pattern TEXT = Pattern.compile("(\\w+):(\\w+|\\*)?(!)?(\\*(\\d*))?(@(\\w+))?");

        private static Part parse(String text) {
            Matcher part = TEXT.matcher(text);
            if (!part.matches()) {
                throw new IllegalStateException("'" + text + "' is no part of a table of HL7 names");
            }
            return new Part(
                    part.group(1),
                    part.group(2) == null ? "" : part.group(2),
                    part.group(3) != null,
                    part.group(4) == null ? 1 : part.group(5).isEmpty() ? 0 : Integer.parseInt(part.group(5)),
                    part.group(7) == null ? "" : part.group(7));
        }
    }

    private Optional<Part> part(String whole, int number) {
        List<Part> all = partsOf(whole);
        return number >= 1 && number <= all.size() ? Optional.of(all.get(number - 1)) : Optional.empty();
    }

    private List<Part> partsOf(String whole) {
        return !parts.containsKey(whole)
                ? List.of()
                : read.computeIfAbsent(
                        whole,
                        name -> Arrays.stream(parts.getOrDefault(name, new String[0]))
                                .map(Part::parse)
                                .toList());
    }

    /** The fields of a segment, in their order; empty for a segment that is not part of the version. */
    public List<Part> fields(String segment) {
        return partsOf("S" + segment);
    }

    /** The components of a type; empty for one that has none, or is not part of the version. */
    public List<Part> components(String type) {
        return partsOf("T" + type);
    }

    /** The structure of messages of a type, for example {@code ADT_A04}, whose structure is that of ADT_A01. */
    public Optional<Hl7Structure> structure(String messageType) {
        String name = events.getOrDefault(messageType, messageType);
        String text = structures.get(name);
        return text == null
                ? Optional.empty()
                : Optional.of(parsed.computeIfAbsent(name, unknown -> Hl7Structure.parse(text)));
    }

    /** Whether a table has a code, or is not known: then it may hold anything. */
    public boolean allows(String table, String code) {
        Set<String> codes = tables.get(table);
        return codes != null ? codes.contains(code) : CodedTables.allows(table, code);
    }

    /** The names of all structures. */
    public Iterable<String> structureNames() {
        return structures.keySet();
    }
}
