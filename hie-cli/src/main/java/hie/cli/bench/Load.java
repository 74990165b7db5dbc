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

/** Sends messages over a number of connections; each waits for its acknowledgement before its next message. */
final class Load {

    /** Longest wait for one acknowledgement, in milliseconds. */
    private static final int ACK_TIMEOUT = 60_000;

    private static final Duration DRAIN = Duration.ofSeconds(60);
    /** How long the sink goes on watching for duplicates after all has arrived. */
    private static final Duration AFTERMATH = Duration.ofMillis(300);

    private final int port;
    private final int connections;
    private final Ledger ledger;
    private volatile boolean stopped;

    Load(int port, int connections, Ledger ledger) {
        this.port = port;
        this.connections = connections;
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
            List<Future<?>> running = new ArrayList<>();
            for (int connection = 0; connection < connections; connection++) {
                int number = connection;
                running.add(senders.submit(() -> {
                    send(number, connected);
                    return null;
                }));
            }
            Thread.sleep(warmUp);
            ledger.startMeasuring(Clock.nanos());
            Thread.sleep(measured);
            ledger.stopMeasuring(Clock.nanos());
            stopped = true;
            for (Future<?> sender : running) {
                finish(sender);
            }
        }
        long deadline = Clock.nanos() + DRAIN.toNanos();
        while (!ledger.drained() && Clock.nanos() < deadline) {
            Thread.sleep(20);
        }
        Thread.sleep(AFTERMATH);
        return ledger.outcome();
    }

    private static void finish(Future<?> sender) throws InterruptedException {
        try {
            sender.get();
        } catch (ExecutionException e) {
            throw new CliException(
                    "A connection to the engine failed: " + e.getCause().getMessage(), e.getCause());
        }
    }

    private void send(int connection, CountDownLatch connected) throws IOException, InterruptedException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setTcpNoDelay(true);
            socket.setSoTimeout(ACK_TIMEOUT);
            connected.countDown();
            connected.await();
            BenchMessage message = new BenchMessage(connection);
            InputStream in = socket.getInputStream();
            OutputStream out = socket.getOutputStream();
            byte[] reply = new byte[8192];
            for (int sequence = 0; !stopped; sequence++) {
                MessageId id = new MessageId(connection, ledger.run(), sequence);
                long sentAt = Clock.nanos();
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
