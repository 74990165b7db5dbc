package hie.engine.hl7;

import hie.api.hl7.Hl7Message;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CodingErrorAction;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Finds what of a message cannot be read in its character set, by segment and field. Looks at nothing but bytes beyond ASCII. */
public final class CharsetCheck {

    private static final int MOST_FINDINGS = 20;

    private final Hl7Message message;
    private final byte[] bytes;
    private final CharsetDecoder decoder;
    private final List<Hl7Finding> findings = new ArrayList<>();

    private CharsetCheck(Hl7Message message, byte[] bytes) {
        this.message = message;
        this.bytes = bytes;
        this.decoder = message.charset()
                .newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT);
    }

    /** What cannot be read, at most 20 places; empty for a message in which everything can. */
    public static List<Hl7Finding> of(Hl7Message message, byte[] bytes) {
        if (!message.hasHeader()) {
            return List.of();
        }
        CharsetCheck check = new CharsetCheck(message, bytes);
        if (message.namesUnknownCharset()) {
            check.findings.add(new Hl7Finding(
                    "MSH",
                    1,
                    18,
                    1,
                    0,
                    Hl7Finding.Code.TABLE_VALUE,
                    "names no character set that is known and that the message can be in; it is read in "
                            + message.charset()
                            + " (set DefCharEncoding, or have the sender write a name of HL7 table 0211)"));
        }
        if (!isPlain(bytes)) {
            check.segments();
        }
        return List.copyOf(check.findings);
    }

    private static boolean isPlain(byte[] bytes) {
        for (byte b : bytes) {
            if (b < 0 || b == 0x1B) {
                return false;
            }
        }
        return true;
    }

    private void segments() {
        Map<String, Integer> seen = new HashMap<>();
        int start = 0;
        while (start < bytes.length && findings.size() < MOST_FINDINGS) {
            int end = start;
            while (end < bytes.length && bytes[end] != '\r' && bytes[end] != '\n') {
                end++;
            }
            if (end - start >= 3) {
                String name = new String(bytes, start, 3, java.nio.charset.StandardCharsets.ISO_8859_1);
                int occurrence = seen.merge(name, 1, Integer::sum);
                fields(name, occurrence, start, end);
            }
            start = end + 1;
        }
    }

    private void fields(String name, int occurrence, int start, int end) {
        if (canDecode(start, end)) {
            return;
        }
        int field = name.equals("MSH") || name.equals("BHS") || name.equals("FHS") ? 1 : 0;
        int from = start;
        for (int at = start; at <= end && findings.size() < MOST_FINDINGS; at++) {
            if (at == end || bytes[at] == message.fieldSeparator()) {
                if (!canDecode(from, at)) {
                    findings.add(new Hl7Finding(
                            name,
                            occurrence,
                            field,
                            0,
                            0,
                            Hl7Finding.Code.DATA_TYPE,
                            "has bytes that mean nothing in " + message.charset()
                                    + " (correct MSH-18, or set DefCharEncoding)"));
                }
                field++;
                from = at + 1;
            }
        }
    }

    private boolean canDecode(int from, int to) {
        try {
            decoder.reset().decode(ByteBuffer.wrap(bytes, from, to - from));
            return true;
        } catch (CharacterCodingException e) {
            return false;
        }
    }
}
