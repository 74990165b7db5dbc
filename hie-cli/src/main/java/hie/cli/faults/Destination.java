package hie.cli.faults;

import hie.cli.CliException;
import hie.cli.faults.History.What;
import hie.cli.mllp.MllpFrames;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Where the engine delivers to. It notes every message it has read, whatever it then answers, and misbehaves on request. One
 * virtual thread a connection.
 */
final class Destination implements AutoCloseable {

    private static final int BACKLOG = 64;

    private final Set<Socket> connections = ConcurrentHashMap.newKeySet();
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final int port;
    private volatile ServerSocket listener;
    private volatile Behaviour behaviour = Behaviour.ANSWERS;
    private volatile History history = new History();
    private boolean hung;

    Destination() throws IOException {
        ServerSocket first = new ServerSocket(0, BACKLOG, InetAddress.getLoopbackAddress());
        port = first.getLocalPort();
        listen(first);
    }

    int port() {
        return port;
    }

    /** From now on deliveries are noted there. */
    void tell(History next) {
        history = next;
    }

    /** From now on it answers like this. */
    void behave(Behaviour next) {
        behaviour = next;
    }

    /** From now on it neither reads nor answers, though its machine still takes connections and fills its buffers. */
    void hang() {
        lock.lock();
        try {
            hung = true;
        } finally {
            lock.unlock();
        }
    }

    /** Reads and answers again. */
    void wake() {
        lock.lock();
        try {
            hung = false;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Nobody listens any more, and all connections end. */
    void vanish() throws IOException {
        listener.close();
        for (Socket connection : connections) {
            connection.close();
        }
    }

    /** Listens again, on the same port. */
    void returnHome() throws IOException {
        ServerSocket again = new ServerSocket();
        again.setReuseAddress(true);
        again.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), BACKLOG);
        listen(again);
    }

    @Override
    public void close() throws IOException {
        wake();
        vanish();
    }

    private void listen(ServerSocket socket) {
        listener = socket;
        Thread.ofVirtual().name("destination-accept").start(() -> accept(socket));
    }

    private void accept(ServerSocket socket) {
        while (!socket.isClosed()) {
            try {
                Socket connection = socket.accept();
                connections.add(connection);
                Thread.ofVirtual().name("destination").start(() -> serve(connection));
            } catch (IOException e) {
                if (!socket.isClosed()) {
                    throw new CliException("The suite's destination cannot listen: " + e.getMessage(), e);
                }
            }
        }
    }

    private void serve(Socket connection) {
        try (connection) {
            connection.setTcpNoDelay(true);
            InputStream in = new BufferedInputStream(connection.getInputStream());
            while (true) {
                awaitWake();
                take(connection, MllpFrames.read(in));
            }
        } catch (IOException ended) {
            // The engine went away, or this destination did; what was not delivered shows in the history.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            connections.remove(connection);
        }
    }

    private void take(Socket connection, byte[] content) throws IOException, InterruptedException {
        TestMessage.ofContent(content)
                .ifPresent(message -> history.add(What.DELIVERED, message, TestMessage.digest(content)));
        behaviour.answer(connection, TestMessage.controlId(content));
    }

    private void awaitWake() throws InterruptedException {
        lock.lock();
        try {
            while (hung) {
                changed.await();
            }
        } finally {
            lock.unlock();
        }
    }
}
