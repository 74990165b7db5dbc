package hie.engine.running;

import hie.api.host.BusinessService;
import hie.api.host.LaterReply;
import hie.api.host.Receipt;
import hie.api.message.Message;
import hie.api.message.MessageHeader;
import hie.engine.duplicate.RememberedReply;
import hie.engine.duplicate.SeenMessages;
import hie.engine.item.HostStartException;
import hie.engine.item.ItemKey;
import hie.engine.item.ItemLog;
import hie.engine.messaging.BrokerSession;
import hie.engine.messaging.NoRoomException;
import hie.engine.order.MessagePriority;
import hie.store.message.HopStatus;
import jakarta.jms.JMSException;
import java.time.Duration;

/**
 * Takes messages in for a service: one host, one broker session, one message at a time. What the sender is told is returned
 * only when everything is on the broker's disk.
 */
public final class ServiceWorker implements AutoCloseable {

    private final ItemRuntime item;
    private final WorkerHost<BusinessService> host;
    private final BrokerSession session;
    private final Duration timeToLive;
    private final MessagePriority priority;

    public ServiceWorker(ItemRuntime item) throws HostStartException {
        this(item, WorkerHost.of(item, BusinessService.class));
    }

    /** A worker with a host that was lent to it. */
    ServiceWorker(ItemRuntime item, WorkerHost<BusinessService> host) {
        this.item = item;
        this.host = host;
        this.session = item.borrowSession();
        this.timeToLive = item.settings().seconds("TimeToLive");
        this.priority = MessagePriority.parse(item.settings().text("MessagePriority"));
    }

    /** What became of a message at the door. */
    public sealed interface Outcome {
        /** The reply's bytes, or {@code null} for none. */
        byte[] reply();
    }

    /**
     * It is stored and will be delivered.
     *
     * @param later a second answer to its sender, to be closed in any case; {@code null} for none
     */
    public record Accepted(Message message, byte[] reply, LaterReply later) implements Outcome {}

    /**
     * It is kept in the warehouse with the reason, and goes nowhere.
     *
     * @param mayComeAgain whether its sender may get another answer when it sends it again
     */
    public record Refused(Message message, byte[] reply, String reason, boolean mayComeAgain) implements Outcome {}

    /** It is not stored: the sender has to send it again. */
    public record Failed(Message message, byte[] reply, String reason) implements Outcome {}

    /** Identifies the taking in of one delivery of an adapter (a file, a client's message) by one item. */
    public static String workId(ItemKey item, String deliveryId) {
        return item.path() + "|" + deliveryId;
    }

    /** Judges, stores and sends on one message whose sender is answered once. */
    public Outcome receive(Message message) {
        return receive(message, null);
    }

    /** Judges, stores and sends on one message whose sender may be answered twice: the caller closes what comes later. */
    public Outcome receiveForTwoAnswers(Message message) {
        return received(message, null);
    }

    /**
     * Judges, stores and sends on one message that its adapter may deliver a second time after a crash.
     *
     * @param workId the same for both deliveries: the second one is accepted without doing anything; {@code null} for none
     */
    public Outcome receive(Message message, String workId) {
        Outcome outcome = received(message, workId);
        if (outcome instanceof Accepted accepted && accepted.later() != null) {
            accepted.later().close();
        }
        return outcome;
    }

    private Outcome received(Message arrived, String workId) {
        Message message = marked(arrived);
        LoggedSession.begin(message);
        try {
            SeenMessages seen = item.seen();
            String fingerprint =
                    seen == null ? null : SeenMessages.fingerprint(message).orElse(null);
            return fingerprint == null ? take(message, workId, null) : takeOnce(message, workId, fingerprint);
        } finally {
            LoggedSession.end();
        }
    }

    /** The message with what the service's settings say of messages that do not say it themselves. */
    private Message marked(Message arrived) {
        MessageHeader header = arrived.header();
        if (header.timeToLive() == null && !timeToLive.isZero()) {
            header = header.withTimeToLive(timeToLive);
        }
        if (header.priority() == MessageHeader.NORMAL_PRIORITY) {
            int own = priority.of(arrived);
            header = own == MessageHeader.NORMAL_PRIORITY ? header : header.withPriority(own);
        }
        return header == arrived.header() ? arrived : arrived.with(header);
    }

    /** A message that was accepted before is answered again, and goes nowhere. */
    private Outcome takeOnce(Message message, String workId, String fingerprint) {
        SeenMessages.First before;
        try {
            before = item.seen().begin(fingerprint).orElse(null);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return failed(message, e);
        } catch (IllegalStateException e) {
            return failed(message, e);
        }
        if (before != null) {
            return answeredAgain(message, workId, before);
        }
        SeenMessages.First first = null;
        try {
            Outcome outcome = take(message, workId, fingerprint);
            if (outcome instanceof Accepted accepted && SeenMessages.isKept(accepted.reply())) {
                first = item.seen().first(message, accepted.reply());
                return accepted.later() == null
                        ? accepted
                        : new Accepted(
                                accepted.message(),
                                accepted.reply(),
                                RememberedReply.remembering(accepted.later(), first));
            }
            return outcome;
        } finally {
            item.seen().end(fingerprint, first);
        }
    }

