package hie.api.hl7;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The address of a value: segment, field, repetition, component, subcomponent. Written {@code PID-3}, {@code PID-3.1},
 * {@code PID-3(2).1.1}, {@code OBX(2)-5} or in the IRIS manner {@code PID:3.1} and {@code PID:3(1).1}. All numbers start at 1.
 *
 * @param segment three characters, for example {@code PID}
 * @param segmentOccurrence which of the segments of that name, from 1
 * @param field field number as in the standard: MSH-1 is the field separator itself
 * @param repetition which repetition, from 1; 0 for the field with all its repetitions, which cannot be written
 * @param component component number, or 0 for the whole field
 * @param subcomponent subcomponent number, or 0 for the whole component
 */
public record Hl7Path(
        String segment, int segmentOccurrence, int field, int repetition, int component, int subcomponent) {

    private static final Pattern SYNTAX = Pattern.compile(
            "([A-Z][A-Z0-9]{2})(?:\\(([1-9]\\d{0,3})\\))?[-:]([1-9]\\d{0,2})(?:\\(([1-9]\\d{0,3})\\))?(?:\\.([1-9]\\d{0,2})(?:\\.([1-9]\\d{0,2}))?)?");

    /**
     * Reads a path.
     *
     * @throws IllegalArgumentException naming the text and what was expected
     */
    public static Hl7Path parse(String text) {
        Matcher m = SYNTAX.matcher(text.strip());
        if (!m.matches()) {
            throw new IllegalArgumentException(
                    "'" + text
                            + "' is no HL7 path (expected: for example PID-3, PID-3.1, PID-3(2).1 or OBX(2)-5; numbers begin at 1)");
        }
        return new Hl7Path(
                m.group(1),
                number(m.group(2), 1),
                number(m.group(3), 1),
                number(m.group(4), 1),
                number(m.group(5), 0),
                number(m.group(6), 0));
    }

    private static int number(String digits, int absent) {
        return digits == null ? absent : Integer.parseInt(digits);
    }

    /** Whether the given text is a path. */
    public static boolean isPath(String text) {
        return SYNTAX.matcher(text.strip()).matches();
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder(segment);
        if (segmentOccurrence != 1) {
            text.append('(').append(segmentOccurrence).append(')');
        }
        text.append('-').append(field);
        if (repetition != 1) {
            text.append('(').append(repetition).append(')');
        }
        if (component > 0) {
            text.append('.').append(component);
        }
        if (subcomponent > 0) {
            text.append('.').append(subcomponent);
        }
        return text.toString();
    }
}
