package hie.engine.archive;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.UUID;

/** The values of a trace record as bytes, one after the other; numbers begin with their highest byte. */
final class TraceBytes {

    private static final VarHandle INT = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);
    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

    private byte[] bytes;
    private int end;

    /** @param size how many bytes are expected; there may be more */
    TraceBytes(int size) {
        bytes = new byte[size];
    }

    private void room(int more) {
        if (bytes.length - end < more) {
            bytes = Arrays.copyOf(bytes, Math.addExact(end, Math.max(more, end / 2)));
        }
    }

    void octet(int value) {
        room(1);
        bytes[end++] = (byte) value;
    }

    void number(int value) {
        room(Integer.BYTES);
        INT.set(bytes, end, value);
        end += Integer.BYTES;
    }

    void number(long value) {
        room(Long.BYTES);
        LONG.set(bytes, end, value);
        end += Long.BYTES;
    }

    void id(UUID id) {
        number(id == null ? 0 : id.getMostSignificantBits());
        number(id == null ? 0 : id.getLeastSignificantBits());
    }

    void time(Instant time) {
        number(time.getEpochSecond());
        number(time.getNano());
    }

    void text(String text) {
        bytes(text.getBytes(StandardCharsets.UTF_8));
    }

    /** A length of -1 stands for {@code null}. */
    void bytes(byte[] value) {
        number(value == null ? -1 : value.length);
        if (value != null) {
            room(value.length);
            System.arraycopy(value, 0, bytes, end, value.length);
            end += value.length;
        }
    }

    byte[] content() {
        return Arrays.copyOf(bytes, end);
    }
}
