package hie.engine.messaging;

import hie.api.message.Message;
import hie.api.message.MessageBody;
import hie.api.message.MessageHeader;
import hie.api.message.MessageIds;
import jakarta.jms.BytesMessage;
import jakarta.jms.JMSException;
import jakarta.jms.MessageFormatException;
import jakarta.jms.Session;
import jakarta.jms.TextMessage;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.activemq.artemis.api.core.ActiveMQBuffer;
import org.apache.activemq.artemis.api.core.SimpleString;
import org.apache.activemq.artemis.core.message.impl.CoreMessage;

/**
 * The envelope on the broker: the body as a bytes message, the header as {@code hie_…} properties, so that a queue browser
 * shows them. Absent header fields are not written. A message from a foreign client needs none of them.
 */
public final class JmsEnvelope {

    /** Property by which a broker refuses the second copy of what it has committed before (Artemis). */
    private static final SimpleString DUPLICATE_ID =
            org.apache.activemq.artemis.api.core.Message.HDR_DUPLICATE_DETECTION_ID;

    private static final int ROOM_FOR_HEADERS = 640;

    private static final String ID = "hie_id";
    private static final String SESSION = "hie_session";
    private static final String CORRELATION = "hie_correlation";
    private static final String CAUSATION = "hie_causation";
    private static final String CREATED = "hie_created";
    private static final String SOURCE = "hie_source";
    static final String TARGET = "hie_target";
    private static final String PRIORITY = "hie_priority";
    private static final String TOKEN = "hie_token";
    private static final String CONTENT_TYPE = "hie_content_type";
    private static final String SCHEMA = "hie_schema";
    private static final String SCHEMA_VERSION = "hie_schema_version";
    private static final String BODY_CLASS = "hie_body_class";
    private static final String TIME_TO_LIVE = "hie_time_to_live";
    private static final String PROPERTIES = "hie_properties";
    private static final String AHEAD = "Ahead";
    private static final String GROUP = "JMSXGroupID";
    private static final Pattern LISTED_CREATED = Pattern.compile("\"" + CREATED + "\"\\s*:\\s*\"?(\\d+)");

    private JmsEnvelope() {}

    /** Writes an envelope for a queue of this order: only one by priority heeds the message's priority. */
    static CoreMessage write(Message message, QueueShape.Order order) {
        MessageHeader header = message.header();
        CoreMessage core = bytesMessage(message.body().bytes());
        core.setPriority((byte) jmsPriority(message, order));
        if (header.priority() != MessageHeader.NORMAL_PRIORITY) {
            core.putIntProperty(PRIORITY, header.priority());
        }
        core.putStringProperty(ID, header.id().toString());
        if (!header.session().equals(header.id())) {
            core.putStringProperty(SESSION, header.session().toString());
        }
        putUuid(core, CORRELATION, header.correlation());
        putUuid(core, CAUSATION, header.causation());
        core.putLongProperty(CREATED, header.created().toEpochMilli());
        core.putStringProperty(SOURCE, header.source());
        core.putStringProperty(TARGET, header.target());
        core.putStringProperty(CONTENT_TYPE, header.contentType());
        putText(core, SCHEMA, header.schemaName());
        putText(core, SCHEMA_VERSION, header.schemaVersion());
        putText(core, BODY_CLASS, header.bodyClass());
        if (header.timeToLive() != null) {
            core.putLongProperty(TIME_TO_LIVE, header.timeToLive().toMillis());
        }
        if (!header.properties().isEmpty()) {
            core.putStringProperty(PROPERTIES, join(header.properties()));
        }
        if (header.orderKey() != null) {
            core.setGroupID(header.orderKey());
        }
        return core;
    }

    /** Has the broker take a message off its queue when its time to live is over; at the earliest in a moment. */
    static void limitLife(CoreMessage core, Message message) {
        MessageHeader header = message.header();
        if (header.timeToLive() != null) {
            core.setExpiration(Math.max(
                    System.currentTimeMillis() + 1,
                    header.created().toEpochMilli() + header.timeToLive().toMillis()));
        }
    }

