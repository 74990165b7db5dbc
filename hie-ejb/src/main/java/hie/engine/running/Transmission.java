package hie.engine.running;

import hie.api.host.BusinessProcess;
import hie.api.host.Call;
import hie.api.host.CallFailedException;
import hie.api.host.CallOutcome;
import hie.api.host.Gathering;
import hie.api.host.Host;
import hie.api.host.Outbox;
import hie.api.host.Topics;
import hie.api.message.Message;
import hie.api.message.MessageBody;
import hie.api.message.MessageHeader;
import hie.api.message.MessageIds;
import hie.engine.archive.TraceCodec;
import hie.engine.item.ItemKey;
import hie.engine.item.ItemLog;
import hie.engine.messaging.Broker;
import hie.engine.messaging.BrokerSession;
import hie.engine.messaging.HeldKey;
import hie.engine.messaging.Suspension;
import hie.store.message.HopStatus;
import jakarta.jms.JMSException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.locks.Lock;

/**
 * One transaction of one worker: collects what hosts send, runs inline processes in between, and gathers the trace. Nothing
 * reaches the broker before {@link #flush}.
 */
final class Transmission {

    /** So deep may inline processes call each other; a deeper chain is a cycle. */
    private static final int MAX_DEPTH = 32;

    /** Property of a published message: the topic. */
    static final String TOPIC = "Topic";

    private final RunningItems items;
    private final List<Queued> queued = new ArrayList<>();
    private final TraceBuilder trace = new TraceBuilder();

    /** The key that a message on its way to the error queue holds back; {@code null} for none. */
    private HeldKey held;

    /** A message on its way; with a reason, when it goes to the error queue. */
    private record Queued(String queue, Message message, Suspension suspension) {}

    Transmission(RunningItems items) {
        this.items = items;
    }

    TraceBuilder trace() {
        return trace;
    }

    /** How many messages leave. */
    int size() {
        return queued.size();
    }

    /**
     * Where the host of an item puts what it sends while it works on {@code input}.
     *
     * @param span in which the host may be interrupted
     */
    OutboxOf outboxOf(ItemRuntime item, Message input, HostSpan span) {
        return new OutboxOf(item, input, 0, span);
    }

    /**
     * Puts a message on the error queue as it stands.
     *
     * @param item the item that gives it up
     */
    void toErrorQueue(ItemKey item, Message message, HopStatus status, int attempts, String why) {
        KeyHolds holds = items.find(item).map(ItemRuntime::holds).orElse(null);
        String key = holds == null ? null : holds.keyOf(message);
        Suspension suspension = new Suspension(
                MessageIds.next(),
                item.projectPath(),
                status,
                Instant.now(),
                attempts,
                TraceBuilder.shorten(why),
                key,
                null);
        if (key != null) {
            held = new HeldKey(key, suspension.id(), message.header().id());
        }
        queued.add(new Queued(Broker.ERROR_QUEUE, message, suspension));
    }

    /** Puts a message on the error queue behind the one that holds its key back. */
    void behind(ItemKey item, Message message, HeldKey head, String why) {
        queued.add(new Queued(
                Broker.ERROR_QUEUE,
                message,
                new Suspension(
                        MessageIds.next(),
                        item.projectPath(),
                        HopStatus.SUSPENDED,
                        Instant.now(),
                        0,
                        why,
                        head.key(),
                        head.suspension())));
    }

    /** Puts a message on a queue a second time, as it is. */
    void again(String queue, Message message) {
        queued.add(new Queued(queue, message, null));
    }

    /** Commits, and has the key held back of a message that goes to the error queue with it, if the item does so. */
    void commit(ItemRuntime item, KeyHolds.Commit commit) throws JMSException {
        if (held == null) {
            commit.run();
        } else {
            item.holds().suspend(held, commit);
        }
    }

    /**
     * Answers whoever waits for the outcome of a message, if anybody does.
     *
     * @param by the item that has settled it
     * @param failure why it could not be settled well, or {@code null}
     * @param reply what is answered, or {@code null} for nothing
     */
    void answer(ItemKey by, Message request, String failure, byte[] reply) {
        Message answer = Calls.reply(by, request, failure, reply);
        if (answer != null) {
            trace.created(by, answer);
            trace.hop(by, answer, HopStatus.QUEUED, 0, 0, "", null);
            queued.add(new Queued(Calls.queueOf(request), answer, null));
        }
    }

