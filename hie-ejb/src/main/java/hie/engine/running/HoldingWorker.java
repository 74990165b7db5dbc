package hie.engine.running;

import hie.api.message.Message;
import hie.engine.item.ItemStoppingException;
import hie.engine.messaging.BrokerSession;
import hie.engine.messaging.JmsEnvelope;
import hie.queue.TakenMessage;
import jakarta.jms.JMSException;

/** Keeps messages whose key is held back from another worker. */
final class HoldingWorker implements QueueWorker {

    private final QueueWorker worker;
    private final KeyHolds holds;
    private final BrokerSession session;

    private HoldingWorker(QueueWorker worker, KeyHolds holds, BrokerSession session) {
        this.worker = worker;
        this.holds = holds;
        this.session = session;
    }

    /** The worker itself, where nothing is held back. */
    static QueueWorker around(QueueWorker worker) {
        return worker.item().holds() == null
                ? worker
                : around(worker, worker.item().borrowSession());
    }

    /** As {@link #around(QueueWorker)}, with a session that was lent to it. */
    static QueueWorker around(QueueWorker worker, BrokerSession session) {
        KeyHolds holds = worker.item().holds();
        return holds == null ? worker : new HoldingWorker(worker, holds, session);
    }

    @Override
    public void work(Message message, TakenMessage taken) throws JMSException {
        if (!item().mayBegin()) {
            throw new ItemStoppingException(item().key());
        }
        if (!holds.holdsBack(message, taken, session)) {
            worker.work(JmsEnvelope.arrived(message), taken);
            holds.settled(message);
        }
    }

    @Override
    public ItemRuntime item() {
        return worker.item();
    }

    @Override
    public void close() {
        item().returnSession(session);
        worker.close();
    }
}
