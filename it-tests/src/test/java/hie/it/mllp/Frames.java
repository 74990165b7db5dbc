package hie.it.mllp;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** MLLP framing, byte by byte: start {@code 0x0B}, content, end {@code 0x1C 0x0D}. */
public final class Frames {

    /** Begins a frame. */
    public static final byte START = 0x0B;

    static final byte END1 = 0x1C;
    static final byte END2 = 0x0D;

    private Frames() {}

    /** A payload in its frame. */
    public static byte[] framed(byte[] payload) {
        byte[] frame = new byte[payload.length + 3];
        frame[0] = START;
        System.arraycopy(payload, 0, frame, 1, payload.length);
        frame[frame.length - 2] = END1;
        frame[frame.length - 1] = END2;
        return frame;
    }

    /** The payloads that a receiver must find in a stream of bytes. */
    public static List<byte[]> scan(byte[] stream) {
        List<byte[]> found = new ArrayList<>();
        int start = -1;
        for (int i = 0; i < stream.length; i++) {
            if (start < 0) {
                start = stream[i] == START ? i + 1 : -1;
            } else if (stream[i] == END1 && i + 1 < stream.length && stream[i + 1] == END2) {
                found.add(Arrays.copyOfRange(stream, start, i));
                start = -1;
                i++;
            }
        }
        return found;
    }

    /**
     * Reads the next frame's payload.
     *
     * @return {@code null} when the stream ends between frames
     * @throws EOFException when it ends within one
     */
    static byte[] read(BufferedInputStream in) throws IOException {
        int value = in.read();
        while (value != START) {
            if (value < 0) {
                return null;
            }
            value = in.read();
        }
        ByteArrayOutputStream payload = new ByteArrayOutputStream();
        while (true) {
            value = byteOf(in);
            if (value == END1) {
                int next = byteOf(in);
                if (next == END2) {
                    return payload.toByteArray();
                }
                payload.write(value);
                if (next == END1) {
                    throw new IOException("two end bytes in a row: no test sends that");
                }
                payload.write(next);
            } else {
                payload.write(value);
            }
        }
    }

    private static int byteOf(InputStream in) throws IOException {
        int value = in.read();
        if (value < 0) {
            throw new EOFException("the stream ended within a frame");
        }
        return value;
    }
}