    /** Puts a message of the engine's own on the queue of the item that it is addressed to. */
    void post(ItemKey about, Message message) {
        ItemKey target = about.sibling(message.header().target());
        trace.created(about, message);
        queued.add(new Queued(target.queueName(), message, null));
        trace.hop(about, message, HopStatus.QUEUED, 0, 0, "", null);
    }

    /**
     * Hands everything to the session; the caller commits.
     *
     * @param workId identifies this piece of work, so that the broker accepts it only once; {@code null} for work that is
     *     never done twice
     */
    void flush(BrokerSession session, String workId) throws JMSException {
        for (Queued entry : queued) {
            if (entry.suspension == null) {
                for (MessageHeader dropped : session.send(entry.queue, entry.message)) {
                    traceDropped(ItemKey.ofQueue(entry.queue), dropped);
                }
            } else {
                session.suspend(entry.message, entry.suspension);
            }
        }
        session.trace(TraceCodec.encode(trace.build()), workId);
    }

    private void traceDropped(ItemKey item, MessageHeader dropped) {
        trace.hop(
                item.sibling(dropped.source()),
                new Message(dropped, MessageBody.of(new byte[0])),
                HopStatus.DROPPED,
                0,
                0,
                "its queue was full (OverflowStrategy drop_oldest)",
                null);
    }

    /** The outbox of one host for one message. */
    final class OutboxOf implements Outbox {

        private final ItemRuntime item;
        private final Message input;
        private final int depth;
        private final List<Message> sent = new ArrayList<>();
        private final List<Message> published = new ArrayList<>();
        private final List<OpenCalls> openCalls = new ArrayList<>();
        private final StringBuilder notes = new StringBuilder();
        private final HostSpan span;
        private volatile boolean isAbandoned;

        /** Made when the first of them is asked for. */
        private List<LaterCalls> laterCalls;

        private byte[] answer;

        private OutboxOf(ItemRuntime item, Message input, int depth, HostSpan span) {
            this.span = span;
            this.item = item;
            this.input = input;
            this.depth = depth;
        }

        @Override
        public Message call(String target, Message message, Duration timeout)
                throws CallFailedException, InterruptedException {
            CallOutcome outcome =
                    callAll(List.of(new Call(target, message))).gather(timeout).get(0);
            if (outcome.failure().isPresent()) {
                throw outcome.failure().get();
            }
            return outcome.reply().orElseThrow();
        }

        @Override
        public Gathering callAll(List<Call> asked) {
            if (asked.isEmpty()) {
                throw new IllegalArgumentException("There is nobody to call");
            }
            asked.forEach(call -> requireConnection(call.target()));
            OpenCalls open = new OpenCalls(item, trace);
            openCalls.add(open);
            for (Call call : asked) {
                Message request = open.begin(call);
                try {
                    dispatchShielded(call.target(), request);
                } catch (CallFailedException e) {
                    open.failed(request, e);
                }
            }
            return open;
        }

        @Override
        public LaterGathering sendAndGatherLater(List<Call> asked) {
            asked.forEach(call -> requireConnection(call.target()));
            LaterCalls calls = new LaterCalls(item);
            if (laterCalls == null) {
                laterCalls = new ArrayList<>(1);
            }
            laterCalls.add(calls);
            for (Call call : asked) {
                Message request = calls.begin(call);
                sent.add(addressed(request, call.target()));
            }
            return calls;
        }

        /** What was to be gathered later is not: the message was not taken. */
        void forgetLater() {
            if (laterCalls != null) {
                laterCalls.forEach(LaterCalls::close);
            }
        }

        /** The host has returned: nobody waits for what it called any more. */
        void end() {
            openCalls.forEach(OpenCalls::end);
        }

        /** Its host is waited for no more: nothing of what it still does has an effect. */
        void abandon() {
            isAbandoned = true;
        }

        private void dispatchShielded(String target, Message request) throws CallFailedException {
            if (isAbandoned) {
                throw new CallFailedException("the host was waited for no more", false, null);
            }
            if (span == null) {
                dispatch(target, request);
                return;
            }
            span.shield();
            try {
                dispatch(target, request);
            } finally {
                span.unshield();
            }
        }

