package hie.it.mllp;

import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/**
 * What an acknowledgement says, read the plain way: the segment that starts with MSA, cut at the header's own separator.
 *
 * @param code MSA-1
 * @param controlId MSA-2
 * @param text MSA-3
 * @param hasErrorSegment whether an ERR segment follows
 */
public record Ack(String code, String controlId, String text, boolean hasErrorSegment) {

    /** Reads a reply; one without MSA segment has an empty code. */
    public static Ack of(byte[] reply) {
        String all = new String(reply, StandardCharsets.ISO_8859_1);
        String separator = all.startsWith("MSH") && all.length() > 3 ? all.substring(3, 4) : "|";
        String[] msa = {};
        boolean error = false;
        for (String segment : all.split("\r", -1)) {
            if (segment.startsWith("MSA" + separator)) {
                msa = segment.split(Pattern.quote(separator), -1);
            }
            error |= segment.startsWith("ERR" + separator);
        }
        return new Ack(at(msa, 1), at(msa, 2), at(msa, 3), error);
    }

    private static String at(String[] fields, int index) {
        return index < fields.length ? fields[index] : "";
    }

    /** Whether the sender may forget the message. */
    public boolean isAccept() {
        return code.equals("AA");
    }
}
