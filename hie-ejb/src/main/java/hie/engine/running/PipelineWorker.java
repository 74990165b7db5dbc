package hie.engine.running;

import hie.api.host.BusinessOperation;
import hie.api.host.Delivery;
import hie.api.host.PipelinedOperation;
import hie.api.message.Message;
import hie.engine.item.BreakerState;
import hie.engine.item.HostStartException;
import hie.engine.item.ItemStoppingException;
import hie.engine.messaging.BrokerSession;
import hie.engine.messaging.JmsEnvelope;
import hie.engine.metrics.ItemCounters;
import hie.queue.MessageFeed;
import hie.queue.TakenMessage;
import jakarta.jms.JMSException;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Delivers messages from an operation's queue, with several under way at once: one thread, one host, one broker session. They
 * leave in the order of the queue, and their outcomes are stored in it. When one is to be tried again, nothing leaves until it is
 * settled; then those after it that the destination has not confirmed leave again, in their order.
 */
final class PipelineWorker implements QueueWorker {

    private final ItemRuntime item;
    private final BusinessOperation host;
    private final BrokerSession session;
    private final ItemCounters.Works works;
    private final FailureRules rules;
    private final KeyHolds holds;
    private final HostSpan span;
    private final int most;
    private final Deque<UnderWay> window = new ArrayDeque<>();

    /** Where more messages come from; {@code null} when there are to be no more for now. */
    private MessageFeed feed;

    PipelineWorker(ItemRuntime item) throws HostStartException {
        this.item = item;
        this.host = (BusinessOperation) item.borrowHost();
        this.session = item.borrowSession();
        this.works = item.counters().works();
        this.rules = FailureRules.of(item);
        this.holds = item.holds();
        this.span = item.hostsAtWork().open();
        this.most = item.settings().integer("PipelineWindow");
    }

    /** A message of the window; sent, or to be sent. */
    private final class UnderWay {

        private final OutgoingMessage outgoing;
        private BegunDelivery begun;

        UnderWay(Message message, TakenMessage taken) {
            this.outgoing = new OutgoingMessage(item, session, rules, message, taken);
        }

        void send() {
            outgoing.begin();
            begun = BegunDelivery.of((PipelinedOperation) host, outgoing.message());
            MessageFeed waiting = outgoing.taken().feed();
            if (waiting != null) {
                begun.verdict().whenComplete((delivery, failure) -> waiting.wake());
            }
        }

        boolean settle() throws JMSException {
            return outgoing.settle(this::verdict);
        }

        private Delivery verdict() throws Exception {
            span.begin();
            try {
                return begun.await(item);
            } catch (Exception e) {
                throw item.isStopping() && span.wasInterrupted() ? new ItemStoppingException(item.key()) : e;
            } finally {
                span.end();
            }
        }

        boolean isConfirmed() {
            return begun != null && begun.isConfirmed();
        }

        /** Settled: the broker need not keep it. */
        void leave() {
            outgoing.processed();
            if (holds != null) {
                holds.settled(outgoing.message());
            }
            if (outgoing.taken().feed() != null) {
                outgoing.taken().feed().done(outgoing.taken());
            }
        }
    }

    @Override
    public void work(Message message, TakenMessage taken) throws JMSException {
        item.requireMayBegin();
        feed = taken.feed();
        try {
            add(message, taken);
            while (!window.isEmpty()) {
                sendThoseThatWait();
                takeMore();
                settleFirst();
            }
        } catch (ItemStoppingException e) {
            keepConfirmed();
            throw e;
        } finally {
            window.clear();
            works.end();
        }
    }

    private void add(Message message, TakenMessage taken) {
        item.counters().received();
        window.add(new UnderWay(message, taken));
    }

    /** An expired message is not sent: it is settled when its turn comes. */
    private void sendThoseThatWait() {
        for (UnderWay next : window) {
            if (next.begun == null && !next.outgoing.isExpired()) {
                if (next != window.peekFirst() && !mayOverlap()) {
                    return;
                }
                next.send();
            }
        }
    }

    /** While the circuit breaker is not closed, one message is tried by itself. */
    private boolean mayOverlap() {
        BreakerState breaker = item.breaker().orElse(BreakerState.CLOSED);
        return breaker == BreakerState.CLOSED;
    }

    /** No message comes whose key is that of one under way, so none has left when its key is held back. */
    private void takeMore() throws JMSException {
        while (feed != null && window.size() < most && mayOverlap() && !isFirstDone()) {
            TakenMessage next = feed.next(this::isFirstDone);
            if (next == null) {
                return;
            }
            if (!JmsEnvelope.isEnvelope(next.message())) {
                feed.giveBack(next);
                feed = null;
                return;
            }
            Message message = JmsEnvelope.read(next.message());
            if (holds != null && holds.holdsBack(message, next, session)) {
                feed.done(next);
            } else {
                add(JmsEnvelope.arrived(message), next);
                sendThoseThatWait();
            }
        }
    }

    private boolean isFirstDone() {
        BegunDelivery first = window.getFirst().begun;
        return first == null || first.isDone() || item.isYielding();
    }

    private void settleFirst() throws JMSException {
        UnderWay first = window.getFirst();
        works.begin(first.outgoing.message());
        LoggedSession.begin(first.outgoing.message());
        try {
            if (first.begun == null) {
                first.outgoing.expire();
            } else if (!first.settle()) {
                tryAgain(first);
            }
        } finally {
            LoggedSession.end();
        }
        window.removeFirst();
        first.leave();
    }

    private void tryAgain(UnderWay first) throws JMSException {
        forgetUnconfirmed(first);
        do {
            if (item.awaitYield(rules.retryInterval())) {
                throw new ItemStoppingException(item.key());
            }
            if (first.outgoing.isExpired()) {
                first.outgoing.expire();
                return;
            }
            first.send();
        } while (!first.settle());
    }

    /** What the destination has not confirmed of the messages after the first will be sent again. */
    private void forgetUnconfirmed(UnderWay first) {
        for (UnderWay later : window) {
            if (later != first && later.begun != null && !later.isConfirmed()) {
                later.outgoing.forget();
                later.begun = null;
            }
        }
    }

    /** The window goes back to the queue; what the destination has confirmed of it is not to be sent again. */
    private void keepConfirmed() throws JMSException {
        for (UnderWay next : window) {
            if (next.begun != null && next.begun.isDone() && next.isConfirmed()) {
                next.settle();
                next.leave();
            }
        }
    }

    @Override
    public ItemRuntime item() {
        return item;
    }

    @Override
    public void close() {
        item.hostsAtWork().close(span);
        item.returnHost(host);
        item.returnSession(session);
    }
}