        /** What is waited for leaves now, whatever becomes of the caller. */
        private void dispatch(String target, Message request) throws CallFailedException {
            Transmission now = new Transmission(items);
            OutboxOf outbox = now.new OutboxOf(item, input, depth, null);
            outbox.sent.add(addressed(request, target));
            Lock decision = item.decision();
            decision.lock();
            BrokerSession session = item.borrowSession();
            try {
                outbox.release();
                now.flush(session, null);
                session.commit();
                item.counters().sent(1);
            } catch (JMSException e) {
                session.rollback();
                ItemLog.LOG.notCommitted(item.key(), input.header().id(), e);
                throw new CallFailedException("the broker did not take the message for " + target, false, null);
            } finally {
                decision.unlock();
                item.returnSession(session);
            }
        }

        @Override
        public void publish(String topic, Message message) {
            if (!Topics.isName(topic)) {
                throw new IllegalArgumentException("'" + topic + "' cannot be the name of a topic");
            }
            List<String> subscribers = items.subscribers(item.key(), topic);
            note(subscribers.isEmpty() ? "nobody subscribes to " + topic : "published to " + topic);
            Message event = message.derive(item.itemName(), message.body().bytes());
            Message own =
                    event.with(event.header().withoutProperty(Calls.REPLY_TO).withProperty(TOPIC, topic));
            for (String subscriber : subscribers) {
                published.add(addressed(own, subscriber));
            }
        }

        @Override
        public void reply(byte[] content) {
            answer = content.clone();
        }

        private void requireConnection(String target) {
            if (!item.targets().contains(target)) {
                throw new IllegalArgumentException("Item " + item.key() + " has no connection to '" + target
                        + "'; connect them in the project, or correct the rule or setting that names it");
            }
        }

        @Override
        public void send(String target, Message message) {
            requireConnection(target);
            Message own = message.body().bytes() != input.body().bytes()
                            && message.header().id().equals(input.header().id())
                    ? message.derive(item.itemName(), message.body().bytes())
                    : message;
            sent.add(addressed(own.with(own.header().sentBy(item.itemName())), target));
        }

        @Override
        public void note(String text) {
            notes.append(notes.isEmpty() ? "" : "; ").append(text);
        }

        String notes() {
            return notes.toString();
        }

        private Message addressed(Message message, String target) {
            String orderKey = items.orderKeyAt(item.key().sibling(target), message);
            return message.with(message.header().to(target, orderKey));
        }

        int count() {
            return sent.size() + published.size();
        }

        /** The host is done: its messages join the transaction; inline processes among the targets run now. */
        void release() {
            if (answer != null || sent.isEmpty()) {
                answer(item.key(), input, null, answer);
            }
            for (Message given : sent) {
                leave(answer == null ? given : given.with(given.header().withoutProperty(Calls.REPLY_TO)));
            }
            published.forEach(this::leave);
        }

        private void leave(Message message) {
            if (!message.header().id().equals(input.header().id())) {
                trace.created(item.key(), message);
            }
            ItemKey to = item.key().sibling(message.header().target());
            ItemRuntime target =
                    items.find(to).filter(ItemRuntime::isInlineReady).orElse(null);
            if (target == null) {
                queued.add(new Queued(to.queueName(), message, null));
                trace.hop(item.key(), message, HopStatus.QUEUED, 0, 0, "", null);
            } else {
                runInline(target, message);
            }
        }

        private void runInline(ItemRuntime process, Message message) {
            long begun = process.counters().received();
            try {
                if (depth >= MAX_DEPTH) {
                    throw new IllegalStateException("Inline processes call each other in a cycle");
                }
                Host host = process.borrowHost();
                OutboxOf outbox = new OutboxOf(process, message, depth + 1, null);
                try {
                    HookedWork.process((BusinessProcess) host, process, message, outbox);
                } finally {
                    process.returnHost(host);
                }
                trace.hop(item.key(), message, HopStatus.COMPLETED, begun, 0, outbox.notes(), null);
                process.counters().processed(begun);
                process.counters().sent(outbox.count());
                outbox.release();
            } catch (Exception e) {
                ItemLog.LOG.notProcessed(process.key(), message.header().id(), e);
                process.counters().failed();
                toErrorQueue(process.key(), message, HopStatus.ERROR, 0, TraceBuilder.reason(e));
                answer(process.key(), message, TraceBuilder.reason(e), null);
                trace.hop(item.key(), message, HopStatus.ERROR, begun, 0, TraceBuilder.reason(e), null);
            }
        }
    }

    /** Identifies the work of one item on one message from one sender: it may come to the item by two ways, and counts twice then. */
    static String workId(UUID message, String from, ItemKey item) {
        return message + "|" + from + "|" + item.path();
    }
}
