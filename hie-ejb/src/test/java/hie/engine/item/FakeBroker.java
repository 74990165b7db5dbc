package hie.engine.item;

import hie.engine.archive.TraceCodec;
import hie.engine.messaging.BrokerSession;
import hie.engine.messaging.JmsEnvelope;
import hie.engine.messaging.Suspension;
import hie.store.message.Attempt;
import hie.store.message.Hop;
import hie.store.message.TraceRecord;
import jakarta.jms.BytesMessage;
import jakarta.jms.Connection;
import jakarta.jms.ConnectionFactory;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.MessageProducer;
import jakarta.jms.Queue;
import jakarta.jms.Session;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A broker in memory with what the engine uses of JMS: transacted sessions whose sends appear at commit, and duplicate ids
 * under which a second commit is refused. Anything else throws.
 */
final class FakeBroker {

    private static final String DUPLICATE_ID = "_AMQ_DUPL_ID";

    private record Sent(String queue, Message message) {}

    private final List<Sent> committed = new ArrayList<>();
    private final Set<String> seen = new HashSet<>();
    private JMSException nextCommit;
    private int commits;
    private int open;

    ConnectionFactory factory() {
        return proxy(ConnectionFactory.class, (self, method, args) -> {
            expect(method.getName(), "createConnection");
            open++;
            return connection();
        });
    }

    /** The next commit fails, and nothing of its transaction is kept. */
    void failNextCommit(JMSException failure) {
        nextCommit = failure;
    }

    int commits() {
        return commits;
    }

    int openConnections() {
        return open;
    }

    /** What is on an item's queue. */
    List<hie.api.message.Message> on(String queue) throws JMSException {
        List<hie.api.message.Message> messages = new ArrayList<>();
        for (Sent sent : List.copyOf(committed)) {
            if (sent.queue.equals(queue)) {
                messages.add(JmsEnvelope.read(sent.message));
            }
        }
        return messages;
    }

    List<hie.api.message.Message> errors() throws JMSException {
        return on(BrokerSession.ERROR_QUEUE);
    }

    /** Why messages are on the error queue. */
    List<Suspension> suspensions() throws JMSException {
        List<Suspension> found = new ArrayList<>();
        for (Sent sent : List.copyOf(committed)) {
            if (sent.queue.equals(BrokerSession.ERROR_QUEUE)) {
                found.add(Suspension.read(sent.message));
            }
        }
        return found;
    }

    List<TraceRecord> traces() throws JMSException {
        List<TraceRecord> traces = new ArrayList<>();
        for (Sent sent : List.copyOf(committed)) {
            if (sent.queue.equals(BrokerSession.TRACE_QUEUE)) {
                BytesMessage bytes = (BytesMessage) sent.message;
                byte[] content = new byte[(int) bytes.getBodyLength()];
                bytes.readBytes(content);
                traces.add(TraceCodec.decode(content));
            }
        }
        return traces;
    }

    List<Hop> hops() throws JMSException {
        return traces().stream().flatMap(trace -> trace.hops().stream()).toList();
    }

    List<Attempt> attempts() throws JMSException {
        return traces().stream().flatMap(trace -> trace.attempts().stream()).toList();
    }

    /** A message as a client of the broker would send it. */
    static <T extends Message> T message(Class<T> type, String id, String text, Map<String, Object> properties) {
        MessageState state = new MessageState(id, text);
        state.properties.putAll(properties);
        return proxy(type, state);
    }

    private Connection connection() {
        return proxy(Connection.class, (self, method, args) -> {
            if (method.getName().equals("close")) {
                open--;
                return null;
            }
            expect(method.getName(), "createSession");
            return session(new ArrayList<>());
        });
    }

    private Session session(List<Sent> pending) {
        return proxy(Session.class, (self, method, args) -> switch (method.getName()) {
            case "createProducer" -> producer(pending);
            case "createQueue" -> queue((String) args[0]);
            case "createBytesMessage" -> proxy(BytesMessage.class, new MessageState(null, ""));
            case "commit" -> {
                commit(pending);
                yield null;
            }
            default -> throw new UnsupportedOperationException(method.toString());
        });
    }

    private static Queue queue(String name) {
        return proxy(Queue.class, (self, method, args) -> {
            expect(method.getName(), "getQueueName");
            return name;
        });
    }

    private static MessageProducer producer(List<Sent> pending) {
        return proxy(MessageProducer.class, (self, method, args) -> {
            if (method.getName().startsWith("setDisable")) {
                return null;
            }
            expect(method.getName(), "send");
            MessageState state = (MessageState) Proxy.getInvocationHandler(args[1]);
            state.priority = (Integer) args[3];
            pending.add(new Sent(((Queue) args[0]).getQueueName(), (Message) args[1]));
            return null;
        });
    }

    private void commit(List<Sent> pending) throws JMSException {
        commits++;
        List<Sent> sent = List.copyOf(pending);
        pending.clear();
        if (nextCommit != null) {
            JMSException failure = nextCommit;
            nextCommit = null;
            throw failure;
        }
        Set<String> ids = new HashSet<>();
        for (Sent one : sent) {
            if (one.message.propertyExists(DUPLICATE_ID)) {
                ids.add(one.message.getStringProperty(DUPLICATE_ID));
            }
        }
        if (ids.stream().anyMatch(seen::contains)) {
            throw new JMSException("AMQ229140: Duplicate message detected - message will not be routed");
        }
        seen.addAll(ids);
        committed.addAll(sent);
    }

    private static void expect(String name, String expected) {
        if (!name.equals(expected)) {
            throw new UnsupportedOperationException(name);
        }
    }

    private static <T> T proxy(Class<T> type, InvocationHandler handler) {
        return type.cast(Proxy.newProxyInstance(FakeBroker.class.getClassLoader(), new Class<?>[] {type}, handler));
    }

    /** One message's properties and body. */
    private static final class MessageState implements InvocationHandler {

        private final Map<String, Object> properties = new HashMap<>();
        private final ByteArrayOutputStream body = new ByteArrayOutputStream();
        private final String id;
        private int priority = 4;

        MessageState(String id, String text) {
            this.id = id;
            body.writeBytes(text.getBytes(java.nio.charset.StandardCharsets.UTF_8));
        }

        @Override
        public Object invoke(Object self, java.lang.reflect.Method method, Object[] args) throws Exception {
            return switch (method.getName()) {
                case "writeBytes" -> {
                    body.writeBytes((byte[]) args[0]);
                    yield null;
                }
                case "getBodyLength" -> (long) body.size();
                case "readBytes" -> new ByteArrayInputStream(body.toByteArray()).read((byte[]) args[0]);
                case "getText" -> body.toString(java.nio.charset.StandardCharsets.UTF_8);
                case "setStringProperty", "setLongProperty" ->
                    properties.put((String) args[0], args[1]) == null ? null : null;
                case "getStringProperty" -> text(properties.get((String) args[0]));
                case "getLongProperty" -> properties.get((String) args[0]);
                case "propertyExists" -> properties.containsKey((String) args[0]);
                case "getJMSPriority" -> priority;
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
