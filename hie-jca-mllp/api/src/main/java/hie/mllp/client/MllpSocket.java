package hie.mllp.client;

import hie.mllp.MllpTarget;
import hie.mllp.client.ReadTimeoutException.Wait;
import hie.mllp.codec.FrameDecoder;
import hie.mllp.codec.FrameEncoder;
import hie.mllp.codec.Framing;
import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;

/**
 * Frames over one connected socket, blocking; made for virtual threads. One thread reads and writes; {@link #close} may
 * be called by any other and ends a blocked read.
 *
 * <p>While idle it holds a read buffer of {@value #RESTING_BUFFER} bytes; the larger one for long frames goes with the
 * frame.
 */
public final class MllpSocket implements Closeable {

    private static final int RESTING_BUFFER = 4096;
    private static final int LONG_FRAME_BUFFER = 64 * 1024;
    private static final int LARGEST_WRITE = 128 * 1024;
    private static final int SHORTEST_SOCKET_TIMEOUT = 1;

    private final Socket socket;
    private final SocketChannel channel;
    private final boolean encrypted;
    private final InputStream input;
    private final FrameDecoder decoder;
    private final FrameEncoder encoder;

    private byte[] bytes = new byte[RESTING_BUFFER];
    private ByteBuffer buffer = ByteBuffer.wrap(bytes).limit(0);
    private long bytesWritten;

    private MllpSocket(Socket socket, SocketChannel channel, Framing framing, int maxFrameSize) throws IOException {
        this.socket = socket;
        this.channel = channel;
        this.encrypted = socket instanceof SSLSocket;
        this.input = socket.getInputStream();
        this.decoder = new FrameDecoder(framing, maxFrameSize, FrameDecoder.DEFAULT_MAX_STRAY_BYTES);
        this.encoder = new FrameEncoder(framing, maxFrameSize);
    }

    /** Takes over a socket that was accepted; with TLS the handshake is made on first use. */
    public static MllpSocket accepted(Socket socket, Framing framing, int maxFrameSize) throws IOException {
        socket.setTcpNoDelay(true);
        return new MllpSocket(socket, null, framing, maxFrameSize);
    }

    /**
     * Connects to the target, with TLS when it asks for it: then the peer's certificate must carry the target's host.
     *
     * @throws IOException if no connection is made, in time; no socket is left open then
     */
    public static MllpSocket connect(MllpTarget target, TlsContexts tls) throws IOException {
        SSLContext context = target.tlsContext() == null ? null : tls.find(target.tlsContext());
        SocketChannel channel = SocketChannel.open();
        try {
            Socket plain = channel.socket();
            plain.setTcpNoDelay(true);
            plain.setKeepAlive(true);
            if (target.localInterface() != null) {
                plain.bind(new InetSocketAddress(LocalInterface.resolve(target.localInterface()), 0));
            }
            plain.connect(resolve(target), millis(target.connectTimeout()));
            Socket socket = context == null ? plain : encrypt(plain, target, context);
            return new MllpSocket(socket, channel, target.framing(), target.maxFrameSize());
        } catch (IOException | RuntimeException e) {
            closeAfter(e, channel);
            throw e;
        }
    }

    /**
     * Writes one frame, in one write as far as the network takes it.
     *
     * @throws hie.mllp.codec.FrameViolationException if the payload cannot be framed; nothing was written
     */
    public void writeFrame(byte[] payload) throws IOException {
        writeBytes(encoder.encode(payload));
    }

    /** Writes bytes as they are, without a frame. */
    public void writeBytes(byte[] frame) throws IOException {
        if (channel == null || encrypted) {
            bytesWritten += frame.length; // before the write: whoever asks after a failure must hear the worst
            socket.getOutputStream().write(frame);
        } else {
            write(ByteBuffer.wrap(frame));
        }
    }

    /**
     * How many bytes were given to the network so far, at most. For a plain connection that this side opened the number
     * is exact: when it did not grow, a failed write surely sent nothing.
     */
    public long bytesWritten() {
        return bytesWritten;
    }

    /**
     * Reads one frame, whole, within the timeout.
     *
     * @param timeout longest wait for the frame's end; zero waits for ever
     * @return the payload
     * @throws ReadTimeoutException not in time; the connection should be closed
     * @throws EOFException the peer closed the connection
     * @throws hie.mllp.codec.FrameViolationException the peer broke a limit
     */
    public byte[] readFrame(Duration timeout) throws IOException {
        Deadline end = Deadline.in(timeout, Wait.REPLY);
        Optional<byte[]> frame = decoder.decode(buffer);
        while (frame.isEmpty()) {
            fill(end);
            frame = decoder.decode(buffer);
        }
        return frame.get();
    }

    /**
     * Reads one frame, with a limit of its own for each way of waiting.
     *
     * @throws ReadTimeoutException telling which wait ended; the connection should be closed
     * @throws EOFException the peer closed the connection; {@link #isInsideFrame} tells whether properly
     * @throws hie.mllp.codec.FrameViolationException the peer broke a limit
     */
    public byte[] readFrame(ReadTimeouts timeouts) throws IOException {
        Deadline start = Deadline.in(timeouts.frameStart(), Wait.FRAME_START);
        Deadline end = null;
        Optional<byte[]> frame = decoder.decode(buffer);
        while (frame.isEmpty()) {
            if (end == null && decoder.isInsideFrame()) {
                end = Deadline.in(timeouts.frame(), Wait.FRAME);
            }
            Deadline idle = Deadline.in(timeouts.idle(), Wait.IDLE);
            fill((end == null ? start : end).earlierOf(idle));
            frame = decoder.decode(buffer);
        }
        return frame.get();
    }

