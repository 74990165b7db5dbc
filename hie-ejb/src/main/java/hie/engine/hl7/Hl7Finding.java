package hie.engine.hl7;

/**
 * Something that is wrong with a message, by its place; never with its content.
 *
 * @param segment the segment's name; empty for the message as a whole
 * @param occurrence which of the segments of that name, from 1
 * @param field the field's number; 0 for the whole segment
 * @param repetition which repetition, from 1; 0 for all
 * @param component the component's number; 0 for the whole field
 * @param code what it is, by HL7 table 0357
 * @param text what it is and what to do about it
 */
public record Hl7Finding(
        String segment, int occurrence, int field, int repetition, int component, Code code, String text) {

    /** HL7 table 0357, message error condition codes: those that a check can find. */
    public enum Code {
        SEGMENT_SEQUENCE(100),
        REQUIRED_FIELD_MISSING(101),
        DATA_TYPE(102),
        TABLE_VALUE(103),
        UNSUPPORTED_MESSAGE_TYPE(200),
        UNSUPPORTED_VERSION(203),
        INTERNAL(207);

        private final int number;

        Code(int number) {
            this.number = number;
        }

        public int number() {
            return number;
        }
    }

    /** A finding about the message as a whole. */
    public static Hl7Finding ofMessage(Code code, String text) {
        return new Hl7Finding("", 0, 0, 0, 0, code, text);
    }

    /** A finding about a segment. */
    public static Hl7Finding ofSegment(String segment, int occurrence, Code code, String text) {
        return new Hl7Finding(segment, occurrence, 0, 0, 0, code, text);
    }

    /** The place as a path, for example {@code OBX(2)-5(1).2}; empty for the message as a whole. */
    public String place() {
        StringBuilder place = new StringBuilder(segment);
        if (occurrence > 1) {
            place.append('(').append(occurrence).append(')');
        }
        if (field > 0) {
            place.append('-').append(field);
        }
        if (repetition > 1) {
            place.append('(').append(repetition).append(')');
        }
        if (component > 0) {
            place.append('.').append(component);
        }
        return place.toString();
    }

    /** Place and text. */
    @Override
    public String toString() {
        return segment.isEmpty() ? text : place() + ": " + text;
    }
}
