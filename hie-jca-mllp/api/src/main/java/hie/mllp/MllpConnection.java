package hie.mllp;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * A connection to one {@link MllpTarget}, used by one thread at a time.
 *
 * <p>It connects on first use and again when the peer has closed it meanwhile; a message is written at most once per
 * call. After an {@link MllpConnectionLostException}, {@link MllpTimeoutException}, {@link MllpFrameException} caused
 * by the peer or {@link MllpReplyMismatchException} the socket is gone, so that a late reply can never be taken for
 * the reply to a later message. A pooled handle is dead then: close it and get another.
 */
public interface MllpConnection extends AutoCloseable {

    /**
     * Sends a message and waits for its reply: the first one whose MSA-2 equals the message's MSH-10, or simply the
     * first when the message has no control id. Replies that wait in the input before the message is sent are dropped.
     *
     * @param message the payload to frame; neither altered nor kept
     * @return the reply's payload
     * @throws MllpConnectException nothing was sent
     * @throws MllpTimeoutException sent, but no reply within the target's response timeout
     * @throws MllpConnectionLostException the connection broke while sending or waiting
     * @throws MllpReplyMismatchException replies came, but none with the message's control id
     * @throws MllpFrameException the message cannot be framed (nothing was sent), or the peer broke the protocol
     */
    byte[] exchange(byte[] message) throws MllpException;

    /**
     * Sends a message without waiting for its reply, and after it others, while the replies to those before are awaited.
     * Replies are given to messages by MSA-2, and among messages of the same control id, or without one, in the order in which
     * they were sent; a reply to none of them is dropped. The response timeout counts from the moment in which the message was
     * sent and the reply to the one before it had come.
     *
     * @return the reply's payload; fails with the exceptions of {@link #exchange}, and with it all that were sent after it. It is
     *     completed by a thread that reads for this connection and must not be held up.
     * @throws MllpConnectException nothing was sent
     * @throws MllpConnectionLostException the connection broke while sending; the replies awaited fail as well
     * @throws MllpFrameException the message cannot be framed; nothing was sent
     */
    CompletableFuture<byte[]> submit(byte[] message) throws MllpException;

    /**
     * Waits for a further reply to the message that was exchanged last: in HL7's enhanced mode the application's acknowledgement
     * behind the commit acknowledgement. Replies to other messages are dropped.
     *
     * @param message the message that was exchanged
     * @param timeout longest wait; positive
     * @return the reply's payload
     * @throws MllpTimeoutException no such reply came in time
     * @throws MllpConnectionLostException the connection broke while waiting
     * @throws MllpReplyMismatchException replies came, but none with the message's control id
     * @throws MllpFrameException the peer broke the protocol
     */
    byte[] awaitFurtherReply(byte[] message, Duration timeout) throws MllpException;

    /**
     * Sends a message to which no reply is expected; returning means that the bytes were given to the network, not that
     * anybody has received them.
     *
     * @throws MllpConnectException nothing was sent
     * @throws MllpConnectionLostException the connection broke while sending
     * @throws MllpFrameException the message cannot be framed; nothing was sent
     */
    void send(byte[] message) throws MllpException;

    /**
     * When the first certificate expires that the peer presented when it was last connected to; empty for a plain connection, or when none
     * was made yet. May be asked by any thread.
     */
    Optional<Instant> peerCertificateEnd();

    /** Whether another message may be tried here; false once closed or broken. */
    boolean isUsable();

    /** Gives the connection back (pooled) or closes its socket; further calls do nothing. */
    @Override
    void close();
}
