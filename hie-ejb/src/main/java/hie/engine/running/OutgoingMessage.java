package hie.engine.running;

import hie.api.host.Delivery;
import hie.api.message.Message;
import hie.engine.item.ItemKey;
import hie.engine.item.ItemLog;
import hie.engine.item.ItemStoppingException;
import hie.engine.messaging.BrokerSession;
import hie.engine.messaging.NoRoomException;
import hie.queue.TakenMessage;
import hie.store.message.HopStatus;
import jakarta.jms.JMSException;
import java.util.concurrent.Callable;
import java.util.concurrent.locks.Lock;

/** One message on its way out, over all its attempts, until its outcome is safe. Used by its worker's thread. */
final class OutgoingMessage {

    private final ItemRuntime item;
    private final BrokerSession session;
    private final DeliveryGate gate;
    private final FailureRules rules;
    private final Message message;
    private final TakenMessage taken;
    private final ItemKey from;
    private final long begun = System.nanoTime();
    private int attempts;

    /** Of a host that also sends: what leaves with the outcome of the attempt in hand. */
    private Transmission.OutboxOf outbox;

    private Transmission sending;

    OutgoingMessage(ItemRuntime item, BrokerSession session, FailureRules rules, Message message, TakenMessage taken) {
        this.item = item;
        this.session = session;
        this.gate = item.gate();
        this.rules = rules;
        this.message = message;
        this.taken = taken;
        this.from = item.key().sibling(message.header().source());
    }

    Message message() {
        return message;
    }

    TakenMessage taken() {
        return taken;
    }

    /** The item has done its work with it. */
    void processed() {
        item.counters().processed(begun);
    }

    boolean isExpired() {
        return Expiry.isOver(message);
    }

    /**
     * An attempt is about to be made; waits until the item's gate lets it through.
     *
     * @throws ItemStoppingException when the item has to yield before that
     */
    void begin() {
        if (gate != null && !gate.awaitPass(item)) {
            throw new ItemStoppingException(item.key());
        }
        attempts++;
    }

    /** Where the host puts what is to leave when this attempt delivers the message; what earlier ones put there is forgotten. */
    Transmission.OutboxOf openOutbox(HostSpan span) {
        sending = new Transmission(item.items());
        outbox = sending.outboxOf(item, message, span);
        return outbox;
    }

    /**
     * Ends an attempt.
     *
     * @param attempt gives the destination's verdict
     * @return whether the matter is settled; otherwise it is to be tried again
     */
    boolean settle(Callable<Delivery> attempt) throws JMSException {
        Delivery delivery;
        try {
            delivery = attempt.call();
        } catch (ItemStoppingException e) {
            abandonOutbox();
            forget();
            throw e;
        } catch (OverlongException e) {
            abandonOutbox();
            if (gate != null) {
                gate.failed();
            }
            ItemLog.LOG.suspended(item.key(), message.header().id(), e.getMessage());
            give(HopStatus.SUSPENDED, e.getMessage(), null);
            return true;
        } catch (RuntimeException e) {
            if (gate != null) {
                gate.abandoned();
            }
            ItemLog.LOG.notProcessed(item.key(), message.header().id(), e);
            give(HopStatus.ERROR, TraceBuilder.reason(e), null);
            return true;
        } catch (Exception e) {
            delivery = rules.judge(message, e);
            // What an attempt that failed has put there does not leave, even if its failure completes the message.
            abandonOutbox();
            outbox = null;
        }
        tell(delivery);
        return settle(delivery);
    }

    /** A host that is waited for no more may still be at work. */
    private void abandonOutbox() {
        if (outbox != null) {
            outbox.abandon();
        }
    }

    /** An attempt was made whose verdict does not count, because one before it failed: it will be made again. */
    void forget() {
        if (gate != null) {
            gate.abandoned();
        }
    }

    /** Its time to live is over: it is not delivered. */
    void expire() throws JMSException {
        item.counters().failed();
        Transmission transmission = new Transmission(item.items());
        Expiry.settle(transmission, item.key(), message, begun, attempts);
        end(transmission);
    }

    private void tell(Delivery delivery) {
        if (delivery.answered()) {
            item.counters().reached();
        } else {
            item.counters().unreachable();
        }
        if (gate == null) {
            return;
        }
        if (delivery.verdict() == Delivery.Verdict.RETRY || !delivery.answered()) {
            gate.failed();
        } else {
            gate.succeeded();
        }
    }