    private Outcome answeredAgain(Message message, String workId, SeenMessages.First before) {
        long begun = item.counters().received();
        try {
            Transmission transmission = new Transmission(item.items());
            transmission.trace().received(item, message, true, "", before.reply());
            transmission
                    .trace()
                    .hop(
                            item.key(),
                            message.with(message.header().to(item.itemName(), null)),
                            HopStatus.DISCARDED,
                            begun,
                            0,
                            "a duplicate of message " + before.id() + ": answered again, not worked on again",
                            before.reply());
            transmission.flush(session, workId);
            session.commit();
            item.counters().processed(begun);
            return new Accepted(message, before.reply(), RememberedReply.of(before.later()));
        } catch (JMSException e) {
            return failed(message, e);
        }
    }

    /** @param fingerprint by which the message is to be recognised when it comes again; {@code null} for not at all */
    private Outcome take(Message message, String workId, String fingerprint) {
        long begun = item.counters().received();
        Transmission transmission = new Transmission(item.items());
        Transmission.OutboxOf outbox = transmission.outboxOf(item, message, host.span());
        boolean isStored = false;
        try {
            HookedWork.Received received = host.call(message, lent -> HookedWork.receive(lent, item, message, outbox));
            Receipt receipt = received.receipt();
            transmission
                    .trace()
                    .received(item, received.message(), receipt.accepted(), receipt.reason(), receipt.reply());
            store(transmission, workId, message, () -> {
                if (receipt.accepted()) {
                    outbox.release();
                    remember(message, receipt.reply(), fingerprint);
                }
            });
            item.counters().processed(begun);
            item.turnsAway(false, "");
            isStored = receipt.accepted();
            return settled(received.message(), receipt, outbox.count());
        } catch (NoRoomException e) {
            return turnedAway(message, e);
        } catch (Exception e) {
            outbox.abandon();
            return failed(message, e);
        } finally {
            if (!isStored) {
                outbox.forgetLater();
            }
        }
    }

    /** What else joins a transaction. */
    private interface Joining {
        void join() throws JMSException;
    }

    private void store(Transmission transmission, String workId, Message message, Joining joining) throws JMSException {
        item.decision().lock();
        try {
            joining.join();
            transmission.flush(session, workId);
            if (!session.commit()) {
                ItemLog.LOG.processedBefore(item.key(), message.header().id());
            }
        } finally {
            item.decision().unlock();
        }
    }

    /** In the transaction that accepts the message: after a crash both are there, or neither. */
    private void remember(Message message, byte[] reply, String fingerprint) throws JMSException {
        if (fingerprint != null && SeenMessages.isKept(reply)) {
            SeenMessages seen = item.seen();
            session.send(
                    item.key().seenQueueName(), seen.record(fingerprint, seen.first(message, reply), item.itemName()));
        }
    }

    /**
     * Refuses a message for good that cannot even be read: the warehouse keeps that it came and why it was refused.
     *
     * @param workId as for {@link #receive(Message, String)}
     */
    public Outcome refuse(Message message, String reason, String workId) {
        item.counters().received();
        try {
            Transmission transmission = new Transmission(item.items());
            transmission.trace().received(item, message, false, reason, null);
            store(transmission, workId, message, () -> {});
            return settled(message, Receipt.refused(null, reason), 0);
        } catch (JMSException e) {
            return failed(message, e);
        }
    }

    private Outcome settled(Message message, Receipt receipt, int sent) {
        if (receipt.accepted()) {
            item.counters().sent(sent);
            item.items().load().accepted();
            return new Accepted(message, receipt.reply(), receipt.later());
        }
        item.counters().failed();
        return new Refused(message, receipt.reply(), receipt.reason(), receipt.mayComeAgain());
    }

    /** The sender keeps the message and sends it again: nothing is kept here. */
    private Outcome turnedAway(Message message, NoRoomException full) {
        item.counters().failed();
        session.rollback();
        if (!item.isYielding()) {
            item.turnsAway(true, full.getMessage());
        }
        return new Failed(
                message, HookedWork.fullReply(host.lent(), item, message, full.getMessage()), full.getMessage());
    }

    /** A message that fails at the door is kept as well, if the broker lets us: its bytes are evidence. */
    private Outcome failed(Message message, Exception failure) {
        item.counters().failed();
        session.rollback();
        ItemLog.LOG.notStored(item.key(), message.header().id(), failure);
        String reason = TraceBuilder.reason(failure);
        byte[] reply = failureReply(message);
        if (!(failure instanceof JMSException)) {
            keepEvidence(message, reason, reply);
        }
        return new Failed(message, reply, reason);
    }

    /** In place of a host that was left behind another one speaks, if there can be one. */
    private byte[] failureReply(Message message) {
        try {
            return HookedWork.failureReply(host.lent(), item, message);
        } catch (IllegalStateException noOther) {
            return null;
        }
    }

    private void keepEvidence(Message message, String reason, byte[] reply) {
        try {
            Transmission transmission = new Transmission(item.items());
            transmission.trace().received(item, message, false, reason, reply);
            transmission.flush(session, null);
            session.commit();
        } catch (JMSException e) {
            session.rollback();
            ItemLog.LOG.notStored(item.key(), message.header().id(), e);
        }
    }

    public ItemRuntime item() {
        return item;
    }

    /** Gives host and session back to the item. */
    @Override
    public void close() {
        host.close();
        item.returnSession(session);
    }
}
