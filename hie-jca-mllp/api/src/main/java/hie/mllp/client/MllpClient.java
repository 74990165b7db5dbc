package hie.mllp.client;

import hie.mllp.Hl7Header;
import hie.mllp.MllpConnectException;
import hie.mllp.MllpConnection;
import hie.mllp.MllpConnectionLostException;
import hie.mllp.MllpException;
import hie.mllp.MllpFrameException;
import hie.mllp.MllpReplyMismatchException;
import hie.mllp.MllpTarget;
import hie.mllp.MllpTimeoutException;
import hie.mllp.codec.FrameViolationException;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Delivers messages to one target over one socket, which it opens on first use and opens again after a failure.
 *
 * <p>Exchanges follow one another; a second thread waits. {@link #close} may be called at any time and ends a running
 * exchange. A connection that the peer has closed meanwhile is noticed before anything is written and replaced.
 */
public final class MllpClient implements MllpConnection {

    private static final int MISMATCHES_REPORTED = 10;

    private final MllpTarget target;
    private final TlsContexts tls;
    private final ConnectBackoff backoff;
    private final ReentrantLock inUse = new ReentrantLock();
    private final AtomicLong droppedReplies = new AtomicLong();
    private final AwaitedReplies replies;

    private volatile MllpSocket socket;
    private volatile boolean closed;
    private volatile long lastUsed = System.nanoTime();
    private volatile Instant peerCertificateEnd;

    /** @param backoff shared by all clients of the same target */
    public MllpClient(MllpTarget target, TlsContexts tls, ConnectBackoff backoff) {
        this.target = target;
        this.tls = tls;
        this.backoff = backoff;
        this.replies = new AwaitedReplies(target, this::disconnect, droppedReplies::incrementAndGet);
    }

    /** A client of its own for a plain target. */
    public static MllpClient to(MllpTarget target) {
        return new MllpClient(target, TlsContexts.none(), new ConnectBackoff());
    }

    @Override
    public byte[] exchange(byte[] message) throws MllpException {
        inUse.lock();
        try {
            deliver(message);
            return awaitReply(message, target.responseTimeout());
        } catch (MllpException e) {
            disconnectAfter(e);
            throw e;
        } finally {
            used();
        }
    }

    @Override
    public byte[] awaitFurtherReply(byte[] message, Duration timeout) throws MllpException {
        inUse.lock();
        try {
            return awaitReply(message, timeout);
        } catch (MllpException e) {
            disconnectAfter(e);
            throw e;
        } finally {
            used();
        }
    }

    @Override
    public CompletableFuture<byte[]> submit(byte[] message) throws MllpException {
        inUse.lock();
        try {
            AwaitedReplies.Awaited reply = new AwaitedReplies.Awaited(message);
            if (replies.isIdle()) {
                deliver(message);
                replies.add(reply);
                replies.sent(reply, current());
            } else {
                deliverBehind(message, reply);
            }
            return reply.reply();
        } catch (MllpException e) {
            disconnectAfter(e);
            throw e;
        } finally {
            used();
        }
    }

    /**
     * While replies are awaited, nothing can be done about a broken connection but to tell. One that breaks behind the message, which the
     * reader of replies may find out first, is told as the reply's failure.
     */
    private void deliverBehind(byte[] message, AwaitedReplies.Awaited reply) throws MllpException {
        MllpSocket open = current();
        replies.add(reply);
        try {
            write(open, message, true);
        } catch (MllpException e) {
            replies.remove(reply);
            throw e;
        }
        replies.sent(reply, open);
    }

    @Override
    public void send(byte[] message) throws MllpException {
        inUse.lock();
        try {
            deliver(message);
        } catch (MllpException e) {
            disconnectAfter(e);
            throw e;
        } finally {
            used();
        }
    }

    @Override
    public Optional<Instant> peerCertificateEnd() {
        return Optional.ofNullable(peerCertificateEnd);
    }

    @Override
    public boolean isUsable() {
        return !closed;
    }

    @Override
    public void close() {
        closed = true;
        disconnect();
    }

    public MllpTarget target() {
        return target;
    }

    /** Whether a socket is open, as far as this side knows. */
    public boolean isConnected() {
        return socket != null;
    }

    /** Replies that came without being awaited any longer, and were dropped. */
    public long droppedReplies() {
        return droppedReplies.get();
    }

    /** How long ago the last message was tried, or since it was made; zero while in use. */
    public Duration idleFor() {
        return inUse.isLocked() || !replies.isIdle() ? Duration.ZERO : Duration.ofNanos(System.nanoTime() - lastUsed);
    }

    /**
     * Closes the socket if nobody uses it just now and it has been idle for so long; the next use connects again.
     *
     * @return whether a socket was closed
     */
    public boolean disconnectIfIdle(Duration idle) {
        if (!inUse.tryLock()) {
            return false;
        }
        try {
            boolean due = socket != null && replies.isIdle() && System.nanoTime() - lastUsed >= idle.toNanos();
            if (due) {
                disconnect();
            }
            return due;
        } finally {
            inUse.unlock();
        }
    }

    private void used() {
        lastUsed = System.nanoTime();
        inUse.unlock();
    }

    /** Writes the message; again on a new connection if the old one took no byte of it. */
    private void deliver(byte[] message) throws MllpException {
        if (!replies.isIdle()) {
            throw new MllpException(
                    "Connection to " + target.label() + " waits for replies to messages before this one");
        }
        boolean reused = reuseOrConnect();
        if (!write(current(), message, !reused)) {
            disconnect();
            connect();
            write(current(), message, true);
        }
    }

    /** @return whether the message was written; false only if no byte was and {@code last} is not set */
    private boolean write(MllpSocket open, byte[] message, boolean last) throws MllpException {
        long before = open.bytesWritten();
        try {
            open.writeFrame(message);
            return true;
        } catch (FrameViolationException e) {
            throw new MllpFrameException(target, false, e);
        } catch (IOException e) {
            boolean written = open.bytesWritten() != before;
            if (!written && !last) {
                return false;
            }
            throw new MllpConnectionLostException(target, written, e);
        }
    }

    private byte[] awaitReply(byte[] message, Duration timeout) throws MllpException {
        Optional<String> expected = Hl7Header.of(message).flatMap(Hl7Header::controlId);
        long start = System.nanoTime();
        List<String> others = new ArrayList<>();
        byte[] lastOther = null;
        try {
            while (true) {
                byte[] reply = current().readFrame(remaining(start, timeout));
                String acknowledged = Hl7Header.of(reply)
                        .flatMap(Hl7Header::acknowledgedControlId)
                        .orElse("");
                if (expected.isEmpty() || expected.get().equals(acknowledged)) {
                    return reply;
                }
                droppedReplies.incrementAndGet();
                lastOther = reply;
                if (others.size() < MISMATCHES_REPORTED) {
                    others.add(acknowledged);
                }
            }
        } catch (ReadTimeoutException e) {
            MllpException failure = others.isEmpty()
                    ? new MllpTimeoutException(target, timeout)
                    : new MllpReplyMismatchException(target, expected.orElse(""), others, lastOther);
            failure.initCause(e);
            throw failure;
        } catch (FrameViolationException e) {
            throw new MllpFrameException(target, true, e);
        } catch (IOException e) {
            throw new MllpConnectionLostException(target, true, e);
        }
    }

    private static Duration remaining(long start, Duration timeout) throws ReadTimeoutException {
        Duration remaining = timeout.minusNanos(System.nanoTime() - start);
        if (!remaining.isPositive()) {
            throw new ReadTimeoutException(ReadTimeoutException.Wait.REPLY);
        }
        return remaining;
    }

    /** @return whether the socket had been open before */
    private boolean reuseOrConnect() throws MllpException {
        MllpSocket open = socket;
        if (open != null) {
            try {
                droppedReplies.addAndGet(open.discardWaiting());
                return true;
            } catch (IOException e) {
                disconnect(); // closed or unclean: nothing was sent yet, so a new connection loses nothing
            }
        }
        connect();
        return false;
    }

    private void connect() throws MllpException {
        if (closed) {
            throw new MllpException("Connection to " + target.label() + " is closed");
        }
        try {
            MllpSocket connected = MllpSocket.connect(target, tls);
            peerCertificateEnd =
                    PeerCertificates.earliestEnd(connected.socket()).orElse(null);
            socket = connected;
            backoff.reset();
        } catch (IOException e) {
            throw new MllpConnectException(target, backoff.afterFailure(), e);
        }
        if (closed) {
            disconnect();
        }
    }

    private MllpSocket current() throws MllpException {
        MllpSocket current = socket;
        if (current == null) {
            throw new MllpException("Connection to " + target.label() + " was closed meanwhile");
        }
        return current;
    }

    /** A socket is in doubt after every failure but one: a message that cannot be framed was never sent. */
    private void disconnectAfter(MllpException failure) {
        if (!(failure instanceof MllpFrameException frame) || frame.sent()) {
            disconnect();
        }
    }

    /** Closes a socket that the reader of replies gives up. */
    private void disconnect(MllpSocket broken) {
        if (socket == broken) {
            disconnect();
        }
    }

    private void disconnect() {
        MllpSocket open = socket;
        socket = null;
        if (open != null) {
            try {
                open.close();
            } catch (IOException e) {
                return; // the connection is given up either way
            }
        }
    }
}