    /**
     * Drops what waits in the input, without waiting for more: replies that nobody expects any longer. For connections
     * that this side opened.
     *
     * @return how many whole frames were dropped
     * @throws EOFException if the peer has closed the connection
     * @throws IOException if the connection is broken, or a frame has begun and not ended
     */
    public int discardWaiting() throws IOException {
        int dropped = countFrames();
        if (encrypted) {
            dropped += discardEncrypted();
        } else {
            dropped += discardPlain();
        }
        if (decoder.isInsideFrame()) {
            throw new IOException("part of an unexpected frame is waiting in the input");
        }
        return dropped;
    }

    /** Whether the input so far ends within a frame. */
    public boolean isInsideFrame() {
        return decoder.isInsideFrame();
    }

    /** Bytes skipped between frames so far. */
    public long strayBytes() {
        return decoder.strayBytes();
    }

    /** The socket underneath, for its addresses and TLS session. */
    public Socket socket() {
        return socket;
    }

    /** Closes the connection in the usual way; further calls do nothing. */
    @Override
    public void close() throws IOException {
        socket.close();
    }

    /** Closes the connection with a TCP reset, as a crashed peer would. */
    public void reset() throws IOException {
        socket.setSoLinger(true, 0);
        (channel == null ? socket : channel).close();
    }

    private void write(ByteBuffer frame) throws IOException {
        while (frame.hasRemaining()) {
            ByteBuffer piece = frame.slice(frame.position(), Math.min(frame.remaining(), LARGEST_WRITE));
            int written = channel.write(piece);
            bytesWritten += written;
            frame.position(frame.position() + written);
        }
    }

    private void fill(Deadline deadline) throws IOException {
        emptyBuffer();
        socket.setSoTimeout(deadline.socketTimeout());
        int count;
        try {
            count = input.read(bytes);
        } catch (SocketTimeoutException e) {
            ReadTimeoutException timeout = new ReadTimeoutException(deadline.kind());
            timeout.initCause(e);
            throw timeout;
        }
        take(count);
    }

    private void take(int count) throws EOFException {
        if (count < 0) {
            throw new EOFException(
                    decoder.isInsideFrame()
                            ? "connection closed by the peer within a frame, after " + decoder.pendingLength()
                                    + " bytes"
                            : "connection closed by the peer");
        }
        buffer.position(0).limit(count);
    }

    private ByteBuffer emptyBuffer() {
        int wanted = decoder.pendingLength() >= RESTING_BUFFER ? LONG_FRAME_BUFFER : RESTING_BUFFER;
        if (bytes.length != wanted) {
            bytes = new byte[wanted];
            buffer = ByteBuffer.wrap(bytes);
        }
        buffer.position(0).limit(0);
        return buffer;
    }

    private int discardPlain() throws IOException {
        int dropped = 0;
        channel.configureBlocking(false);
        try {
            int count = channel.read(emptyBuffer().clear());
            while (count != 0) {
                take(count);
                dropped += countFrames();
                count = channel.read(emptyBuffer().clear());
            }
            take(0);
        } finally {
            channel.configureBlocking(true);
        }
        return dropped;
    }

    /** Encrypted records cannot be peeked at: only when bytes wait does a read with the shortest timeout look. */
    private int discardEncrypted() throws IOException {
        int dropped = 0;
        try {
            while (input.available() > 0 || channel.socket().getInputStream().available() > 0) {
                socket.setSoTimeout(SHORTEST_SOCKET_TIMEOUT);
                emptyBuffer();
                take(input.read(bytes));
                dropped += countFrames();
            }
        } catch (SocketTimeoutException e) {
            return dropped; // what waited was no application data
        }
        return dropped;
    }

    private int countFrames() throws IOException {
        int frames = 0;
        while (decoder.decode(buffer).isPresent()) {
            frames++;
        }
        return frames;
    }

    private static InetSocketAddress resolve(MllpTarget target) throws UnknownHostException {
        InetSocketAddress address = new InetSocketAddress(target.host(), target.port());
        if (address.isUnresolved()) {
            throw new UnknownHostException("host '" + target.host() + "' is unknown");
        }
        return address;
    }

    private static SSLSocket encrypt(Socket plain, MllpTarget target, SSLContext context) throws IOException {
        SSLSocket socket =
                (SSLSocket) context.getSocketFactory().createSocket(plain, target.host(), target.port(), true);
        SSLParameters parameters = socket.getSSLParameters();
        parameters.setEndpointIdentificationAlgorithm("HTTPS");
        socket.setSSLParameters(parameters);
        socket.setSoTimeout(millis(target.connectTimeout()));
        socket.startHandshake();
        return socket;
    }

    /** At least 1, for sockets take 0 for "wait for ever". */
    private static int millis(Duration timeout) {
        return Math.clamp(timeout.toMillis(), 1, Integer.MAX_VALUE);
    }

    private static void closeAfter(Exception failure, Closeable resource) {
        try {
            resource.close();
        } catch (IOException e) {
            failure.addSuppressed(e);
        }
    }
}