    /** Writes an envelope for the error queue, with why it is there. */
    static CoreMessage write(Message message, Suspension suspension) {
        CoreMessage core =
                write(message, suspension.behind() == null ? QueueShape.Order.PRIORITY : QueueShape.Order.FIFO);
        suspension.write(core);
        return core;
    }

    /** Writes a trace record; the broker accepts a transaction with this work id only once, if there is one. */
    static CoreMessage trace(byte[] trace, String workId) {
        CoreMessage core = bytesMessage(trace);
        if (workId != null) {
            core.putStringProperty(DUPLICATE_ID, SimpleString.of(workId));
        }
        return core;
    }

    /** Writes an envelope as a JMS client does, for a session that takes and sends in one transaction. */
    static BytesMessage write(Session session, Message message, QueueShape.Order order) throws JMSException {
        BytesMessage jms = session.createBytesMessage();
        jms.writeBytes(message.body().bytes());
        CoreMessage core = write(message, order);
        for (SimpleString name : core.getPropertyNames()) {
            if (!name.toString().startsWith("_AMQ")) {
                Object value = core.getObjectProperty(name);
                jms.setObjectProperty(name.toString(), value instanceof SimpleString text ? text.toString() : value);
            }
        }
        if (message.header().orderKey() != null) {
            jms.setStringProperty(GROUP, message.header().orderKey());
        }
        return jms;
    }

    /** A durable message of the broker's that a JMS client sees as a {@link BytesMessage}. */
    static CoreMessage bytesMessage(byte[] content) {
        CoreMessage core = new CoreMessage(0, content.length + ROOM_FOR_HEADERS);
        core.setType(org.apache.activemq.artemis.api.core.Message.BYTES_TYPE);
        core.setDurable(true);
        core.getBodyBuffer().writeBytes(content);
        return core;
    }

    /** Whether the engine wrote this message. */
    public static boolean isEnvelope(jakarta.jms.Message jms) throws JMSException {
        return jms.propertyExists(ID);
    }

    /** Reads an envelope that the engine wrote. */
    public static Message read(jakarta.jms.Message jms) throws JMSException {
        UUID id = UUID.fromString(jms.getStringProperty(ID));
        String session = jms.getStringProperty(SESSION);
        return new Message(
                new MessageHeader(
                        id,
                        session == null ? id : UUID.fromString(session),
                        uuid(jms, CORRELATION),
                        uuid(jms, CAUSATION),
                        Instant.ofEpochMilli(jms.getLongProperty(CREATED)),
                        jms.getStringProperty(SOURCE),
                        jms.getStringProperty(TARGET),
                        jms.propertyExists(PRIORITY) ? jms.getIntProperty(PRIORITY) : 9 - jms.getJMSPriority(),
                        jms.getStringProperty(GROUP),
                        jms.propertyExists(TIME_TO_LIVE) ? Duration.ofMillis(jms.getLongProperty(TIME_TO_LIVE)) : null,
                        jms.getStringProperty(CONTENT_TYPE),
                        text(jms, SCHEMA),
                        text(jms, SCHEMA_VERSION),
                        text(jms, BODY_CLASS),
                        split(jms.getStringProperty(PROPERTIES))),
                MessageBody.of(content(jms)));
    }

    /**
     * Reads what a foreign client sent to a service's entry queue: any bytes or text message. Heeded are its property
     * {@code HIE_ContentType}, JMSPriority and JMSCorrelationID.
     *
     * @throws MessageFormatException when it is neither a bytes nor a text message, or a property is malformed: it will not
     *     be readable the next time either
     * @throws JMSException when it could not be read now
     */
    public static Message readForeign(jakarta.jms.Message jms, String item, String defaultContentType)
            throws JMSException {
        String contentType = jms.getStringProperty("HIE_ContentType");
        MessageHeader header = MessageHeader.inbound(
                        MessageIds.next(), Instant.now(), item, contentType == null ? defaultContentType : contentType)
                .withPriority(9 - jms.getJMSPriority());
        String correlation = jms.getJMSCorrelationID();
        if (correlation != null) {
            header = header.withProperty("JMSCorrelationID", correlation);
        }
        if (jms.getJMSMessageID() != null) {
            header = header.withProperty("JMSMessageID", jms.getJMSMessageID());
        }
        return new Message(header, MessageBody.of(content(jms)));
    }

