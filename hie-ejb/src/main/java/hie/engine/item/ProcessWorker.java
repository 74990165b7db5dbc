package hie.engine.item;

import hie.api.host.BusinessProcess;
import hie.api.message.Message;
import hie.engine.messaging.BrokerSession;
import hie.engine.messaging.NoRoomException;
import hie.queue.TakenMessage;
import hie.store.message.HopStatus;
import jakarta.jms.JMSException;
import java.util.concurrent.locks.Lock;

/** Takes messages from a process's queue: one host, one broker session, one message at a time. */
final class ProcessWorker implements QueueWorker {

    private final ItemRuntime item;
    private final WorkerHost<BusinessProcess> host;
    private final BrokerSession session;
    private final ItemCounters.Works works;

    ProcessWorker(ItemRuntime item) throws HostStartException {
        this(item, WorkerHost.of(item, BusinessProcess.class), item.borrowSession());
    }

    /** A worker with a host and a session that were lent to it. */
    ProcessWorker(ItemRuntime item, WorkerHost<BusinessProcess> host, BrokerSession session) {
        this.item = item;
        this.host = host;
        this.session = session;
        this.works = item.counters().works();
    }

    @Override
    public void work(Message message, TakenMessage taken) throws JMSException {
        item.requireMayBegin();
        host.prepare();
        long begun = item.counters().received();
        works.begin(message);
        LoggedSession.begin(message);
        Lock decision = item.items().inlineSwitch().readLock();
        decision.lock();
        try {
            Transmission transmission = process(message);
            transmission.commit(item, () -> {
                transmission.flush(session, null);
                session.consume(taken);
                session.commit();
            });
            item.counters().processed(begun);
        } catch (NoRoomException e) {
            // There was no room until the item has to stop: the message waits for it in its place.
            session.rollback();
            throw new ItemStoppingException(item.key());
        } catch (JMSException | RuntimeException e) {
            session.rollback();
            throw e;
        } finally {
            LoggedSession.end();
            works.end();
            decision.unlock();
        }
    }

    private Transmission process(Message message) {
        long begun = System.nanoTime();
        ItemKey from = item.key().sibling(message.header().source());
        Transmission transmission = new Transmission(item.items());
        if (Expiry.isOver(message)) {
            item.counters().failed();
            Expiry.settle(transmission, item.key(), message, begun, 0);
            return transmission;
        }
        Transmission.OutboxOf outbox = transmission.outboxOf(item, message, host.span());
        try {
            host.call(message, lent -> {
                HookedWork.process(lent, item, message, outbox);
                return null;
            });
        } catch (ItemStoppingException e) {
            outbox.abandon();
            throw e;
        } catch (OverlongException e) {
            outbox.abandon();
            return failure(message, HopStatus.SUSPENDED, begun, e);
        } catch (Exception e) {
            return failure(message, HopStatus.ERROR, begun, e);
        }
        transmission.trace().hop(from, message, HopStatus.COMPLETED, begun, 0, outbox.notes(), null);
        outbox.release();
        item.counters().sent(outbox.count());
        return transmission;
    }

    private Transmission failure(Message message, HopStatus status, long begun, Exception e) {
        ItemLog.LOG.notProcessed(item.key(), message.header().id(), e);
        item.counters().failed();
        String why = TraceBuilder.reason(e);
        Transmission failure = new Transmission(item.items());
        failure.toErrorQueue(item.key(), message, status, 0, why);
        failure.answer(item.key(), message, why, null);
        failure.trace().hop(item.key().sibling(message.header().source()), message, status, begun, 0, why, null);
        return failure;
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