    private boolean settle(Delivery delivery) throws JMSException {
        return switch (delivery.verdict()) {
            case COMPLETED -> {
                completed(delivery);
                yield true;
            }
            case RETRY -> !retry(delivery);
            case SUSPENDED, FAILED, DISABLED -> {
                end(delivery.verdict(), delivery.detail(), delivery.reply());
                yield true;
            }
        };
    }

    private void end(Delivery.Verdict verdict, String detail, byte[] reply) throws JMSException {
        if (verdict == Delivery.Verdict.DISABLED) {
            trying(detail, reply);
            item.disable(detail);
            throw new ItemStoppingException(item.key());
        }
        ItemLog.LOG.suspended(item.key(), message.header().id(), detail);
        give(verdict == Delivery.Verdict.FAILED ? HopStatus.ERROR : HopStatus.SUSPENDED, detail, reply);
    }

    private void completed(Delivery delivery) throws JMSException {
        if (attempts > 1) {
            ItemLog.LOG.deliveryTroubleEnds(item.key(), attempts);
        }
        if (outbox == null) {
            Transmission transmission = new Transmission(item.items());
            traceCompleted(transmission, delivery);
            transmission.answer(item.key(), message, null, delivery.reply());
            conclude(transmission);
        } else {
            concludeWithSent(delivery);
        }
        item.counters().sent(1);
        item.counters().delivered(message.header().session());
    }

    private void traceCompleted(Transmission transmission, Delivery delivery) {
        transmission
                .trace()
                .hop(from, message, HopStatus.COMPLETED, begun, attempts, delivery.detail(), delivery.reply());
    }

    private void conclude(Transmission transmission) throws JMSException {
        try {
            transmission.flush(session, null);
            session.consume(taken);
            session.commitLater();
        } catch (JMSException e) {
            session.rollback();
            throw e;
        }
    }

    /** What the host has put in its outbox leaves with the outcome, or neither does. */
    private void concludeWithSent(Delivery delivery) throws JMSException {
        Lock decision = item.decision();
        decision.lock();
        try {
            traceCompleted(sending, delivery);
            outbox.reply(delivery.reply() == null ? new byte[0] : delivery.reply());
            outbox.release();
            conclude(sending);
            item.counters().sent(outbox.count());
        } catch (NoRoomException e) {
            // There was no room until the item has to stop: the message waits for it in its place, and is delivered
            // again.
            session.rollback();
            throw new ItemStoppingException(item.key());
        } finally {
            decision.unlock();
        }
    }

    /** Whether it is to be tried again. */
    private boolean retry(Delivery delivery) throws JMSException {
        if (rules.giveUp(begun)) {
            end(delivery.atLast(), "given up after " + attempts + " attempts: " + delivery.detail(), delivery.reply());
            return false;
        }
        if (attempts == 1) {
            ItemLog.LOG.deliveryTroubleBegins(
                    item.key(), delivery.detail(), item.settings().text("RetryInterval"));
        }
        item.counters().retried();
        trying(delivery.detail(), delivery.reply());
        return true;
    }

    private void trying(String detail, byte[] reply) throws JMSException {
        Transmission transmission = new Transmission(item.items());
        transmission.trace().attempt(message, item.itemName(), attempts, detail, reply);
        transmission.trace().hop(from, message, HopStatus.RETRYING, begun, attempts, detail, reply);
        commit(transmission);
    }

    private void give(HopStatus status, String detail, byte[] reply) throws JMSException {
        item.counters().failed();
        Transmission transmission = new Transmission(item.items());
        transmission.toErrorQueue(item.key(), message, status, attempts, detail);
        if (reply != null) {
            // What becomes of it later replaces the hop; the attempt keeps the reply.
            transmission.trace().attempt(message, item.itemName(), attempts, detail, reply);
        }
        transmission.trace().hop(from, message, status, begun, attempts, detail, reply);
        transmission.answer(item.key(), message, detail, reply);
        end(transmission);
    }

    /** The message is done with. */
    private void end(Transmission transmission) throws JMSException {
        session.consume(taken);
        commit(transmission);
    }

    private void commit(Transmission transmission) throws JMSException {
        try {
            transmission.commit(item, () -> {
                transmission.flush(session, null);
                session.commit();
            });
        } catch (JMSException e) {
            session.rollback();
            throw e;
        }
    }
}