    /**
     * Reads what somebody else put on an item's queue, whatever it is: its text, or else its bytes as they are.
     *
     * @param item whose queue it was put on; it counts as its sender, too
     */
    public static Message readForeign(org.apache.activemq.artemis.api.core.Message foreign, String item) {
        ActiveMQBuffer buffer = foreign.toCore().getReadOnlyBodyBuffer();
        boolean isText = foreign.toCore().getType() == org.apache.activemq.artemis.api.core.Message.TEXT_TYPE;
        byte[] content;
        if (isText) {
            SimpleString text = buffer.readNullableSimpleString();
            content = text == null ? new byte[0] : text.toString().getBytes(StandardCharsets.UTF_8);
        } else {
            content = new byte[buffer.readableBytes()];
            buffer.readBytes(content);
        }
        MessageBody body = MessageBody.of(content);
        String plain = isText ? "text/plain; charset=utf-8" : "application/octet-stream";
        String contentType = body.hl7().hasHeader() ? Message.HL7_V2 : plain;
        return new Message(
                MessageHeader.inbound(MessageIds.next(), Instant.now(), item, contentType)
                        .to(item, null),
                body);
    }

    /** A message that stands for one of a foreign client which {@link #readForeign} cannot read; its body is empty. */
    public static Message unreadable(jakarta.jms.Message jms, String item) throws JMSException {
        MessageHeader header =
                MessageHeader.inbound(MessageIds.next(), Instant.now(), item, "application/octet-stream");
        String id = jms.getJMSMessageID();
        return new Message(id == null ? header : header.withProperty("JMSMessageID", id), MessageBody.of(new byte[0]));
    }

    /** When the first message of a broker's listing (a JSON array of messages' properties) came into being. */
    static Optional<Instant> created(String listing) {
        Matcher created = LISTED_CREATED.matcher(listing);
        return created.find() ? Optional.of(Instant.ofEpochMilli(Long.parseLong(created.group(1)))) : Optional.empty();
    }

    /** JMS counts priorities upwards, HIE downwards. */
    static int jmsPriority(Message message, QueueShape.Order order) {
        if (isAhead(message)) {
            return 9;
        }
        return 9 - (order == QueueShape.Order.PRIORITY ? message.header().priority() : MessageHeader.NORMAL_PRIORITY);
    }

    /** The same message, before all that wait on a queue of order fifo, behind those that came there likewise. */
    public static Message ahead(Message message) {
        return message.with(message.header().withProperty(AHEAD, "true"));
    }

    /** Whether the message goes before those that wait; no limit of a queue keeps it away. */
    public static boolean isAhead(Message message) {
        return message.header().properties().containsKey(AHEAD);
    }

    /** The message as it is worked on, when it has come. */
    public static Message arrived(Message message) {
        return isAhead(message) ? message.with(message.header().withoutProperty(AHEAD)) : message;
    }

    /** A message on the queue of a last-in-first-out item that stands for one in the store beside it, whichever that is then. */
    static CoreMessage token(Message message) {
        CoreMessage core = bytesMessage(new byte[0]);
        core.setPriority((byte) (9 - MessageHeader.NORMAL_PRIORITY));
        core.putBooleanProperty(TOKEN, true);
        core.putLongProperty(CREATED, message.header().created().toEpochMilli());
        return core;
    }

    /** Whether this stands for a message in the store beside the queue. */
    public static boolean isToken(jakarta.jms.Message jms) throws JMSException {
        return jms.propertyExists(TOKEN);
    }

    public static boolean isToken(org.apache.activemq.artemis.api.core.Message core) {
        return core.containsProperty(TOKEN);
    }

    /** Whether the engine wrote this message. */
    public static boolean isEnvelope(org.apache.activemq.artemis.api.core.Message core) {
        return core.containsProperty(ID);
    }

