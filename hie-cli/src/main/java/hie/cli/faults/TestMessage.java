package hie.cli.faults;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.CRC32;

/**
 * A message of the suite, known by its control id {@code F003-K05-0000123}. All messages of a key are about one patient, whose
 * order the engine promises to keep.
 *
 * @param trial number of the trial, from 1
 * @param key number of the sender, which is also its patient
 * @param number number of the message within its key, from 1
 */
record TestMessage(int trial, int key, int number) {

    private static final Pattern CONTROL_ID = Pattern.compile("F(\\d{3,9})-K(\\d{2,9})-(\\d{7,9})");
    private static final int CONTROL_ID_FIELD = 9;
    private static final String NOTE = "synthetic text of the fault suite ".repeat(15);

    /** The message with this control id; empty when the suite did not make it. */
    static Optional<TestMessage> ofControlId(String controlId) {
        Matcher parts = CONTROL_ID.matcher(controlId);
        return parts.matches()
                ? Optional.of(new TestMessage(number(parts, 1), number(parts, 2), number(parts, 3)))
                : Optional.empty();
    }

    private static int number(Matcher parts, int group) {
        return Integer.parseInt(parts.group(group));
    }

    /** The message that these bytes are, by their header alone; empty when the suite did not make it. */
    static Optional<TestMessage> ofContent(byte[] content) {
        return ofControlId(controlId(content));
    }

    /** MSH-10 of a message; empty when there is none. */
    static String controlId(byte[] content) {
        String header = new String(content, StandardCharsets.ISO_8859_1).split("\r", 2)[0];
        String[] fields = header.split("\\|", -1);
        return fields.length > CONTROL_ID_FIELD ? fields[CONTROL_ID_FIELD] : "";
    }

    String controlId() {
        return String.format(Locale.ROOT, "F%03d-K%02d-%07d", trial, key, number);
    }

    /** The bytes that are sent, about 700. */
    byte[] content() {
        return ("MSH|^~\\&|FAULTS|SUITE|HIE|HIE|20260101120000||ADT^A08|%s|P|2.5.1\rEVN|A08|20260101120000\r"
                        + "PID|1||K%02d^^^SUITE||TEST^%s\rNTE|1||%s\r")
                .formatted(controlId(), key, controlId(), NOTE)
                .getBytes(StandardCharsets.ISO_8859_1);
    }

    /** A number that tells whether two contents are the same. */
    static long digest(byte[] content) {
        CRC32 crc = new CRC32();
        crc.update(content);
        return crc.getValue();
    }
}
