package hie.api.hl7;

import java.nio.charset.Charset;
import java.util.HexFormat;

/**
 * How delimiters, line ends and other control characters stand in the values of one message (HL7 v2.5.1 section 2.7). What is not known, or does not end,
 * stays as it stands. Immutable.
 */
public final class Hl7Escapes {

    /** With the delimiters that the standard recommends, in ISO 8859-1. */
    public static final Hl7Escapes STANDARD = new Hl7Escapes("|^&~\\", Hl7Charsets.standard());

    /** What stands for the delimiters, in their order; P is the truncation character of version 2.7. */
    private static final String LETTERS = "FSTREP";

    private static final int ESCAPE = 4;

    private final String delimiters;
    private final Charset charset;

    /** @param delimiters of fields, components, subcomponents and repetitions, the escape character, and where there is one that of truncation */
    Hl7Escapes(String delimiters, Charset charset) {
        this.delimiters = delimiters;
        this.charset = charset;
    }

    /** The text that a value stands for: {@code \T\} an ampersand, {@code \X0D\} a carriage return, {@code \.br\} a line feed; highlighting is left out. */
    public String read(String value) {
        int open = value.indexOf(escape());
        if (open < 0) {
            return value;
        }
        StringBuilder text = new StringBuilder(value.length());
        int at = 0;
        while (open >= 0) {
            int close = value.indexOf(escape(), open + 1);
            String meant = close < 0 ? null : meaning(value.substring(open + 1, close));
            text.append(value, at, open);
            if (meant == null) {
                text.append(escape());
                at = open + 1;
            } else {
                text.append(meant);
                at = close + 1;
            }
            open = value.indexOf(escape(), at);
        }
        return text.append(value, at, value.length()).toString();
    }

    private char escape() {
        return delimiters.charAt(ESCAPE);
    }

    /** {@code null} for what is not known. */
    private String meaning(String sequence) {
        if (sequence.length() == 1) {
            int letter = LETTERS.indexOf(sequence);
            boolean isHighlight = sequence.equals("H") || sequence.equals("N");
            return letter >= 0 && letter < delimiters.length()
                    ? delimiters.substring(letter, letter + 1)
                    : isHighlight ? "" : null;
        }
        if (sequence.equals(".br") || sequence.equals(".sp")) {
            return "\n";
        }
        return sequence.matches("X(?:[0-9A-Fa-f]{2})+")
                ? new String(HexFormat.of().parseHex(sequence.substring(1)), charset)
                : null;
    }

    /** The value that stands for a text, with no delimiter and no control character left in it. */
    public String write(String text) {
        StringBuilder value = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            int delimiter = delimiters.indexOf(c);
            if (delimiter >= 0) {
                value.append(escape()).append(LETTERS.charAt(delimiter)).append(escape());
            } else if (c < ' ') {
                value.append(escape())
                        .append('X')
                        .append(HexFormat.of().withUpperCase().toHexDigits((byte) c))
                        .append(escape());
            } else {
                value.append(c);
            }
        }
        return value.toString();
    }
}
