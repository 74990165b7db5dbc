package hie.engine.item;

import hie.api.host.BusinessOperation;
import hie.api.host.Delivery;
import hie.api.message.Message;
import hie.engine.messaging.BrokerSession;
import hie.queue.TakenMessage;
import hie.store.message.HopStatus;
import jakarta.jms.JMSException;
import java.time.Duration;

/**
 * Delivers messages from an operation's queue: one host, one broker session, one message at a time. A delivery that must be
 * tried again is tried again here, in its place: nothing behind it in the lane overtakes it.
 */
final class OperationWorker implements QueueWorker {

    private final ItemRuntime item;
    private final BusinessOperation host;
    private final BrokerSession session;
    private final DeliveryGate gate;
    private final ItemCounters.Works works;
    private final Duration retryInterval;
    private final Duration failureTimeout;

    OperationWorker(ItemRuntime item) throws HostStartException {
        this.item = item;
        this.host = (BusinessOperation) item.borrowHost();
        this.session = item.borrowSession();
        this.gate = item.gate();
        this.works = item.counters().works();
        this.retryInterval = item.settings().seconds("RetryInterval");
        this.failureTimeout = item.settings().seconds("FailureTimeout");
    }

    @Override
    public void work(Message message, TakenMessage taken) throws JMSException {
        if (item.isYielding()) {
            throw new ItemStoppingException(item.key());
        }
        if (item.isDisabled()) {
            item.awaitDisabled();
            throw new ItemStoppingException(item.key());
        }
        item.counters().received();
        works.begin(message);
        LoggedSession.begin(message);
        try {
            Delivering delivering = new Delivering(message, taken);
            while (!delivering.tryOnce()) {
                if (item.awaitYield(retryInterval)) {
                    throw new ItemStoppingException(item.key());
                }
            }
            item.counters().processed(delivering.begun);
        } finally {
            LoggedSession.end();
            works.end();
        }
    }

    /** One message on its way out, over all its attempts. */
    private final class Delivering {

        private final Message message;
        private final TakenMessage taken;
        private final ItemKey from;
        private final long begun = System.nanoTime();
        private int attempts;

        Delivering(Message message, TakenMessage taken) {
            this.message = message;
            this.taken = taken;
            this.from = item.key().sibling(message.header().source());
        }

        /** {@code true} when the matter is settled. */
        boolean tryOnce() throws JMSException {
            if (Expiry.isOver(message)) {
                expired();
                return true;
            }
            if (gate != null && !gate.awaitPass(item)) {
                throw new ItemStoppingException(item.key());
            }
            attempts++;
            Delivery delivery;
            try {
                delivery = HookedWork.deliver(host, item, message);
            } catch (RuntimeException e) {
                if (gate != null) {
                    gate.abandoned();
                }
                ItemLog.LOG.notProcessed(item.key(), message.header().id(), e);
                give(HopStatus.ERROR, TraceBuilder.reason(e), null);
                return true;
            } catch (Exception e) {
                delivery = Delivery.retry(null, TraceBuilder.reason(e)).unanswered();
            }
            if (delivery.answered()) {
                item.counters().reached();
            } else {
                item.counters().unreachable();
            }
            if (gate != null) {
                tell(gate, delivery);
            }
            return settle(delivery);
        }

        private void expired() throws JMSException {
            item.counters().failed();
            Transmission transmission = new Transmission(item.items());
            Expiry.settle(transmission, item.key(), message, begun, attempts);
            end(transmission);
        }

        private static void tell(DeliveryGate gate, Delivery delivery) {
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
            Transmission transmission = new Transmission(item.items());
            transmission
                    .trace()
                    .hop(from, message, HopStatus.COMPLETED, begun, attempts, delivery.detail(), delivery.reply());
            transmission.answer(item.key(), message, null, delivery.reply());
            try {
                transmission.flush(session, null);
                session.consume(taken);
                session.commitLater();
            } catch (JMSException e) {
                session.rollback();
                throw e;
            }
            item.counters().sent(1);
            item.counters().delivered(message.header().session());
        }

        /** Whether it is to be tried again. */
        private boolean retry(Delivery delivery) throws JMSException {
            if (!failureTimeout.isNegative() && System.nanoTime() - begun >= failureTimeout.toNanos()) {
                end(
                        delivery.atLast(),
                        "given up after " + attempts + " attempts: " + delivery.detail(),
                        delivery.reply());
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
                transmission.flush(session, null);
                session.commit();
            } catch (JMSException e) {
                session.rollback();
                throw e;
            }
        }
    }

    @Override
    public ItemRuntime item() {
        return item;
    }

    @Override
    public void close() {
        item.returnHost(host);
        item.returnSession(session);
    }
}