    /** The order key of a message that the broker holds; {@code null} for none. */
    static String orderKey(org.apache.activemq.artemis.api.core.Message core) {
        SimpleString group = core.getGroupID();
        return group == null ? null : group.toString();
    }

    /** Reads an envelope that the engine wrote, as the broker holds it. */
    public static Message read(org.apache.activemq.artemis.api.core.Message core) {
        ActiveMQBuffer body = core.toCore().getReadOnlyBodyBuffer();
        byte[] content = new byte[body.readableBytes()];
        body.readBytes(content);
        return new Message(header(core), MessageBody.of(content));
    }

    /** Reads the header of an envelope that the engine wrote, as the broker holds it. */
    static MessageHeader header(org.apache.activemq.artemis.api.core.Message core) {
        UUID id = UUID.fromString(core.getStringProperty(ID));
        String session = core.getStringProperty(SESSION);
        return new MessageHeader(
                id,
                session == null ? id : UUID.fromString(session),
                uuid(core.getStringProperty(CORRELATION)),
                uuid(core.getStringProperty(CAUSATION)),
                Instant.ofEpochMilli(core.getLongProperty(CREATED)),
                core.getStringProperty(SOURCE),
                core.getStringProperty(TARGET),
                core.containsProperty(PRIORITY) ? core.getIntProperty(PRIORITY) : 9 - core.getPriority(),
                orderKey(core),
                core.containsProperty(TIME_TO_LIVE) ? Duration.ofMillis(core.getLongProperty(TIME_TO_LIVE)) : null,
                core.getStringProperty(CONTENT_TYPE),
                text(core.getStringProperty(SCHEMA)),
                text(core.getStringProperty(SCHEMA_VERSION)),
                text(core.getStringProperty(BODY_CLASS)),
                split(core.getStringProperty(PROPERTIES)));
    }

    private static byte[] content(jakarta.jms.Message jms) throws JMSException {
        if (jms instanceof BytesMessage bytes) {
            byte[] content = new byte[Math.toIntExact(bytes.getBodyLength())];
            bytes.readBytes(content);
            return content;
        }
        if (jms instanceof TextMessage text) {
            return text.getText() == null ? new byte[0] : text.getText().getBytes(StandardCharsets.UTF_8);
        }
        throw new MessageFormatException("A message must be a BytesMessage or a TextMessage, but this is a "
                + jms.getClass().getSimpleName());
    }

    private static void putUuid(CoreMessage core, String name, UUID value) {
        if (value != null) {
            core.putStringProperty(name, value.toString());
        }
    }

    private static UUID uuid(jakarta.jms.Message jms, String name) throws JMSException {
        return uuid(jms.getStringProperty(name));
    }

    private static UUID uuid(String value) {
        return value == null ? null : UUID.fromString(value);
    }

    private static void putText(CoreMessage core, String name, String value) {
        if (!value.isEmpty()) {
            core.putStringProperty(name, value);
        }
    }

    private static String text(jakarta.jms.Message jms, String name) throws JMSException {
        return text(jms.getStringProperty(name));
    }

    private static String text(String value) {
        return value == null ? "" : value;
    }

    /** Each text with its length before it: no character needs an escape. */
    private static String join(Map<String, String> properties) {
        StringBuilder joined = new StringBuilder();
        properties.forEach((name, value) -> joined.append(name.length())
                .append(':')
                .append(name)
                .append(value.length())
                .append(':')
                .append(value));
        return joined.toString();
    }

    private static Map<String, String> split(String joined) {
        if (joined == null) {
            return Map.of();
        }
        Map<String, String> properties = new LinkedHashMap<>();
        int at = 0;
        while (at < joined.length()) {
            int colon = joined.indexOf(':', at);
            int end = colon + 1 + Integer.parseInt(joined.substring(at, colon));
            String name = joined.substring(colon + 1, end);
            colon = joined.indexOf(':', end);
            at = colon + 1 + Integer.parseInt(joined.substring(end, colon));
            properties.put(name, joined.substring(colon + 1, at));
        }
        return properties;
    }
}
