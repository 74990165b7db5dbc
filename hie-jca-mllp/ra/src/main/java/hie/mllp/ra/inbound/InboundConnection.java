package hie.mllp.ra.inbound;

import hie.mllp.Hl7Header;
import hie.mllp.MllpLaterReply;
import hie.mllp.MllpMessage;
import hie.mllp.MllpReply;
import hie.mllp.client.MllpSocket;
import hie.mllp.client.ReadTimeoutException;
import hie.mllp.client.ReadTimeoutException.Wait;
import hie.mllp.codec.FrameViolationException;
import hie.mllp.ra.MllpLog;
import java.io.EOFException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Instant;
import java.util.Arrays;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import javax.net.ssl.SSLPeerUnverifiedException;
import javax.net.ssl.SSLSocket;

/**
 * One accepted connection: reads a frame, delivers it, answers, and so on, on a virtual thread of its own.
 *
 * <p>{@link #beginClosing} and {@link #abort} may be called by other threads.
 */
final class InboundConnection {

    private enum State {
        /** Waits for a frame: may be closed at once. */
        IDLE,
        /** A message is being delivered or answered. */
        BUSY,
        /** No further message is taken. */
        CLOSING
    }

    private static final String FAILURE_TEXT = "Message could not be stored, please send it again";

    private final long id;
    private final Socket socket;
    private final InetSocketAddress peer;
    private final EndpointSettings settings;
    private final EndpointFigures figures;
    private final Delivery delivery;
    private final AtomicReference<State> state = new AtomicReference<>(State.IDLE);

    private final CountDownLatch ended = new CountDownLatch(1);
    private final Thread thread;

    /** @param whenEnded called on the connection's thread, last thing */
    InboundConnection(
            long id,
            Socket socket,
            EndpointSettings settings,
            EndpointFigures figures,
            Delivery delivery,
            Consumer<InboundConnection> whenEnded) {
        this.id = id;
        this.socket = socket;
        this.peer = (InetSocketAddress) socket.getRemoteSocketAddress();
        this.settings = settings;
        this.figures = figures;
        this.delivery = delivery;
        this.thread = Thread.ofVirtual()
                .name("mllp-" + settings.name() + "-" + id)
                .unstarted(() -> {
                    try {
                        run();
                    } finally {
                        whenEnded.accept(this);
                        ended.countDown();
                    }
                });
    }

    /** Runs the connection on its virtual thread. */
    void start() {
        thread.start();
    }

    String peerAddress() {
        return peer.getAddress().getHostAddress() + ":" + peer.getPort();
    }

    /** Closes at once when waiting for a frame, otherwise after the message in flight is answered. */
    void beginClosing() {
        if (state.getAndSet(State.CLOSING) == State.IDLE) {
            closeSocket();
        }
    }

    /** Ends the connection now, whatever it does. */
    void abort() {
        state.set(State.CLOSING);
        closeSocket();
        thread.interrupt();
    }

    /** Waits for the connection's end; returns whether it came in time. */
    boolean awaitEnd(long nanos) throws InterruptedException {
        return ended.await(nanos, TimeUnit.NANOSECONDS);
    }

    private void run() {
        MllpLog.LOG.connectionOpened(settings.name(), id, peerAddress());
        String reason = "closed by this side";
        try (MllpSocket frames = MllpSocket.accepted(socket, settings.framing(), settings.maxMessageSize())) {
            socket.setKeepAlive(settings.keepAlive());
            serve(frames, handshake());
        } catch (ReadTimeoutException e) {
            reason = e.getMessage();
            if (e.ended() == Wait.FRAME) {
                MllpLog.LOG.protocolFault(settings.name(), peerAddress(), reason);
            }
        } catch (FrameViolationException e) {
            reason = e.getMessage();
            MllpLog.LOG.protocolFault(settings.name(), peerAddress(), reason);
        } catch (IOException e) {
            reason = e.getMessage();
        } catch (RuntimeException e) {
            reason = e.getClass().getSimpleName();
            MllpLog.LOG.connectionBroken(settings.name(), peerAddress(), e);
        }
        MllpLog.LOG.connectionClosed(settings.name(), id, peerAddress(), reason);
    }

