package hie.api.hl7;

import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.StandardCharsets;
import java.nio.charset.UnsupportedCharsetException;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** HL7 table 0211 (alternate character sets) and the spellings that vendors use for it, as Java character sets. */
final class Hl7Charsets {

    /** A message may hold Latin 1 where it says ASCII: a superset loses nothing. */
    private static final Charset LATIN_1 = StandardCharsets.ISO_8859_1;

    private static final Map<String, String> NAMES = names();

    /** 8859/1, ISO 8859-15, ISO8859/2, ISO_8859-5 and the like. */
    private static final Pattern ISO_8859 = Pattern.compile("(?:ISO[ _-]?)?8859[/ _-](\\d{1,2})");

    private static final Map<String, Optional<Charset>> FOUND = new ConcurrentHashMap<>();

    /** So many spellings are remembered at most: peers may write anything. */
    private static final int MOST_REMEMBERED = 256;

    private Hl7Charsets() {}

    private static Map<String, String> names() {
        Map<String, String> names = new HashMap<>();
        put(names, "ISO-8859-1", "ASCII", "US-ASCII", "ANSI_X3.4-1968", "ISO IR6", "ISO IR 6", "ISO IR100", "LATIN1");
        put(names, "ISO-8859-1", "LATIN-1", "LATIN 1", "L1", "8859");
        put(names, "UTF-8", "UNICODE", "UNICODE UTF-8", "UNICODE UTF8", "UNICODE-UTF-8", "UTF-8", "UTF8", "UTF 8");
        put(names, "UTF-8", "UNICODE (UTF-8)", "ISO IR192");
        put(names, "ISO-8859-2", "ISO IR101", "LATIN2", "LATIN-2");
        put(names, "ISO-8859-3", "ISO IR109");
        put(names, "ISO-8859-4", "ISO IR110");
        put(names, "ISO-8859-5", "ISO IR144", "CYRILLIC");
        put(names, "ISO-8859-6", "ISO IR127", "ARABIC");
        put(names, "ISO-8859-7", "ISO IR126", "GREEK");
        put(names, "ISO-8859-8", "ISO IR138", "HEBREW");
        put(names, "ISO-8859-9", "ISO IR148", "LATIN5");
        put(names, "ISO-8859-15", "LATIN9", "LATIN-9", "ISO IR203");
        put(names, "windows-1252", "ANSI", "CP1252", "1252", "WINDOWS 1252", "WIN-1252", "WIN1252");
        put(names, "ISO-2022-JP", "ISO IR87", "ISO IR159", "ISO IR14", "ISO IR13", "JIS");
        put(names, "GB18030", "GB 18030-2000", "GB 18030", "GB18030-2000");
        put(names, "EUC-KR", "KS X 1001", "KSX1001", "ISO IR149");
        put(names, "Big5", "BIG-5", "BIG 5");
        return names;
    }

    private static void put(Map<String, String> names, String charset, String... spellings) {
        for (String spelling : spellings) {
            names.put(spelling, charset);
        }
    }

    /**
     * The character set that MSH-18 names. Of several repetitions the first counts, unless it is ASCII and a later one adds Japanese by
     * ISO 2022, whose character set holds both.
     *
     * @return empty for a name that is not known, or one that the message cannot be in, because its delimiters were found
     */
    static Optional<Charset> named(String msh18) {
        Optional<Charset> known = FOUND.get(msh18);
        if (known == null) {
            known = find(msh18);
            if (FOUND.size() < MOST_REMEMBERED) {
                FOUND.put(msh18, known);
            }
        }
        return known;
    }

    private static Optional<Charset> find(String msh18) {
        String[] repetitions = msh18.split("~", -1);
        Optional<Charset> first = one(repetitions[0]);
        for (int i = first.equals(Optional.of(LATIN_1)) ? 1 : repetitions.length; i < repetitions.length; i++) {
            if ("ISO-2022-JP".equals(NAMES.get(normal(repetitions[i])))) {
                return one(repetitions[i]);
            }
        }
        return first;
    }

    private static String normal(String name) {
        return name.strip().toUpperCase(Locale.ROOT).replaceFirst("^ISO[ _-]IR[ _-]?", "ISO IR");
    }

    private static Optional<Charset> one(String text) {
        String name = normal(text);
        Matcher iso = ISO_8859.matcher(name);
        String java = iso.matches() ? "ISO-8859-" + Integer.parseInt(iso.group(1)) : NAMES.getOrDefault(name, name);
        try {
            return Optional.of(Charset.forName(java)).filter(Hl7Charsets::isReadableByItsBytes);
        } catch (IllegalCharsetNameException | UnsupportedCharsetException unknown) {
            return Optional.empty();
        }
    }

    /** Whether ASCII's bytes mean ASCII in it: the view finds delimiters among bytes. */
    private static boolean isReadableByItsBytes(Charset charset) {
        String delimiters = "MSH|^~\\&#";
        return delimiters.equals(new String(delimiters.getBytes(StandardCharsets.US_ASCII), charset));
    }

    /** What is assumed where nobody says anything. */
    static Charset standard() {
        return LATIN_1;
    }
}
