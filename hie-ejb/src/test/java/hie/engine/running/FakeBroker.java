package hie.engine.running;

import hie.api.message.Message;
import hie.api.message.MessageHeader;
import hie.engine.archive.TraceCodec;
import hie.engine.messaging.Backpressure;
import hie.engine.messaging.Broker;
import hie.engine.messaging.BrokerSession;
import hie.engine.messaging.HeldKey;
import hie.engine.messaging.HeldMessage;
import hie.engine.messaging.Suspension;
import hie.queue.TakenMessage;
import hie.queue.TakenReference;
import hie.store.message.Attempt;
import hie.store.message.Hop;
import hie.store.message.TraceRecord;
import jakarta.jms.JMSException;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Semaphore;
import java.util.function.Predicate;

/**
 * A broker in memory: transactions whose messages appear at commit, and work ids under which a second commit is refused.
 */
public final class FakeBroker implements Broker {

    private record Sent(String queue, Message message, Suspension suspension) {}

    private final List<Sent> committed = new CopyOnWriteArrayList<>();
    private final List<TraceRecord> traces = new CopyOnWriteArrayList<>();
    private final Set<String> seen = new HashSet<>();
    private final List<TakenMessage> consumed = new ArrayList<>();

    /** How many messages wait in queues, as a test says. */
    final Map<String, Long> depths = new HashMap<>();

    /** A permit for each commit. */
    final Semaphore committing = new Semaphore(0);

    private JMSException nextCommit;
    private volatile Runnable beforeCommit;
    private JMSException nextSend;
    private int commits;
    private int open;

    @Override
    public BrokerSession openSession(Backpressure backpressure) {
        return new Session();
    }

    @Override
    public boolean isDrained(String queue) {
        return depths.getOrDefault(queue, 0L) == 0;
    }

    @Override
    public Optional<HeldMessage> takeStored(String queue, Pick pick) {
        return Optional.empty();
    }

    @Override
    public List<HeldKey> heldKeys(String project, String item) {
        return List.of();
    }

    @Override
    public Optional<HeldMessage> takeNext(String queue) {
        return Optional.empty();
    }

    @Override
    public Optional<HeldMessage> takeNext(String queue, Predicate<String> keys) {
        return Optional.empty();
    }

    @Override
    public List<Message> browse(String queue) {
        return on(queue);
    }

    @Override
    public Optional<HeldMessage> takeExpired() {
        return Optional.empty();
    }

    /** The next commit fails, and nothing of its transaction is kept. */
    void failNextCommit(JMSException failure) {
        nextCommit = failure;
    }

    /** What happens once, while the next transaction is about to be committed, on another thread that is waited for. */
    void beforeNextCommit(Runnable happening) {
        beforeCommit = happening;
    }

    private void happen() {
        Runnable happening = beforeCommit;
        if (happening != null) {
            beforeCommit = null;
            CompletableFuture.runAsync(happening).join();
        }
    }

    /** The next message is not taken. */
    void failNextSend(JMSException failure) {
        nextSend = failure;
    }

    int commits() {
        return commits;
    }

    /** How many sessions are in use. */
    int openSessions() {
        return open;
    }

    /** What is on an item's queue. */
    public List<Message> on(String queue) {
        return committed.stream()
                .filter(sent -> sent.queue.equals(queue))
                .map(Sent::message)
                .toList();
    }

    List<Message> errors() {
        return on(ERROR_QUEUE);
    }

    /** Why messages are on the error queue. */
    List<Suspension> suspensions() {
        return committed.stream()
                .filter(sent -> sent.queue.equals(ERROR_QUEUE))
                .map(Sent::suspension)
                .toList();
    }

    /** A message in hand; what it is does not matter to a worker. */
    static TakenMessage taken() {
        return new TakenReference(null);
    }

    /** What has left its queue with a transaction. */
    List<TakenMessage> consumed() {
        return consumed;
    }

    public List<TraceRecord> traces() {
        return List.copyOf(traces);
    }

