package hie.cli.bench;

import java.nio.charset.StandardCharsets;

/**
 * Which message this is, written as its control id {@code C0003-R02-0000123}.
 *
 * @param connection number of the sending connection, which is also its key; 0 to 9,999
 * @param run number of the load run; 0 to 99
 * @param sequence number of the message on its connection, from 0 to 9,999,999
 */
record MessageId(int connection, int run, int sequence) {

    /** Length of a written id, in bytes. */
    static final int LENGTH = 17;

    static final int MOST_CONNECTIONS = 10_000;
    static final int MOST_RUNS = 100;

    /** Writes the id at an offset. */
    void write(byte[] target, int offset) {
        target[offset] = 'C';
        digits(target, offset + 1, 4, connection);
        target[offset + 5] = '-';
        target[offset + 6] = 'R';
        digits(target, offset + 7, 2, run);
        target[offset + 9] = '-';
        digits(target, offset + 10, 7, sequence);
    }

    /** Reads the id at an offset; null when there is none, because the bench met a message it did not make. */
    static MessageId read(byte[] source, int offset, int length) {
        if (length != LENGTH || source[offset] != 'C' || source[offset + 6] != 'R') {
            return null;
        }
        return new MessageId((int) number(source, offset + 1, 4), (int) number(source, offset + 7, 2), (int)
                number(source, offset + 10, 7));
    }

    static void digits(byte[] target, int offset, int length, long value) {
        long rest = value;
        for (int i = offset + length - 1; i >= offset; i--) {
            target[i] = (byte) ('0' + rest % 10);
            rest /= 10;
        }
    }

    static long number(byte[] source, int offset, int length) {
        long value = 0;
        for (int i = offset; i < offset + length; i++) {
            value = value * 10 + (source[i] - '0');
        }
        return value;
    }

    @Override
    public String toString() {
        byte[] text = new byte[LENGTH];
        write(text, 0);
        return new String(text, StandardCharsets.US_ASCII);
    }
}
