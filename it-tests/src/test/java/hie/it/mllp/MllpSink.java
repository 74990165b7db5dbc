package hie.it.mllp;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;

/**
 * A destination that outlives the engine's crashes: takes every message, remembers them in the order they came, and acknowledges
 * each with AA, or with another code when it is told to. One virtual thread a connection.
 */
public final class MllpSink implements AutoCloseable {

    private static final int FIELD_CONTROL_ID = 9;

    private final ServerSocket listener;
    private final Set<Socket> connections = ConcurrentHashMap.newKeySet();
    private final ReentrantLock order = new ReentrantLock();
    private final List<byte[]> arrived = new ArrayList<>();
    private final List<IOException> failures = new CopyOnWriteArrayList<>();
    private final AtomicLong acknowledgements = new AtomicLong();

    private final AtomicInteger inHand = new AtomicInteger();
    private final AtomicInteger mostInHand = new AtomicInteger();

    private volatile CountDownLatch gate = new CountDownLatch(0);
    private volatile String code = "AA";
    private volatile String refused;

    private MllpSink(ServerSocket listener) {
        this.listener = listener;
    }

    /** Listens on a free port of this machine. */
    public static MllpSink open() throws IOException {
        MllpSink sink = new MllpSink(new ServerSocket(0, 200, InetAddress.getLoopbackAddress()));
        Thread.ofVirtual().start(sink::accept);
        return sink;
    }

    /** From now on acknowledges with this code. */
    public void answer(String newCode) {
        code = newCode;
    }

    /** From now on acknowledges the message of this control id with AE; {@code null} for none. */
    public void refuse(String controlId) {
        refused = controlId;
    }

    /** From now on answers nobody, until {@link #goOn}. */
    public void hold() {
        gate = new CountDownLatch(1);
    }

    /** Answers all who wait, and everybody from now on. */
    public void goOn() {
        gate.countDown();
    }

    /** How many messages wait for their answers now. */
    public int inHand() {
        return inHand.get();
    }

    /** How many messages have waited for their answers at the same time, at most. */
    public int mostAtATime() {
        return mostInHand.get();
    }

    /** The port it listens on. */
    public int port() {
        return listener.getLocalPort();
    }

    /** Everything that arrived until now, in the order of arrival, repeated ones included. */
    public List<byte[]> arrived() {
        order.lock();
        try {
            return List.copyOf(arrived);
        } finally {
            order.unlock();
        }
    }

    private void accept() {
        while (!listener.isClosed()) {
            try {
                Socket socket = listener.accept();
                connections.add(socket);
                Thread.ofVirtual().start(() -> serve(socket));
            } catch (IOException e) {
                if (!listener.isClosed()) {
                    failures.add(e);
                }
            }
        }
    }

    private void serve(Socket socket) {
        try (socket) {
            socket.setTcpNoDelay(true);
            BufferedInputStream in = new BufferedInputStream(socket.getInputStream());
            OutputStream out = socket.getOutputStream();
            for (byte[] message = Frames.read(in); message != null; message = Frames.read(in)) {
                remember(message);
                awaitGate();
                out.write(Frames.framed(acknowledgement(message)));
                out.flush();
            }
        } catch (IOException cutByAKill) {
            failures.add(cutByAKill);
        } finally {
            connections.remove(socket);
        }
    }

    private void awaitGate() {
        mostInHand.accumulateAndGet(inHand.incrementAndGet(), Math::max);
        try {
            gate.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            inHand.decrementAndGet();
        }
    }

    private void remember(byte[] message) {
        order.lock();
        try {
            arrived.add(message);
        } finally {
            order.unlock();
        }
    }

    private byte[] acknowledgement(byte[] message) {
        String header = new String(message, StandardCharsets.ISO_8859_1).split("\r", 2)[0];
        String controlId = header.split("\\|", -1)[FIELD_CONTROL_ID];
        return ("MSH|^~\\&|SINK|IT|HIE|HIE|20260101000000||ACK|S" + acknowledgements.incrementAndGet()
                        + "|P|2.5.1\rMSA|" + (controlId.equals(refused) ? "AE" : code) + "|" + controlId + "\r")
                .getBytes(StandardCharsets.ISO_8859_1);
    }

    /** Connections that ended in the middle of something; a killed engine leaves some. */
    public int brokenConnections() {
        return failures.size();
    }

    @Override
    public void close() throws IOException {
        goOn();
        listener.close();
        for (Socket socket : connections) {
            socket.close();
        }
    }
}
