package hie.cli.bench;

import hie.cli.CliException;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * Sends messages over a number of connections; each waits for its acknowledgement before its next message. With a rate, each
 * message has its time; one that has to wait for the acknowledgement before it is late, and its latencies count from its time.
 */
final class Load {

    /** Longest wait for one acknowledgement, in milliseconds. */
    private static final int ACK_TIMEOUT = 60_000;

    private static final Duration DRAIN = Duration.ofSeconds(60);
    /** How long the sink goes on watching for duplicates after all has arrived. */
    private static final Duration AFTERMATH = Duration.ofMillis(300);

    private static final long LONGEST_REST_NANOS = Duration.ofMillis(20).toNanos();

    private final int port;
    private final int connections;
    private final Traffic traffic;
    private final Ledger ledger;
    private volatile boolean stopped;

    /**
     * What is sent.
     *
     * @param size bytes of a message
     * @param rate messages a second over all connections; 0 for as many as are acknowledged
     */
    record Traffic(int size, int rate) {

        static final Traffic USUAL = new Traffic(BenchMessage.USUAL_SIZE, 0);

        /** Nanoseconds between two messages of one of so many connections; 0 for none. */
        long interval(int connections) {
            return rate == 0 ? 0 : connections * TimeUnit.SECONDS.toNanos(1) / rate;
        }
    }

    Load(int port, int connections, Traffic traffic, Ledger ledger) {
        this.port = port;
        this.connections = connections;
        this.traffic = traffic;
        this.ledger = ledger;
    }

    /**
     * Warms up, measures, stops sending and waits until everything acknowledged has arrived, at most 60 s.
     *
     * @throws CliException when a connection fails or an acknowledgement is not there within 60 s
     */
    Ledger.Outcome run(Duration warmUp, Duration measured) throws InterruptedException {
        CountDownLatch connected = new CountDownLatch(connections);
        try (ExecutorService senders = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<?>> running = start(senders, Integer.MAX_VALUE, connected);
            Thread.sleep(warmUp);
            ledger.startMeasuring(Clock.nanos());
            Thread.sleep(measured);
            ledger.stopMeasuring(Clock.nanos());
            stopped = true;
            for (Future<?> sender : running) {
                finish(sender);
            }
        }
        awaitDrained(DRAIN);
        Thread.sleep(AFTERMATH);
        return ledger.outcome();
    }

    /**
     * Sends a number of messages, evenly over the connections, and returns when all are acknowledged.
     *
     * @throws CliException as {@link #run}
     */
    void send(int number) throws InterruptedException {
        try (ExecutorService senders = Executors.newVirtualThreadPerTaskExecutor()) {
            for (Future<?> sender : start(senders, number / connections, new CountDownLatch(connections))) {
                finish(sender);
            }
        }
    }

    /** Waits until everything acknowledged has arrived, at most so long. */
    void awaitDrained(Duration most) throws InterruptedException {
        long deadline = Clock.nanos() + most.toNanos();
        while (!ledger.drained() && Clock.nanos() < deadline) {
            Thread.sleep(20);
        }
    }

    private List<Future<?>> start(ExecutorService senders, int mostEach, CountDownLatch connected) {
        List<Future<?>> running = new ArrayList<>();
        for (int connection = 0; connection < connections; connection++) {
            int number = connection;
            running.add(senders.submit(() -> {
                send(number, mostEach, connected);
                return null;
            }));
        }
        return running;
    }

    private static void finish(Future<?> sender) throws InterruptedException {
        try {
            sender.get();
        } catch (ExecutionException e) {
            throw new CliException(
                    "A connection to the engine failed: " + e.getCause().getMessage(), e.getCause());
        }
    }

    private void send(int connection, int most, CountDownLatch connected) throws IOException, InterruptedException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setTcpNoDelay(true);
            socket.setSoTimeout(ACK_TIMEOUT);
            connected.countDown();
            connected.await();
            BenchMessage message = new BenchMessage(connection, traffic.size());
            InputStream in = socket.getInputStream();
            OutputStream out = socket.getOutputStream();
            byte[] reply = new byte[8192];
            long interval = traffic.interval(connections);
            long first = Clock.nanos() + interval * connection / connections;
            for (int sequence = 0; sequence < most && !stopped; sequence++) {
                long sentAt = interval == 0 ? Clock.nanos() : first + interval * sequence;
                if (!isTime(sentAt)) {
                    return;
                }
                MessageId id = new MessageId(connection, ledger.run(), sequence);
                out.write(message.stamped(id, sentAt));
                int length = read(in, reply);
                if (isAccepted(reply, length)) {
                    ledger.acknowledged(id, sentAt, Clock.nanos());
                } else {
                    ledger.refused(id);
                }
            }
        }
    }

    /** Waits for a time; {@code false} when the load has stopped before. */
    private boolean isTime(long time) {
        for (long left = time - Clock.nanos(); left > 0; left = time - Clock.nanos()) {
            if (stopped) {
                return false;
            }
            LockSupport.parkNanos(Math.min(left, LONGEST_REST_NANOS));
        }
        return true;
    }

    /** Reads one block and returns its length. */
    private static int read(InputStream in, byte[] buffer) throws IOException {
        int filled = 0;
        while (filled < 2 || buffer[filled - 2] != 0x1C || buffer[filled - 1] != '\r') {
            int read = in.read(buffer, filled, buffer.length - filled);
            if (read < 0) {
                throw new EOFException("it closed the connection instead of acknowledging");
            }
            if (read == 0) {
                throw new IOException("its acknowledgement is longer than " + buffer.length + " bytes");
            }
            filled += read;
        }
        return filled;
    }

    private static boolean isAccepted(byte[] reply, int length) {
        for (int i = 0; i + 5 < length; i++) {
            if (reply[i] == 'M' && reply[i + 1] == 'S' && reply[i + 2] == 'A') {
                return (reply[i + 4] == 'A' || reply[i + 4] == 'C') && reply[i + 5] == 'A';
            }
        }
        return false;
    }
}
