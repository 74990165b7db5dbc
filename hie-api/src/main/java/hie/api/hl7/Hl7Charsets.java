package hie.api.hl7;

import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.StandardCharsets;
import java.nio.charset.UnsupportedCharsetException;
import java.util.Locale;
import java.util.Map;

/** HL7 table 0211 (alternate character sets) and the spellings that vendors use for it, as Java character sets. */
final class Hl7Charsets {

    private static final Map<String, Charset> TABLE_0211 = Map.ofEntries(
            Map.entry("ASCII", StandardCharsets.ISO_8859_1),
            Map.entry("UNICODE", StandardCharsets.UTF_8),
            Map.entry("UNICODE UTF-8", StandardCharsets.UTF_8),
            Map.entry("UTF-8", StandardCharsets.UTF_8),
            Map.entry("UTF8", StandardCharsets.UTF_8),
            Map.entry("UNICODE UTF-16", StandardCharsets.UTF_16),
            Map.entry("8859/1", StandardCharsets.ISO_8859_1));

    private Hl7Charsets() {}

    /** The character set of MSH-18's first repetition; ISO 8859-1 for a name that is unknown. */
    static Charset named(String msh18) {
        int end = msh18.indexOf('~');
        String name = (end < 0 ? msh18 : msh18.substring(0, end)).strip().toUpperCase(Locale.ROOT);
        Charset known = TABLE_0211.get(name);
        if (known != null) {
            return known;
        }
        try {
            return Charset.forName(name.startsWith("8859/") ? "ISO-8859-" + name.substring(5) : name);
        } catch (IllegalCharsetNameException | UnsupportedCharsetException unknown) {
            return StandardCharsets.ISO_8859_1;
        }
    }
}