    private void serve(MllpSocket frames, String certificateSubject) throws IOException {
        boolean open = true;
        while (open) {
            byte[] payload = read(frames);
            open = state.compareAndSet(State.IDLE, State.BUSY);
            if (open) {
                figures.received(payload.length);
                Instant now = Instant.now();
                MllpMessage message =
                        new MllpMessage(payload, peer, socket.getLocalPort(), id, now, certificateSubject);
                open = handle(frames, message) && state.compareAndSet(State.BUSY, State.IDLE);
            }
        }
    }

    private byte[] read(MllpSocket frames) throws IOException {
        try {
            return frames.readFrame(settings.timeouts());
        } catch (EOFException e) {
            if (frames.isInsideFrame()) {
                MllpLog.LOG.protocolFault(settings.name(), peerAddress(), e.getMessage());
            }
            throw e;
        }
    }

    /** Delivers and answers one message; returns whether the connection stays open. */
    private boolean handle(MllpSocket frames, MllpMessage message) {
        byte[] request = message.content();
        return switch (delivery.deliver(message)) {
            case Outcome.Stored stored -> {
                stored();
                yield answer(frames, request, stored.reply());
            }
            case Outcome.RolledBack rolledBack -> {
                failed(request, rolledBack.reason());
                MllpReply reply = rolledBack.reply();
                if (reply.later() != null) {
                    reply.later().close();
                }
                yield write(frames, request, reply.rolledBack(), reply.framed()) && !reply.closeAfter();
            }
            case Outcome.Failed failed -> {
                failed(request, failed.reason());
                FailureReply reply = settings.failureReply();
                yield write(frames, request, reply.to(request, FAILURE_TEXT), reply.isFramed());
            }
        };
    }

    /** Answers a stored message, with a second answer behind the first where there is one. */
    private boolean answer(MllpSocket frames, byte[] request, MllpReply reply) {
        try (MllpLaterReply later = reply.later()) {
            boolean open = write(frames, request, reply.committed(), reply.framed());
            if (open && later != null) {
                open = write(frames, request, later.await(), reply.framed());
            }
            return open && !reply.closeAfter();
        }
    }

    private boolean write(MllpSocket frames, byte[] request, byte[] reply, boolean framed) {
        if (reply == null) {
            return true;
        }
        try {
            if (framed) {
                frames.writeFrame(reply);
            } else {
                frames.writeBytes(reply);
            }
        } catch (IOException e) {
            String reason = e instanceof FrameViolationException ? e.getMessage() : "connection lost";
            MllpLog.LOG.replyNotWritten(settings.name(), Delivery.controlId(request), peerAddress(), reason);
            return false;
        }
        return !(settings.closeOnFailure() && isNegative(reply));
    }

    private static boolean isNegative(byte[] reply) {
        return Arrays.equals(reply, FailureReply.NEGATIVE_BYTE)
                || Hl7Header.of(reply)
                        .filter(Hl7Header::isNegativeAcknowledgement)
                        .isPresent();
    }

    private void stored() {
        long failuresBefore = figures.stored();
        if (failuresBefore > 0) {
            MllpLog.LOG.storesAgain(settings.name(), failuresBefore);
        }
    }

    /** Trouble is told when it begins; what follows until it ends is detail. */
    private void failed(byte[] request, String reason) {
        if (figures.failed()) {
            MllpLog.LOG.notStored(settings.name(), Delivery.controlId(request), peerAddress(), reason);
        } else if (MllpLog.LOG.isDebugEnabled()) {
            MllpLog.LOG.debugf(
                    "Item %s: message %s from %s was not stored (%s)",
                    settings.name(), Delivery.controlId(request), peerAddress(), reason);
        }
    }

    /** Completes the TLS handshake, if there is TLS; returns the client certificate's subject or {@code null}. */
    private String handshake() throws IOException {
        if (!(socket instanceof SSLSocket encrypted)) {
            return null;
        }
        try {
            encrypted.setSoTimeout(Math.toIntExact(settings.timeouts().frame().toMillis()));
            encrypted.startHandshake();
        } catch (IOException e) {
            MllpLog.LOG.handshakeFailed(settings.name(), peerAddress(), e.getMessage());
            throw e;
        }
        try {
            return encrypted.getSession().getPeerPrincipal().getName();
        } catch (SSLPeerUnverifiedException e) {
            return null; // the peer showed no certificate, and need not
        }
    }

    private void closeSocket() {
        try {
            socket.close();
        } catch (IOException e) {
            MllpLog.LOG.connectionClosed(settings.name(), id, peerAddress(), e.getMessage());
        }
    }
}
