package hie.it;

import hie.it.mllp.Ack;
import hie.it.mllp.MllpPeer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/**
 * A sender as hospitals have them: one message at a time, the next only after AA, and after a lost connection the same message
 * again until it is acknowledged. Runs on a thread of its own from {@link #start} to {@link #stop}.
 */
final class StubbornSender {

    private static final Duration REPLY = Duration.ofSeconds(30);
    private static final long PACE_NANOS = Duration.ofMillis(3).toNanos();
    private static final long RECONNECT_NANOS = Duration.ofMillis(100).toNanos();

    private final int number;
    private final int port;
    private final Queue<String> acknowledged = new ConcurrentLinkedQueue<>();
    private final AtomicInteger count = new AtomicInteger();
    private final AtomicInteger sentAgain = new AtomicInteger();
    private final Thread thread;
    private volatile boolean stopping;

    /** @param number becomes the patient, the order key, and part of each control id */
    StubbornSender(int number, int port) {
        this.number = number;
        this.port = port;
        this.thread = Thread.ofPlatform().name("sender-" + number).unstarted(this::run);
    }

    void start() {
        thread.start();
    }

    /** Finishes the message at hand, and returns when it is acknowledged. */
    void stop() {
        stopping = true;
        try {
            if (!thread.join(Duration.ofMinutes(2))) {
                throw new IllegalStateException(
                        "sender " + number + " still waits for the acknowledgement of its last message");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** The control ids that were answered with AA, in order. */
    List<String> acknowledged() {
        return List.copyOf(acknowledged);
    }

    int acknowledgedSoFar() {
        return count.get();
    }

    /** How often a message had to be sent once more. */
    int sentAgain() {
        return sentAgain.get();
    }

    static int senderOf(String controlId) {
        return Integer.parseInt(controlId.substring(1, controlId.indexOf('N')));
    }

    static int sequenceOf(String controlId) {
        return Integer.parseInt(controlId.substring(controlId.indexOf('N') + 1));
    }

    private void run() {
        MllpPeer peer = null;
        int sequence = 1;
        boolean pending = false;
        while (!stopping || pending) {
            try {
                if (peer == null) {
                    peer = MllpPeer.connect(port, REPLY);
                }
                String controlId = "S" + number + "N" + sequence;
                pending = true;
                if (isAccepted(peer, controlId)) {
                    pending = false;
                    acknowledged.add(controlId);
                    count.incrementAndGet();
                    sequence++;
                    LockSupport.parkNanos(PACE_NANOS);
                } else {
                    sentAgain.incrementAndGet();
                    LockSupport.parkNanos(RECONNECT_NANOS);
                }
            } catch (IOException lost) {
                sentAgain.incrementAndGet();
                closeQuietly(peer);
                peer = null;
                LockSupport.parkNanos(RECONNECT_NANOS);
            }
        }
        closeQuietly(peer);
    }

    private boolean isAccepted(MllpPeer peer, String controlId) throws IOException {
        Ack ack = Ack.of(peer.exchange(message(controlId)));
        if (ack.isAccept() && !ack.controlId().equals(controlId)) {
            throw new IOException("acknowledgement of " + ack.controlId() + " where " + controlId + " was sent");
        }
        return ack.isAccept();
    }

    private byte[] message(String controlId) {
        return ("MSH|^~\\&|IT|IT|HIE|HIE|20260101000000||ADT^A08|" + controlId
                        + "|P|2.5.1\rEVN|A08|20260101000000\rPID|1||P" + number + "^^^IT||TEST^" + controlId + "\r")
                .getBytes(StandardCharsets.ISO_8859_1);
    }

    private static void closeQuietly(MllpPeer peer) {
        if (peer != null) {
            try {
                peer.close();
            } catch (IOException alreadyGone) {
                // nobody is there to be told
            }
        }
    }
}
