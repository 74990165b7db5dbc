package hie.engine.golden;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** The values of a segment, each by its whole path: {@code PID-3(2).1.1}. Empty ones are not among them. */
final class Hl7Values {

    /** The first component, or subcomponent, of a field that has no other. */
    private static final Pattern ALONE = Pattern.compile("(\\.1){1,2}$");

    private static final Set<String> HEADERS = Set.of("MSH", "FHS", "BHS");

    private final String segment;
    private final Map<String, String> values = new LinkedHashMap<>();

    private Hl7Values(String segment) {
        this.segment = segment;
    }

    /**
     * Reads a segment.
     *
     * @param place its name and number
     * @param message begins with the header that says what separates
     */
    static Hl7Values of(String place, String segment, String message) {
        Hl7Values read = new Hl7Values(segment);
        char separator = message.length() > 3 ? message.charAt(3) : '|';
        String[] fields = segment.split(Pattern.quote(String.valueOf(separator)), -1);
        boolean isHeader = HEADERS.contains(fields[0]);
        for (int i = 1; i < fields.length; i++) {
            if (isHeader && i == 1) {
                read.put(place + "-1.1.1", String.valueOf(separator));
                read.put(place + "-2.1.1", fields[1]);
            } else {
                read.field(place + "-" + (isHeader ? i + 1 : i), fields[i], message);
            }
        }
        return read;
    }

    /** A header that declares fewer leaves the others at what the standard recommends. */
    private static char delimiter(String message, int at, char absent) {
        int end = message.length() > 4 ? message.indexOf(message.charAt(3), 4) : -1;
        return at < end ? message.charAt(at) : absent;
    }

    private void field(String path, String field, String message) {
        String[] repetitions = parts(field, delimiter(message, 5, '~'));
        for (int r = 0; r < repetitions.length; r++) {
            String[] components = parts(repetitions[r], delimiter(message, 4, '^'));
            for (int c = 0; c < components.length; c++) {
                String[] subcomponents = parts(components[c], delimiter(message, 7, '&'));
                for (int s = 0; s < subcomponents.length; s++) {
                    put(path + (r == 0 ? "" : "(" + (r + 1) + ")") + "." + (c + 1) + "." + (s + 1), subcomponents[s]);
                }
            }
        }
    }

    private static String[] parts(String text, char separator) {
        return text.split(Pattern.quote(String.valueOf(separator)), -1);
    }

    private void put(String path, String value) {
        if (!value.isEmpty()) {
            values.put(path, value);
        }
    }

    String segment() {
        return segment;
    }

    Set<String> paths() {
        return values.keySet();
    }

    String value(String path) {
        return values.getOrDefault(path, "");
    }

    /** Whether the value at a path is all of its field. */
    boolean isWhole(String path) {
        if (!path.endsWith(".1.1")) {
            return false;
        }
        String field = path.substring(0, path.length() - ".1.1".length());
        return values.keySet().stream().noneMatch(other -> !other.equals(path) && other.startsWith(field + "."));
    }

    /** A path as people write it: without what says only that there is one. */
    static String shown(String path, boolean isWhole) {
        return isWhole ? ALONE.matcher(path).replaceFirst("") : path.replaceFirst("\\.1$", "");
    }
}
