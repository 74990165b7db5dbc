package hie.api.hl7;

import java.nio.charset.Charset;
import java.util.Objects;

/**
 * In which character set a message is read: the setting DefCharEncoding. A byte order mark wins over it, and so does MSH-18, unless it is
 * forced.
 *
 * @param charset for messages that name none in MSH-18, or one that is not known
 * @param isForced whether it holds whatever MSH-18 says
 */
public record Hl7Encoding(Charset charset, boolean isForced) {

    /** What MSH-18 says, ISO 8859-1 where it says nothing. */
    public static final Hl7Encoding STANDARD = new Hl7Encoding(Hl7Charsets.standard(), false);

    private static final String FORCED = "!";

    public Hl7Encoding {
        Objects.requireNonNull(charset, "charset");
    }

    /**
     * Reads the setting's text: a name as MSH-18 or Java has it, with {@code !} before it to force it.
     *
     * @throws IllegalArgumentException for a name that is not known
     */
    public static Hl7Encoding parse(String text) {
        boolean isForced = text.startsWith(FORCED);
        return Hl7Charsets.named(isForced ? text.substring(1) : text)
                .map(charset -> new Hl7Encoding(charset, isForced))
                .orElseThrow(() -> new IllegalArgumentException("'" + text
                        + "' is no character set that HL7 can be read in (expected: for example UTF-8, latin1, 8859/15, or !UTF-8 to"
                        + " ignore MSH-18)"));
    }
}
