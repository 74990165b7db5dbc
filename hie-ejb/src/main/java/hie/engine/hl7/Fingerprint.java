package hie.engine.hl7;

import hie.api.hl7.Hl7Message;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;

/**
 * Tells a message that is sent a second time from another one: by sending application and facility, control id, and everything else that
 * it says but for its time (MSH-7), which some senders write anew. A control id that is used for another message, as after a sender's
 * counter was set back, makes another fingerprint: that message must not be lost.
 */
public final class Fingerprint {

    private static final int TIME = 7;
    private static final int BYTES_KEPT = 20;

    private Fingerprint() {}

    /** A message's fingerprint, 40 characters; empty for one without a header or control id, which can never be recognised. */
    public static Optional<String> of(Hl7Message message, byte[] bytes) {
        if (!message.hasHeader() || message.controlId().isEmpty()) {
            return Optional.empty();
        }
        int[] time = timeField(message.fieldSeparator(), bytes);
        MessageDigest digest = sha256();
        digest.update(message.controlId().get().getBytes(StandardCharsets.ISO_8859_1));
        digest.update(bytes, 0, time[0]);
        digest.update(bytes, time[1], bytes.length - time[1]);
        return Optional.of(HexFormat.of().formatHex(digest.digest(), 0, BYTES_KEPT));
    }

    /** From where to where the header's field 7 goes: the first separator is field 1 itself. */
    private static int[] timeField(byte separator, byte[] bytes) {
        int seen = 0;
        int from = 0;
        for (int at = 0; at < bytes.length; at++) {
            boolean isEnd = seen > 0 && (bytes[at] == '\r' || bytes[at] == '\n');
            if (bytes[at] == separator) {
                seen++;
                from = seen == TIME - 1 ? at + 1 : from;
            }
            if (seen == TIME || isEnd) {
                return seen >= TIME - 1 ? new int[] {from, at} : new int[] {at, at};
            }
        }
        return new int[] {bytes.length, bytes.length};
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }
}
