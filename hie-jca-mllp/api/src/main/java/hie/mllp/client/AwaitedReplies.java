package hie.mllp.client;

import hie.mllp.Hl7Header;
import hie.mllp.MllpConnectionLostException;
import hie.mllp.MllpException;
import hie.mllp.MllpFrameException;
import hie.mllp.MllpTarget;
import hie.mllp.MllpTimeoutException;
import hie.mllp.codec.FrameViolationException;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;

/**
 * The replies that are awaited on one connection, in the order of their messages. A virtual thread reads them while there are
 * any, and ends with the last. Safe for the sending and the reading thread.
 */
final class AwaitedReplies {

    private final MllpTarget target;
    private final Consumer<MllpSocket> disconnect;
    private final Runnable dropped;
    private final ReentrantLock lock = new ReentrantLock();
    private final Deque<Awaited> awaited = new ArrayDeque<>();
    private boolean isReading;
    private long firstSince;

    /** One reply that is to come. */
    static final class Awaited {

        private final Optional<String> controlId;
        private final CompletableFuture<byte[]> reply = new CompletableFuture<>();
        private long sentAt = System.nanoTime();

        Awaited(byte[] message) {
            this.controlId = Hl7Header.of(message).flatMap(Hl7Header::controlId);
        }

        CompletableFuture<byte[]> reply() {
            return reply;
        }

        private boolean isAnsweredBy(String acknowledged) {
            return controlId.isEmpty() || controlId.get().equals(acknowledged);
        }
    }

    /**
     * None so far.
     *
     * @param disconnect closes a socket that is in doubt
     * @param dropped is told of each reply to none of the messages
     */
    AwaitedReplies(MllpTarget target, Consumer<MllpSocket> disconnect, Runnable dropped) {
        this.target = target;
        this.disconnect = disconnect;
        this.dropped = dropped;
    }

    /** Whether nobody waits and nobody reads. */
    boolean isIdle() {
        lock.lock();
        try {
            return !isReading && awaited.isEmpty();
        } finally {
            lock.unlock();
        }
    }

    /** A message is about to be sent. */
    void add(Awaited reply) {
        lock.lock();
        try {
            awaited.add(reply);
        } finally {
            lock.unlock();
        }
    }

    /** The message was not sent after all. */
    void remove(Awaited reply) {
        lock.lock();
        try {
            awaited.remove(reply);
        } finally {
            lock.unlock();
        }
    }

    /** The message was sent: its reply is read from the socket. */
    void sent(Awaited reply, MllpSocket socket) {
        lock.lock();
        try {
            reply.sentAt = System.nanoTime();
            if (!isReading && awaited.contains(reply)) {
                isReading = true;
                Thread.ofVirtual().name("hie-mllp-replies-" + target.name()).start(() -> read(socket));
            }
        } finally {
            lock.unlock();
        }
    }

    private void read(MllpSocket socket) {
        try {
            for (Duration left = timeForFirst(); left != null; left = timeForFirst()) {
                take(socket.readFrame(left));
            }
        } catch (IOException | RuntimeException e) {
            disconnect.accept(socket);
            fail(e);
        }
    }

    /** How long the first reply may still take; {@code null} when none is awaited, and reading ends. */
    private Duration timeForFirst() throws ReadTimeoutException {
        lock.lock();
        try {
            Awaited first = awaited.peekFirst();
            if (first == null) {
                isReading = false;
                return null;
            }
            long now = System.nanoTime();
            long waited = Math.min(now - first.sentAt, firstSince == 0 ? Long.MAX_VALUE : now - firstSince);
            Duration left = target.responseTimeout().minusNanos(waited);
            if (!left.isPositive()) {
                throw new ReadTimeoutException(ReadTimeoutException.Wait.REPLY);
            }
            return left;
        } finally {
            lock.unlock();
        }
    }

    private void take(byte[] reply) {
        String acknowledged =
                Hl7Header.of(reply).flatMap(Hl7Header::acknowledgedControlId).orElse("");
        Awaited answered = answeredBy(acknowledged);
        if (answered == null) {
            dropped.run();
        } else {
            answered.reply.complete(reply);
        }
    }

    private Awaited answeredBy(String acknowledged) {
        lock.lock();
        try {
            for (Iterator<Awaited> all = awaited.iterator(); all.hasNext(); ) {
                Awaited next = all.next();
                if (next.isAnsweredBy(acknowledged)) {
                    if (next == awaited.peekFirst()) {
                        firstSince = System.nanoTime();
                    }
                    all.remove();
                    return next;
                }
            }
            return null;
        } finally {
            lock.unlock();
        }
    }

    private void fail(Exception cause) {
        List<Awaited> all;
        lock.lock();
        try {
            all = new ArrayList<>(awaited);
            awaited.clear();
            isReading = false;
        } finally {
            lock.unlock();
        }
        MllpException failure = failure(cause);
        for (Awaited next : all) {
            next.reply.completeExceptionally(failure);
            failure = new MllpConnectionLostException(target, true, cause);
        }
    }

    /** What the first reply fails with. */
    private MllpException failure(Exception cause) {
        if (cause instanceof ReadTimeoutException) {
            MllpException timeout = new MllpTimeoutException(target);
            timeout.initCause(cause);
            return timeout;
        }
        return cause instanceof FrameViolationException violation
                ? new MllpFrameException(target, true, violation)
                : new MllpConnectionLostException(target, true, cause);
    }
}
