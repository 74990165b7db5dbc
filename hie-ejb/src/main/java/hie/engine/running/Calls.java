package hie.engine.running;

import hie.api.host.CallFailedException;
import hie.api.message.Message;
import hie.api.message.MessageBody;
import hie.api.message.MessageHeader;
import hie.api.message.MessageIds;
import hie.engine.item.ItemKey;
import hie.engine.item.ItemLog;
import hie.engine.messaging.BrokerSession;
import hie.store.message.HopStatus;
import jakarta.jms.JMSException;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.LongSupplier;

/**
 * The calls of this node's hosts to other items. A message that somebody waits for carries where its reply goes; the reply comes
 * back over the broker, in the transaction that settles the message, and finds its caller by its correlation. Safe for use by any
 * thread.
 */
public final class Calls {

    /** Property of a message that somebody waits for: {@code queue|call|caller}. */
    static final String REPLY_TO = "ReplyTo";

    private static final String CALLER = "Caller";
    private static final String FAILURE = "Failure";

    /** How often a caller looks whether its item stops. */
    private static final Duration LOOK_AGAIN = Duration.ofMillis(100);

    private final RunningItems items;
    private final LongSupplier nanoTime;
    private final Map<UUID, CompletableFuture<Message>> waiting = new ConcurrentHashMap<>();

    /** @param nanoTime the time by which callers wait, as {@link System#nanoTime} counts it */
    Calls(RunningItems items, LongSupplier nanoTime) {
        this.items = items;
        this.nanoTime = nanoTime;
    }

    /** The queue on which this node gets its replies. */
    public static String replyQueue() {
        return replyQueueOf(System.getProperty("jboss.node.name", "local"));
    }

    /** The queue on which a node, or a worker process of one, gets its replies. */
    public static String replyQueueOf(String node) {
        return "hie.reply." + node.replaceAll("[^A-Za-z0-9_-]", "_");
    }

    /** The message with the address for its reply: from now on a reply finds its caller. */
    Message begin(Message request, ItemKey caller) {
        UUID call = request.header().id();
        waiting.put(call, new CompletableFuture<>());
        return request.with(request.header().withProperty(REPLY_TO, replyQueue() + "|" + call + "|" + caller.path()));
    }

    /** When a wait is over that begins now. */
    long endOf(Duration timeout) {
        return nanoTime.getAsLong() + timeout.toNanos();
    }

    /**
     * Waits for the reply to a message.
     *
     * @param end when the wait is over, as {@link #endOf} said
     * @param timeout how long it has been by then, for the failure's text
     * @throws CallFailedException when there is none in time
     */
    Message await(UUID call, String target, long end, Duration timeout, ItemRuntime caller)
            throws CallFailedException, InterruptedException {
        CompletableFuture<Message> reply = waiting.get(call);
        while (true) {
            long left = end - nanoTime.getAsLong();
            try {
                return reply.get(Math.max(0, Math.min(left, LOOK_AGAIN.toNanos())), TimeUnit.NANOSECONDS);
            } catch (TimeoutException e) {
                if (left <= 0) {
                    throw new CallFailedException(
                            "no reply from " + target + " within " + timeout.toMillis() / 1000.0 + " s", false, null);
                }
                if (caller.isStopping()) {
                    throw new CallFailedException("the item stops before " + target + " replies", false, null);
                }
            } catch (ExecutionException e) {
                throw new IllegalStateException("A reply is given or awaited, and never fails", e);
            }
        }
    }

    /**
     * Nobody waits any more.
     *
     * @return the reply, if one has come
     */
    Message end(UUID call) {
        CompletableFuture<Message> reply = waiting.remove(call);
        return reply == null ? null : reply.getNow(null);
    }

    /** How many calls wait for their replies. */
    int waiting() {
        return waiting.size();
    }

    /** The reply's failure, if it is one. */
    static void requireGood(Message reply) throws CallFailedException {
        String failure = reply.header().properties().get(FAILURE);
        if (failure != null) {
            byte[] content = reply.body().bytes();
            throw new CallFailedException(failure, true, content.length == 0 ? null : content);
        }
    }

    /**
     * The reply to a message, addressed to its caller; {@code null} when nobody waits for one.
     *
     * @param failure why the message could not be settled well, or {@code null}
     */
    static Message reply(ItemKey by, Message request, String failure, byte[] content) {
        String[] address = address(request);
        if (address.length == 0) {
            return null;
        }
        MessageHeader asked = request.header();
        ItemKey caller = ItemKey.parse(address[2]);
        Map<String, String> properties = failure == null
                ? Map.of(CALLER, caller.path())
                : Map.of(CALLER, caller.path(), FAILURE, TraceBuilder.shorten(failure));
        return new Message(
                new MessageHeader(
                        MessageIds.next(),
                        asked.session(),
                        UUID.fromString(address[1]),
                        asked.id(),
                        Instant.now(),
                        by.item(),
                        caller.item(),
                        asked.priority(),
                        null,
                        null,
                        asked.contentType(),
                        "",
                        "",
                        "",
                        properties),
                MessageBody.of(content == null ? new byte[0] : content));
    }

    /** The queue that the reply to a message goes to. */
    static String queueOf(Message request) {
        return address(request)[0];
    }

    private static String[] address(Message request) {
        String address = request.header().properties().get(REPLY_TO);
        return address == null ? new String[0] : address.split("\\|", 3);
    }

    /**
     * A reply has come. One that nobody waits for any more is kept in its session's trace.
     *
     * @throws JMSException when that cannot be stored now
     */
    public void arrived(Message reply) throws JMSException {
        CompletableFuture<Message> waits = waiting.get(reply.header().correlation());
        if (waits != null && waits.complete(reply)) {
            return;
        }
        discard(reply);
    }

    /**
     * Keeps a reply that nobody waits for any more in its session's trace.
     *
     * @throws JMSException when that cannot be stored now
     */
    void discard(Message reply) throws JMSException {
        ItemKey caller = ItemKey.parse(reply.header().property(CALLER).orElseThrow());
        ItemLog.LOG.lateReply(caller, reply.header().source(), reply.header().correlation());
        Transmission late = new Transmission(items);
        late.trace()
                .hop(
                        caller.sibling(reply.header().source()),
                        reply,
                        HopStatus.DISCARDED,
                        0,
                        0,
                        "the reply came when nobody waited for it any more",
                        null);
        try (BrokerSession session = items.broker().openSession()) {
            late.flush(session, null);
            session.commit();
        }
    }
}
