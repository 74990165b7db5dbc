package hie.engine.running;

import hie.api.message.Message;
import hie.engine.catalog.HostKind;
import hie.engine.item.ExecutionMode;
import hie.engine.item.HostStartException;
import hie.engine.item.ItemLog;
import hie.engine.item.ItemStoppingException;
import hie.engine.messaging.Broker;
import hie.engine.messaging.BrokerSession;
import hie.engine.messaging.HeldMessage;
import hie.engine.messaging.JmsEnvelope;
import hie.engine.messaging.QueueShape;
import hie.queue.QueueListener;
import hie.queue.TakenMessage;
import jakarta.jms.JMSException;
import java.time.Duration;
import java.util.Optional;

/**
 * The bean of a process or an operation: one instance for each of its workers.
 *
 * <p>The broker is told at once when a message comes back, and would deliver it again at once, because a delay would let
 * later messages overtake it. So the pause that keeps trouble from spinning is made here.
 */
public class QueueItemBean implements QueueListener {

    private static final Duration PAUSE_IN_TROUBLE = Duration.ofSeconds(1);
    private static final Duration PAUSE_WHILE_STOPPING = Duration.ofMillis(50);

    private ItemRuntime item;
    private QueueWorker worker;

    public QueueItemBean() {}

    QueueItemBean(ItemRuntime item) {
        this.item = item;
    }

    /** A bean that works with a worker of somebody else's. */
    QueueItemBean(ItemRuntime item, QueueWorker worker) {
        this.item = item;
        this.worker = worker;
    }

    /** Called by the container before the first message. */
    public void bind() {
        item = ItemBinding.lookUp();
    }

    /** Called by the container when the instance is done with. */
    public void release() {
        if (worker != null) {
            worker.close();
        }
    }

    @Override
    public void onMessage(TakenMessage taken) {
        try {
            if (JmsEnvelope.isEnvelope(taken.message())) {
                work(JmsEnvelope.read(taken.message()), taken);
            } else if (JmsEnvelope.isToken(taken.message())) {
                workOnStored();
            } else {
                giveAway(taken);
            }
        } catch (ItemStoppingException e) {
            pause(PAUSE_WHILE_STOPPING);
            throw e;
        } catch (JMSException | HostStartException e) {
            item.awaitYield(PAUSE_IN_TROUBLE);
            throw new IllegalStateException("Item " + item.key() + ": " + TraceBuilder.reason(e), e);
        } catch (RuntimeException e) {
            item.awaitYield(PAUSE_IN_TROUBLE);
            throw e;
        }
    }

    private void work(Message message, TakenMessage taken) throws JMSException, HostStartException {
        QueueWorker worker = worker();
        item.awaitTurn(message);
        worker.work(message, taken);
    }

    /**
     * Works on the message that came last among those that wait, or, when the queue's order has been changed meanwhile, on the
     * one that came first. There may be none: it was dropped or has expired, or this token is delivered a second time.
     */
    private void workOnStored() throws JMSException, HostStartException {
        Optional<HeldMessage> held = takeStored();
        if (held.isEmpty()) {
            return;
        }
        boolean isDone = false;
        try {
            work(held.get().message(), held.get().taken());
            isDone = true;
        } finally {
            if (isDone) {
                held.get().settle();
            } else {
                held.get().giveBack();
            }
        }
    }

    /** The token goes back to the queue when a message might still come back to it. */
    private Optional<HeldMessage> takeStored() {
        boolean isLifo = item.definition().queueShape().order() == QueueShape.Order.LIFO;
        try {
            return item.items()
                    .broker()
                    .takeStored(item.key().queueName(), isLifo ? Broker.Pick.NEWEST : Broker.Pick.OLDEST);
        } catch (JMSException e) {
            ItemLog.LOG.noneToTake(item.key(), e);
            item.awaitYield(PAUSE_IN_TROUBLE);
            throw new ItemStoppingException(item.key());
        }
    }

    private QueueWorker worker() throws HostStartException {
        if (worker == null) {
            worker = HoldingWorker.around(newWorker());
        }
        return worker;
    }

    private QueueWorker newWorker() throws HostStartException {
        if (item.definition().kind() == HostKind.PROCESS) {
            return new ProcessWorker(item);
        }
        return item.executionMode() == ExecutionMode.ASYNC ? new PipelineWorker(item) : new OperationWorker(item);
    }

    /** No item sent it, so no host can work on it: it is kept on the error queue as it stands. */
    private void giveAway(TakenMessage taken) throws JMSException {
        try (BrokerSession session = item.items().broker().openSession()) {
            ForeignMessage.giveAway(item.key(), taken, session);
        }
    }

    private static void pause(Duration length) {
        try {
            Thread.sleep(length);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
