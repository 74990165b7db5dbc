package hie.engine.running;

import hie.api.host.BusinessOperation;
import hie.api.host.Delivery;
import hie.api.message.Message;
import hie.engine.item.HostStartException;
import hie.engine.item.ItemStoppingException;
import hie.engine.messaging.BrokerSession;
import hie.engine.metrics.ItemCounters;
import hie.queue.TakenMessage;
import jakarta.jms.JMSException;

/**
 * Delivers messages from an operation's queue: one host, one broker session, one message at a time. A delivery that must be
 * tried again is tried again here, in its place: nothing behind it in the lane overtakes it.
 */
final class OperationWorker implements QueueWorker {

    private final ItemRuntime item;
    private final WorkerHost<BusinessOperation> host;
    private final BrokerSession session;
    private final ItemCounters.Works works;
    private final boolean isSending;
    private final FailureRules rules;

    OperationWorker(ItemRuntime item) throws HostStartException {
        this(item, WorkerHost.of(item, BusinessOperation.class), item.borrowSession());
    }

    /** A worker with a host and a session that were lent to it. */
    OperationWorker(ItemRuntime item, WorkerHost<BusinessOperation> host, BrokerSession session) {
        this.item = item;
        this.host = host;
        this.session = session;
        this.works = item.counters().works();
        this.isSending = item.definition().hostClass().sends();
        this.rules = FailureRules.of(item);
    }

    @Override
    public void work(Message message, TakenMessage taken) throws JMSException {
        item.requireMayBegin();
        host.prepare();
        item.counters().received();
        works.begin(message);
        LoggedSession.begin(message);
        try {
            OutgoingMessage outgoing = new OutgoingMessage(item, session, rules, message, taken);
            while (!tryOnce(outgoing, message)) {
                if (item.awaitYield(rules.retryInterval())) {
                    throw new ItemStoppingException(item.key());
                }
            }
            outgoing.processed();
        } finally {
            LoggedSession.end();
            works.end();
        }
    }

    /** {@code true} when the matter is settled. */
    private boolean tryOnce(OutgoingMessage outgoing, Message message) throws JMSException {
        if (outgoing.isExpired()) {
            outgoing.expire();
            return true;
        }
        outgoing.begin();
        return outgoing.settle(() -> deliver(message, isSending ? outgoing.openOutbox(host.span()) : null));
    }

    /**
     * A host that was interrupted has not delivered, unless it says so.
     *
     * @param outbox of a host that also sends; {@code null} for any other
     */
    private Delivery deliver(Message message, Transmission.OutboxOf outbox) throws Exception {
        Delivery delivery = host.call(message, lent -> HookedWork.deliver(lent, item, message, outbox));
        if (delivery.verdict() == Delivery.Verdict.RETRY && host.wasOverlong()) {
            throw host.interrupted();
        }
        return delivery;
    }

    @Override
    public ItemRuntime item() {
        return item;
    }

    @Override
    public void close() {
        host.close();
        item.returnSession(session);
    }
}