    List<Hop> hops() {
        return traces.stream().flatMap(trace -> trace.hops().stream()).toList();
    }

    List<Attempt> attempts() {
        return traces.stream().flatMap(trace -> trace.attempts().stream()).toList();
    }

    /** A message as a client of the broker would send it. */
    public static <T extends jakarta.jms.Message> T message(
            Class<T> type, String id, String text, Map<String, Object> properties) {
        MessageState state = new MessageState(id, text);
        state.properties.putAll(properties);
        return type.cast(Proxy.newProxyInstance(FakeBroker.class.getClassLoader(), new Class<?>[] {type}, state));
    }

    /** One worker's transactions. */
    private final class Session implements BrokerSession {

        private final List<Sent> sent = new ArrayList<>();
        private final List<TraceRecord> traced = new ArrayList<>();
        private final Set<String> ids = new HashSet<>();
        private TakenMessage consuming;
        private boolean isOpen;

        private void begin() {
            if (!isOpen) {
                isOpen = true;
                open++;
            }
        }

        @Override
        public List<MessageHeader> send(String queue, Message message) throws JMSException {
            begin();
            if (nextSend != null) {
                JMSException failure = nextSend;
                nextSend = null;
                throw failure;
            }
            sent.add(new Sent(queue, message, null));
            return List.of();
        }

        @Override
        public void suspend(Message message, Suspension suspension) {
            begin();
            sent.add(new Sent(ERROR_QUEUE, message, suspension));
        }

        @Override
        public void trace(byte[] trace, String workId) {
            begin();
            traced.add(TraceCodec.decode(trace));
            if (workId != null) {
                ids.add(workId);
            }
        }

        @Override
        public void consume(TakenMessage message) {
            begin();
            consuming = message;
        }

        @Override
        public boolean commit() throws JMSException {
            happen();
            commits++;
            if (nextCommit != null) {
                JMSException failure = nextCommit;
                nextCommit = null;
                rollback();
                throw failure;
            }
            boolean isNew = ids.stream().noneMatch(seen::contains);
            if (isNew) {
                committed.addAll(sent);
                traces.addAll(traced);
                seen.addAll(ids);
                if (consuming != null) {
                    consumed.add(consuming);
                }
            }
            forget();
            committing.release();
            return isNew;
        }

        private void forget() {
            sent.clear();
            traced.clear();
            ids.clear();
            consuming = null;
        }

        @Override
        public void commitLater() throws JMSException {
            commit();
        }

        @Override
        public void rollback() {
            close();
        }

        @Override
        public void close() {
            forget();
            if (isOpen) {
                isOpen = false;
                open--;
            }
        }
    }

    /** One message's properties and body. */
    private static final class MessageState implements InvocationHandler {

        private final Map<String, Object> properties = new HashMap<>();
        private final ByteArrayOutputStream body = new ByteArrayOutputStream();
        private final String id;

        MessageState(String id, String text) {
            this.id = id;
            body.writeBytes(text.getBytes(java.nio.charset.StandardCharsets.UTF_8));
        }

        @Override
        public Object invoke(Object self, java.lang.reflect.Method method, Object[] args) throws Exception {
            return switch (method.getName()) {
                case "getBodyLength" -> (long) body.size();
                case "readBytes" -> new ByteArrayInputStream(body.toByteArray()).read((byte[]) args[0]);
                case "getText" -> body.toString(java.nio.charset.StandardCharsets.UTF_8);
                case "getStringProperty" -> text(properties.get((String) args[0]));
                case "getLongProperty" -> properties.get((String) args[0]);
                case "propertyExists" -> properties.containsKey((String) args[0]);
                case "getJMSPriority" -> 4;
                case "getJMSMessageID" -> id;
                case "getJMSCorrelationID" -> null;
                default -> throw new UnsupportedOperationException(method.toString());
            };
        }

        private static String text(Object value) throws JMSException {
            if (value instanceof byte[]) {
                throw new jakarta.jms.MessageFormatException("bytes are no text");
            }
            return value == null ? null : value.toString();
        }
    }
}
