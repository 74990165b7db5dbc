package hie.cli.faults;

import hie.cli.faults.History.What;
import hie.cli.mllp.MllpFrames;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/**
 * A sender as hospitals have them: one message at a time, the next only after AA; after a refusal or a lost connection the same
 * message again, until it is acknowledged. Runs on a thread of its own from {@link #start} until {@link #askToStop}.
 */
final class Sender {

    private static final int REPLY_MILLIS = 60_000;
    private static final int CONNECT_MILLIS = 5_000;
    private static final long AGAIN_NANOS = Duration.ofMillis(100).toNanos();

    private final int trial;
    private final int key;
    private final int port;
    private final long paceNanos;
    private final History history;
    private final Thread thread;
    private volatile boolean stopping;
    private Socket socket;
    private InputStream in;

    /** @param pace how long it rests between an acknowledgement and the next message */
    Sender(int trial, int key, int port, Duration pace, History history) {
        this.trial = trial;
        this.key = key;
        this.port = port;
        this.paceNanos = pace.toNanos();
        this.history = history;
        this.thread = Thread.ofVirtual().name("sender-" + key).unstarted(this::run);
    }

    void start() {
        thread.start();
    }

    /** Has it end when the message at hand is acknowledged. */
    void askToStop() {
        stopping = true;
    }

    /** Waits for that; {@code false} when the message is still not acknowledged after so long. It then goes on trying. */
    boolean awaitEnd(Duration limit) throws InterruptedException {
        return thread.join(limit);
    }

    private void run() {
        for (int number = 1; !stopping; number++) {
            sendUntilAccepted(new TestMessage(trial, key, number));
            LockSupport.parkNanos(paceNanos);
        }
        disconnect();
    }

    private void sendUntilAccepted(TestMessage message) {
        while (!isAccepted(message)) {
            LockSupport.parkNanos(AGAIN_NANOS);
        }
    }

    private boolean isAccepted(TestMessage message) {
        byte[] content = message.content();
        try {
            connect();
            history.add(What.SENT, message, TestMessage.digest(content));
            socket.getOutputStream().write(MllpFrames.of(content).getFirst());
            String reply = new String(MllpFrames.read(in), StandardCharsets.ISO_8859_1);
            boolean accepted = reply.contains("MSA|AA|" + message.controlId());
            history.add(accepted ? What.ACKNOWLEDGED : What.REFUSED, message, 0);
            return accepted;
        } catch (IOException lost) {
            disconnect();
            return false;
        }
    }

    private void connect() throws IOException {
        if (socket == null) {
            Socket fresh = new Socket();
            fresh.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), CONNECT_MILLIS);
            fresh.setTcpNoDelay(true);
            fresh.setSoTimeout(REPLY_MILLIS);
            socket = fresh;
            in = new BufferedInputStream(fresh.getInputStream());
        }
    }

    private void disconnect() {
        if (socket != null) {
            try {
                socket.close();
            } catch (IOException alreadyGone) {
                // nobody is there to be told
            }
            socket = null;
        }
    }
}
