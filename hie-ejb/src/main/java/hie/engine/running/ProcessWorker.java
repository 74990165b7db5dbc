package hie.engine.running;

import hie.api.host.BusinessProcess;
import hie.api.message.Message;
import hie.engine.item.HostStartException;
import hie.engine.item.ItemKey;
import hie.engine.item.ItemLog;
import hie.engine.item.ItemStoppingException;
import hie.engine.messaging.BrokerSession;
import hie.engine.messaging.NoRoomException;
import hie.engine.metrics.ItemCounters;
import hie.queue.TakenMessage;
import hie.store.message.HopStatus;
import jakarta.jms.JMSException;

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
        try {
            settle(process(message), taken);
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
        }
    }

    /**
     * What has become of a message.
     *
     * @param sent what its host sends, which joins the transmission; {@code null} for nothing
     */
    private record Worked(Transmission transmission, Transmission.OutboxOf sent) {}

    private void settle(Worked worked, TakenMessage taken) throws JMSException {
        item.decision().lock();
        try {
            if (worked.sent != null) {
                worked.sent.release();
                item.counters().sent(worked.sent.count());
            }
            worked.transmission.commit(item, () -> {
                worked.transmission.flush(session, null);
                session.consume(taken);
                session.commit();
            });
        } finally {
            item.decision().unlock();
        }
    }

    private Worked process(Message message) {
        long begun = System.nanoTime();
        ItemKey from = item.key().sibling(message.header().source());
        Transmission transmission = new Transmission(item.items());
        if (Expiry.isOver(message)) {
            item.counters().failed();
            Expiry.settle(transmission, item.key(), message, begun, 0);
            return new Worked(transmission, null);
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
        return new Worked(transmission, outbox);
    }

    private Worked failure(Message message, HopStatus status, long begun, Exception e) {
        ItemLog.LOG.notProcessed(item.key(), message.header().id(), e);
        item.counters().failed();
        String why = TraceBuilder.reason(e);
        Transmission failure = new Transmission(item.items());
        failure.toErrorQueue(item.key(), message, status, 0, why);
        failure.answer(item.key(), message, why, null);
        failure.trace().hop(item.key().sibling(message.header().source()), message, status, begun, 0, why, null);
        return new Worked(failure, null);
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
