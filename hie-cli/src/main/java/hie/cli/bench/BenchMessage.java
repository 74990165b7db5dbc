package hie.cli.bench;

import java.nio.charset.StandardCharsets;

/**
 * The message of one connection, an MLLP block around a synthetic ADT^A01 of one patient. Its
 * control id and the time it was sent, in the last segment, are written over in place; so it serves one thread.
 */
final class BenchMessage {

    /** Bytes of content where nothing else is said. */
    static final int USUAL_SIZE = 1024;

    /** The smallest content, in bytes. */
    static final int LEAST_SIZE = 512;

    private static final int TIME_DIGITS = 19;
    private static final String LAST_SEGMENT = "ZHB|" + "0".repeat(TIME_DIGITS) + "\r";

    private final byte[] block;
    private final int idOffset;
    private final int timeOffset;

    /** @param size bytes of content, at least {@link #LEAST_SIZE} */
    BenchMessage(int connection, int size) {
        String head = "MSH|^~\\&|BENCH|LOAD|ENGINE|SINK|20260101120000||ADT^A01^ADT_A01|";
        String body = "|P|2.5.1\r"
                + "EVN|A01|20260101120000\r"
                + "PID|1||P%04d^^^BENCH^MR||Testperson^Synthetic^^^^^L||19700101|F|||1 Test Street^^Testtown^^AA1 1AA^GBR\r"
                        .formatted(connection)
                + "PV1|1|I|WARD1^ROOM1^BED1^BENCH||||1234^Tester^Synthetic|||MED||||1|||1234^Tester^Synthetic|INP|V1\r";
        String note = "NTE|1||";
        int padding =
                size - head.length() - MessageId.LENGTH - body.length() - note.length() - 1 - LAST_SEGMENT.length();
        String content = head + "0".repeat(MessageId.LENGTH) + body + note + "x".repeat(padding) + "\r" + LAST_SEGMENT;
        block = ("\u000B" + content + "\u001C\r").getBytes(StandardCharsets.US_ASCII);
        idOffset = 1 + head.length();
        timeOffset = 1 + size - 1 - TIME_DIGITS;
    }

    /** The block with the id and the time written into it; valid until the next call. */
    byte[] stamped(MessageId id, long nanos) {
        id.write(block, idOffset);
        MessageId.digits(block, timeOffset, TIME_DIGITS, nanos);
        return block;
    }

    /** Reads the time from a content that ends at an offset; -1 when it has none. */
    static long time(byte[] buffer, int start, int end) {
        for (int i = end - TIME_DIGITS - 4; i >= Math.max(start, end - 64); i--) {
            if (buffer[i] == 'Z' && buffer[i + 1] == 'H' && buffer[i + 2] == 'B' && buffer[i + 3] == '|') {
                return MessageId.number(buffer, i + 4, TIME_DIGITS);
            }
        }
        return -1;
    }
}
