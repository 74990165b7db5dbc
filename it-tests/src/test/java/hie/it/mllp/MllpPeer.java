package hie.it.mllp;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Duration;

/** A sender: one connection, one message at a time. */
public final class MllpPeer implements AutoCloseable {

    private final Socket socket;
    private final BufferedInputStream in;
    private final OutputStream out;

    private MllpPeer(Socket socket) throws IOException {
        this.socket = socket;
        this.in = new BufferedInputStream(socket.getInputStream());
        this.out = socket.getOutputStream();
    }

    /**
     * Connects to a port of this machine.
     *
     * @param patience how long to wait for a reply before failing with {@link SocketTimeoutException}
     */
    public static MllpPeer connect(int port, Duration patience) throws IOException {
        Socket socket = new Socket();
        try {
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 10_000);
            socket.setTcpNoDelay(true);
            socket.setSoTimeout(Math.toIntExact(patience.toMillis()));
            return new MllpPeer(socket);
        } catch (IOException e) {
            socket.close();
            throw e;
        }
    }

    /** Frames a payload, sends it and returns the reply's payload. */
    public byte[] exchange(byte[] payload) throws IOException {
        send(Frames.framed(payload));
        return reply();
    }

    /** Sends bytes as they are. */
    public void send(byte[] bytes) throws IOException {
        out.write(bytes);
        out.flush();
    }

    /** The next reply's payload. */
    public byte[] reply() throws IOException {
        byte[] reply = Frames.read(in);
        if (reply == null) {
            throw new EOFException("the server closed the connection instead of replying");
        }
        return reply;
    }

    /** Whether bytes have come that nobody read, waiting for them as long as given. */
    public boolean hasMore(Duration wait) throws IOException {
        int before = socket.getSoTimeout();
        socket.setSoTimeout(Math.toIntExact(Math.max(1, wait.toMillis())));
        in.mark(1);
        try {
            boolean more = in.read() >= 0;
            in.reset();
            return more;
        } catch (SocketTimeoutException silence) {
            return false;
        } finally {
            socket.setSoTimeout(before);
        }
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
