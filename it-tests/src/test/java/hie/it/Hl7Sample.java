package hie.it;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Pattern;

/**
 * A message as this module reads it: cut at line ends and at the delimiters that its header declares, and no further. Stands
 * beside the engine's own reading, so that one can be held against the other.
 */
record Hl7Sample(byte[] bytes) {

    private static final List<String> HEADERS = List.of("MSH", "FHS", "BHS");

    /** Whether an engine can take it for HL7 at all: it begins with a header and a separator that can separate. */
    boolean hasHeader() {
        String text = text();
        return HEADERS.stream().anyMatch(text::startsWith)
                && text.length() > 3
                && text.charAt(3) > ' '
                && !Character.isLetterOrDigit(text.charAt(3));
    }

    /** MSH-9.1 of the first message in it; empty when there is none. */
    String messageCode() {
        return field(9).split(component(), -1)[0];
    }

    /** MSH-10 of the first message in it; empty when there is none. */
    String controlId() {
        return field(10);
    }

    /** Whether it is one message, not a file or batch of them. */
    boolean isSingle() {
        return text().startsWith("MSH");
    }

    private String component() {
        String text = text();
        return Pattern.quote(text.length() > 4 ? text.substring(4, 5) : "^");
    }

    private String field(int number) {
        String text = text();
        if (!hasHeader()) {
            return "";
        }
        for (String segment : text.split("[\r\n]+")) {
            if (segment.startsWith("MSH")) {
                String[] fields = segment.split(Pattern.quote(text.substring(3, 4)), -1);
                return number - 1 < fields.length ? fields[number - 1] : "";
            }
        }
        return "";
    }

    /** Byte for character, without byte order mark and leading white space. */
    private String text() {
        String text = new String(bytes, StandardCharsets.ISO_8859_1);
        String body = text.startsWith("\u00EF\u00BB\u00BF") ? text.substring(3) : text;
        return body.replaceFirst("^[ \t\r\n]+", "");
    }

    /** Its length only. */
    @Override
    public String toString() {
        return "Hl7Sample[" + bytes.length + " bytes]";
    }
}
