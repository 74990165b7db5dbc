package hie.file;

import java.time.Clock;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * A pattern for the names of files to be written, as IRIS users know it ({@code %f_%Q}). Immutable and safe for many
 * threads. Times are taken from the clock, in its zone.
 *
 * <table>
 * <caption>Specifiers</caption>
 * <tr><td>{@code %f}</td><td>the name the caller gives, usually that of the file that came in, with its extension;
 *     {@code unnamed} when there is none</td></tr>
 * <tr><td>{@code %Q}</td><td>date and time with milliseconds, {@code 2026-11-24_09.05.07.012}: the ODBC format with
 *     {@code _} for the blank and dots for the colons, which no file system takes amiss</td></tr>
 * <tr><td>{@code %q}</td><td>the same without milliseconds</td></tr>
 * <tr><td>{@code %Y %y %m %d %j}</td><td>year (4 digits, 2 digits), month, day of the month, day of the year (3)</td></tr>
 * <tr><td>{@code %H %I %M %S %p}</td><td>hour (24, 12), minute, second, AM or PM</td></tr>
 * <tr><td>{@code %3f}</td><td>milliseconds, 3 digits (unlike {@code %f})</td></tr>
 * <tr><td>{@code %F}</td><td>the date, {@code 2026-11-24}, as in C</td></tr>
 * <tr><td>{@code %a %A %b %B}</td><td>weekday and month by name, short and long, in English</td></tr>
 * <tr><td><code>%{name}</code></td><td>the property of that name, such as a message id</td></tr>
 * <tr><td>{@code %!+(_a)}</td><td>nothing, unless the name is taken: then {@code _a}, {@code _b}, …, {@code _z},
 *     {@code _aa}, … at this place. The last character in the brackets says how to count: {@code a}, {@code A} or
 *     {@code 1}; what stands before it is kept. At most one; without it, {@code _1}, {@code _2}, … before the
 *     extension</td></tr>
 * <tr><td>{@code %%}</td><td>a per cent sign</td></tr>
 * </table>
 *
 * <p>Given names and properties are cleaned: path separators, control characters and {@code : * ? " < > |} become
 * {@code _}, leading dots too. The pattern's own text may not contain path separators.
 */
public final class FileNamePattern {
    private static final Map<Character, DateTimeFormatter> TIMES = Map.ofEntries(
            time('Q', "uuuu-MM-dd_HH.mm.ss.SSS"),
            time('q', "uuuu-MM-dd_HH.mm.ss"),
            time('Y', "uuuu"),
            time('y', "uu"),
            time('m', "MM"),
            time('d', "dd"),
            time('j', "DDD"),
            time('H', "HH"),
            time('I', "hh"),
            time('M', "mm"),
            time('S', "ss"),
            time('p', "a"),
            time('F', "uuuu-MM-dd"),
            time('a', "EEE"),
            time('A', "EEEE"),
            time('b', "MMM"),
            time('B', "MMMM"));
    private static final DateTimeFormatter MILLISECONDS = DateTimeFormatter.ofPattern("SSS", Locale.ENGLISH);
    private static final String UNNAMED = "unnamed";

    private final String pattern;
    private final Clock clock;
    private final List<Part> parts;

    private sealed interface Part {
        record Literal(String text) implements Part {}

        record GivenName() implements Part {}

        record Time(DateTimeFormatter format) implements Part {}

        record Property(String name) implements Part {}

        record Suffix(String separator, TargetName.Count count) implements Part {}
    }

    private FileNamePattern(String pattern, Clock clock, List<Part> parts) {
        this.pattern = pattern;
        this.clock = clock;
        this.parts = parts;
    }

    /**
     * Reads a pattern.
     *
     * @param clock gives the time and its zone
     * @throws IllegalArgumentException naming the specifier that is not known and its position (from 1), or what else is
     *     wrong with the pattern
     */
    public static FileNamePattern parse(String pattern, Clock clock) {
        Objects.requireNonNull(clock, "clock");
        if (pattern.isBlank()) {
            throw new IllegalArgumentException("A file name pattern must not be empty; %f_%Q is a good one");
        }
        if (!SafeNames.isSafe(pattern)) {
            throw new IllegalArgumentException("File name pattern \"" + SafeNames.clean(pattern)
                    + "\" has a path separator or a control character in it; the directory is a setting of its own");
        }
        return new FileNamePattern(pattern, clock, new Parser(pattern).parse());
    }

    /** The names of all properties the pattern asks for, in the order of their appearance. */
    public Set<String> properties() {
        Set<String> names = new LinkedHashSet<>();
        for (Part part : parts) {
            if (part instanceof Part.Property property) {
                names.add(property.name());
            }
        }
        return names;
    }

    /**
     * Makes a name, as of now.
     *
     * @param givenName stands for {@code %f}; may be null; of a path only the last part counts
     * @param properties stand for <code>%{name}</code>; an empty or null value gives nothing
     * @throws IllegalArgumentException if a property the pattern asks for is missing in the map
     */
    public TargetName name(String givenName, Map<String, String> properties) {
        ZonedDateTime now = ZonedDateTime.now(clock);
        StringBuilder before = new StringBuilder();
        StringBuilder after = new StringBuilder();
        StringBuilder current = before;
        Part.Suffix suffix = null;
        for (Part part : parts) {
            switch (part) {
                case Part.Literal literal -> current.append(literal.text());
                case Part.GivenName name -> current.append(lastPart(givenName));
                case Part.Time time -> current.append(time.format().format(now));
                case Part.Property property -> current.append(value(property, properties));
                case Part.Suffix found -> {
                    suffix = found;
                    current = after;
                }
            }
        }
        if (suffix == null) {
            String name = before.toString();
            return TargetName.of(isNoName(name) ? UNNAMED : name);
        }
        boolean empty = isNoName(before.toString() + after);
        return new TargetName(
                empty ? UNNAMED : before.toString(), suffix.separator(), suffix.count(), empty ? "" : after.toString());
    }

    @Override
    public String toString() {
        return pattern;
    }

    private String value(Part.Property property, Map<String, String> properties) {
        if (!properties.containsKey(property.name())) {
            throw new IllegalArgumentException("File name pattern \"" + pattern + "\" asks for the property \""
                    + property.name() + "\", which is not among " + properties.keySet());
        }
        return SafeNames.clean(Objects.requireNonNullElse(properties.get(property.name()), ""));
    }

    private static String lastPart(String givenName) {
        if (givenName == null) {
            return UNNAMED;
        }
        String name = givenName.substring(Math.max(givenName.lastIndexOf('/'), givenName.lastIndexOf('\\')) + 1);
        return name.isBlank() ? UNNAMED : SafeNames.clean(name);
    }

    private static boolean isNoName(String name) {
        return name.isBlank() || name.equals(".") || name.equals("..");
    }

    private static Map.Entry<Character, DateTimeFormatter> time(char specifier, String format) {
        return Map.entry(specifier, DateTimeFormatter.ofPattern(format, Locale.ENGLISH));
    }

    private static final class Parser {
        private final String pattern;
        private final List<Part> parts = new ArrayList<>();
        private final StringBuilder literal = new StringBuilder();
        private boolean suffixSeen;
        private int at;

        Parser(String pattern) {
            this.pattern = pattern;
        }

        List<Part> parse() {
            while (at < pattern.length()) {
                if (pattern.charAt(at) == '%') {
                    specifier();
                } else {
                    literal.append(pattern.charAt(at++));
                }
            }
            endLiteral();
            return List.copyOf(parts);
        }

        private void specifier() {
            if (at + 1 == pattern.length()) {
                throw fault("ends with a single %; write %% for a per cent sign");
            }
            char kind = pattern.charAt(at + 1);
            DateTimeFormatter time = TIMES.get(kind);
            if (kind == '%') {
                literal.append('%');
                at += 2;
            } else if (kind == 'f') {
                add(new Part.GivenName(), 2);
            } else if (time != null) {
                add(new Part.Time(time), 2);
            } else if (pattern.startsWith("%3f", at)) {
                add(new Part.Time(MILLISECONDS), 3);
            } else if (kind == '{') {
                property();
            } else if (pattern.startsWith("%!+(", at)) {
                suffix();
            } else {
                throw fault("has the unknown specifier %" + kind);
            }
        }

        private void property() {
            int end = pattern.indexOf('}', at);
            if (end < 0) {
                throw fault("has a %{ without its }");
            }
            String name = pattern.substring(at + 2, end);
            if (name.isBlank()) {
                throw fault("has a %{} without the name of a property");
            }
            add(new Part.Property(name), end + 1 - at);
        }

        private void suffix() {
            int end = pattern.indexOf(')', at);
            String inside = end < 0 ? "" : pattern.substring(at + 4, end);
            if (inside.isEmpty()) {
                throw fault("has an incomplete %!+(…); write for instance %!+(_a)");
            }
            if (suffixSeen) {
                throw fault("has more than one %!+(…)");
            }
            suffixSeen = true;
            TargetName.Count count = switch (inside.charAt(inside.length() - 1)) {
                case 'a' -> TargetName.Count.LOWER_CASE;
                case 'A' -> TargetName.Count.UPPER_CASE;
                case '1' -> TargetName.Count.NUMBER;
                default -> throw fault("has %!+(" + inside + "), which must end with a, A or 1");
            };
            add(new Part.Suffix(inside.substring(0, inside.length() - 1), count), end + 1 - at);
        }

        private void add(Part part, int length) {
            endLiteral();
            parts.add(part);
            at += length;
        }

        private void endLiteral() {
            if (!literal.isEmpty()) {
                parts.add(new Part.Literal(literal.toString()));
                literal.setLength(0);
            }
        }

        private IllegalArgumentException fault(String what) {
            return new IllegalArgumentException(
                    "File name pattern \"" + pattern + "\" " + what + " at position " + (at + 1));
        }
    }
}
