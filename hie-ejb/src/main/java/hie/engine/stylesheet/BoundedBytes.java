package hie.engine.stylesheet;

import java.io.ByteArrayOutputStream;

/** Takes so many bytes and no more; one too many is an error for who writes it. */
final class BoundedBytes extends ByteArrayOutputStream {

    /** One too many. */
    static final class Full extends RuntimeException {

        private static final long serialVersionUID = 1L;

        private Full(int most) {
            super("makes more than " + most + " bytes of a message");
        }
    }

    private final int most;

    BoundedBytes(int most) {
        this.most = most;
    }

    @Override
    public synchronized void write(int one) {
        check(1);
        super.write(one);
    }

    @Override
    public synchronized void write(byte[] bytes, int from, int length) {
        check(length);
        super.write(bytes, from, length);
    }

    private void check(int length) {
        if (length > most - size()) {
            throw new Full(most);
        }
    }
}
