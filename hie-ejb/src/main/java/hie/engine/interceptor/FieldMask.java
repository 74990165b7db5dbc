package hie.engine.interceptor;

import hie.api.hl7.Hl7Path;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Masks values in the bytes of an HL7 v2 message: each becomes {@code ***}, in every segment and every repetition; delimiters,
 * empty values and HL7's null ({@code ""}) stay. All other bytes stay as they are.
 */
final class FieldMask {

    private static final String MASK = "***";

    /** UTF-8's, as ISO 8859-1 reads it. */
    private static final String BYTE_ORDER_MARK = "\u00EF\u00BB\u00BF";

    private static final String HL7_NULL = "\"\"";

    private final List<Hl7Path> paths;

    FieldMask(List<Hl7Path> paths) {
        this.paths = List.copyOf(paths);
    }

    /** The message with the values masked. ISO 8859-1 keeps every byte as it is. */
    byte[] apply(byte[] message, byte fieldSeparator) {
        String text = new String(message, StandardCharsets.ISO_8859_1);
        char field = (char) (fieldSeparator & 0xFF);
        int header = text.indexOf("MSH");
        String encoding = text.substring(header + 4, end(text, header + 4, field));
        Delimiters delimiters = new Delimiters(field, at(encoding, 1, '~'), at(encoding, 0, '^'), at(encoding, 3, '&'));
        StringBuilder masked = new StringBuilder(text.length());
        int start = 0;
        while (start < text.length()) {
            int end = end(text, start, '\r');
            masked.append(segment(text.substring(start, end), delimiters));
            start = end;
            while (start < text.length() && (text.charAt(start) == '\r' || text.charAt(start) == '\n')) {
                masked.append(text.charAt(start++));
            }
        }
        return masked.toString().getBytes(StandardCharsets.ISO_8859_1);
    }

    private record Delimiters(char field, char repetition, char component, char subcomponent) {}

    private static char at(String encoding, int index, char absent) {
        return index < encoding.length() ? encoding.charAt(index) : absent;
    }

    /** Where a part ends: at its delimiter or at the end of its segment. */
    private static int end(String text, int start, char delimiter) {
        int at = start;
        while (at < text.length()
                && text.charAt(at) != delimiter
                && text.charAt(at) != '\r'
                && text.charAt(at) != '\n') {
            at++;
        }
        return at;
    }

    private String segment(String segment, Delimiters delimiters) {
        String name = segment.startsWith(BYTE_ORDER_MARK) ? segment.substring(3) : segment.stripLeading();
        List<Hl7Path> own =
                paths.stream().filter(path -> name.startsWith(path.segment())).toList();
        if (own.isEmpty()) {
            return segment;
        }
        List<String> fields = parts(segment, delimiters.field);
        for (Hl7Path path : own) {
            int index = path.segment().equals("MSH") ? path.field() - 1 : path.field();
            if (index < fields.size()) {
                fields.set(index, field(fields.get(index), path, delimiters));
            }
        }
        return String.join(String.valueOf(delimiters.field), fields);
    }

    private static String field(String field, Hl7Path path, Delimiters delimiters) {
        List<String> repetitions = parts(field, delimiters.repetition);
        repetitions.replaceAll(repetition -> within(
                repetition,
                path.component(),
                delimiters.component,
                component -> within(component, path.subcomponent(), delimiters.subcomponent, FieldMask::value)));
        return String.join(String.valueOf(delimiters.repetition), repetitions);
    }

    private interface Change {
        String of(String part);
    }

    /** Changes one part, counted from 1, or all of them for 0. */
    private static String within(String whole, int number, char delimiter, Change change) {
        List<String> parts = parts(whole, delimiter);
        for (int i = 0; i < parts.size(); i++) {
            if (number == 0 || number == i + 1) {
                parts.set(i, change.of(parts.get(i)));
            }
        }
        return String.join(String.valueOf(delimiter), parts);
    }

    private static String value(String value) {
        return value.isEmpty() || value.equals(HL7_NULL) ? value : MASK;
    }

    private static List<String> parts(String whole, char delimiter) {
        List<String> parts = new ArrayList<>();
        int start = 0;
        for (int at = whole.indexOf(delimiter); at >= 0; at = whole.indexOf(delimiter, start)) {
            parts.add(whole.substring(start, at));
            start = at + 1;
        }
        parts.add(whole.substring(start));
        return parts;
    }
}
