package hie.cli.mllp;

import hie.cli.CliException;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** MLLP's framing: a block is {@code 0x0B content 0x1C 0x0D}. The content is never altered. */
public final class MllpFrames {

    private static final int START = 0x0B;
    private static final int END = 0x1C;
    private static final int CARRIAGE_RETURN = 0x0D;

    /** Largest reply that is read, in bytes. */
    static final int LARGEST_REPLY = 1 << 20;

    private MllpFrames() {}

    /**
     * Returns the blocks to send for a file's content: one block around the content, or the blocks it already holds.
     *
     * @throws CliException when the content starts as a block and does not end as one
     */
    public static List<byte[]> of(byte[] content) {
        if (content.length == 0) {
            throw new CliException("holds no message");
        }
        if (content[0] != START) {
            byte[] block = new byte[content.length + 3];
            block[0] = START;
            System.arraycopy(content, 0, block, 1, content.length);
            block[content.length + 1] = END;
            block[content.length + 2] = CARRIAGE_RETURN;
            return List.of(block);
        }
        List<byte[]> blocks = new ArrayList<>();
        int start = 0;
        while (start < content.length) {
            if (content[start] != START) {
                throw new CliException("has bytes between its MLLP blocks, at offset " + start);
            }
            int end = end(content, start);
            blocks.add(Arrays.copyOfRange(content, start, end));
            start = end;
            while (start < content.length && Character.isWhitespace(content[start]) && content[start] != START) {
                start++;
            }
        }
        return blocks;
    }

    private static int end(byte[] content, int start) {
        for (int i = start + 1; i + 1 < content.length; i++) {
            if (content[i] == END && content[i + 1] == CARRIAGE_RETURN) {
                return i + 2;
            }
        }
        throw new CliException("starts an MLLP block (0B) that does not end with 1C 0D");
    }

    /**
     * Reads the content of the next block; bytes before its start are skipped.
     *
     * @throws EOFException when the stream ends before the block does
     * @throws IOException when the block is longer than {@link #LARGEST_REPLY} or reading fails
     */
    public static byte[] read(InputStream in) throws IOException {
        while (next(in) != START) {
            // bytes between blocks mean nothing
        }
        ByteArrayOutputStream content = new ByteArrayOutputStream();
        int previous = -1;
        for (int current = next(in); previous != END || current != CARRIAGE_RETURN; current = next(in)) {
            if (previous != -1) {
                content.write(previous);
            }
            if (content.size() > LARGEST_REPLY) {
                throw new IOException("the reply is longer than " + LARGEST_REPLY + " bytes");
            }
            previous = current;
        }
        return content.toByteArray();
    }

    private static int next(InputStream in) throws IOException {
        int value = in.read();
        if (value < 0) {
            throw new EOFException("the connection was closed before a whole reply arrived");
        }
        return value;
    }
}
