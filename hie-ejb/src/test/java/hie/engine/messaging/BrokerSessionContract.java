package hie.engine.messaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import hie.api.message.Message;
import hie.api.message.MessageBody;
import hie.api.message.MessageHeader;
import hie.api.message.MessageIds;
import hie.queue.TakenMessage;
import jakarta.jms.BytesMessage;
import jakarta.jms.Connection;
import jakarta.jms.InvalidDestinationException;
import jakarta.jms.JMSException;
import jakarta.jms.MessageConsumer;
import jakarta.jms.Session;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Map;
import java.util.Random;
import org.apache.activemq.artemis.api.core.QueueConfiguration;
import org.apache.activemq.artemis.api.core.RoutingType;
import org.apache.activemq.artemis.api.core.SimpleString;
import org.apache.activemq.artemis.core.config.impl.ConfigurationImpl;
import org.apache.activemq.artemis.core.server.ActiveMQServer;
import org.apache.activemq.artemis.core.server.ActiveMQServers;
import org.apache.activemq.artemis.core.server.JournalType;
import org.apache.activemq.artemis.core.server.Queue;
import org.apache.activemq.artemis.jms.client.ActiveMQConnectionFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a worker's transactions promise, against a real broker and seen with a JMS client, whichever way they go there. */
abstract class BrokerSessionContract {

    static final String QUEUE = "hie.item.default.hospital.Out";
    private static final int BROKER_ID = 7531;

    @TempDir
    Path data;

    ActiveMQServer broker;
    BrokerSession session;

    @BeforeEach
    void start() throws Exception {
        ConfigurationImpl configuration = new ConfigurationImpl();
        configuration.setSecurityEnabled(false);
        configuration.setJournalType(JournalType.NIO);
        configuration.setJournalFileSize(1 << 20);
        configuration.setJournalDirectory(data.resolve("journal").toString());
        configuration.setBindingsDirectory(data.resolve("bindings").toString());
        configuration.setPagingDirectory(data.resolve("paging").toString());
        configuration.setLargeMessagesDirectory(data.resolve("large").toString());
        configuration.addAcceptorConfiguration("in-vm", "vm://" + BROKER_ID);
        broker = ActiveMQServers.newActiveMQServer(configuration);
        broker.start();
        for (String queue : new String[] {QUEUE, Broker.TRACE_QUEUE}) {
            broker.createQueue(
                    QueueConfiguration.of(ItemQueues.BROKER_PREFIX + queue).setRoutingType(RoutingType.ANYCAST), true);
        }
        session = open();
    }

    /** A session with the broker, which runs. */
    abstract BrokerSession open() throws Exception;

    /** The first message that waits in {@link #QUEUE}, as the session's worker gets it. */
    abstract TakenMessage taken() throws Exception;

    @AfterEach
    void stop() throws Exception {
        session.close();
        broker.stop();
    }

    static Message message(byte[] content) {
        MessageHeader header = MessageHeader.inbound(
                        MessageIds.next(), Instant.ofEpochMilli(1_700_000_000_000L), "In", Message.HL7_V2)
                .withPriority(2)
                .withProperty("Peer", "127.0.0.1:4711")
                .sentBy("In")
                .to("Out", "4711");
        return new Message(header, MessageBody.of(content));
    }

    static Message message(String content) {
        return message(content.getBytes(StandardCharsets.ISO_8859_1));
    }

    jakarta.jms.Message take(String queue) throws JMSException {
        try (ActiveMQConnectionFactory factory = new ActiveMQConnectionFactory("vm://" + BROKER_ID);
                Connection connection = factory.createConnection();
                Session client = connection.createSession(false, Session.AUTO_ACKNOWLEDGE);
                MessageConsumer consumer =
                        client.createConsumer(client.createQueue(ItemQueues.BROKER_PREFIX + queue))) {
            connection.start();
            jakarta.jms.Message taken = consumer.receiveNoWait();
            // A body that is streamed must be read before its consumer goes.
            return taken instanceof BytesMessage bytes ? copy(client, bytes) : taken;
        }
    }

    private static BytesMessage copy(Session client, BytesMessage bytes) throws JMSException {
        byte[] content = new byte[Math.toIntExact(bytes.getBodyLength())];
        bytes.readBytes(content);
        bytes.clearBody();
        bytes.writeBytes(content);
        bytes.reset();
        return bytes;
    }

    long waiting(String queue) {
        Queue found = broker.locateQueue(SimpleString.of(ItemQueues.BROKER_PREFIX + queue));
        QueueThread.await(found);
        return found.getMessageCount();
    }

    @Test
    void shouldHandOverTheWholeEnvelope() throws JMSException {
        Message sent = message("MSH|^~\\&|a\u00e4");

        session.send(QUEUE, sent);
        assertThat(session.commit()).isTrue();

        Message received = JmsEnvelope.read(take(QUEUE));
        assertThat(received.header()).isEqualTo(sent.header());
        assertThat(received.body().bytes()).isEqualTo(sent.body().bytes());
        assertThat(take(QUEUE)).isNull();
    }

    @Test
    void shouldShowNothingBeforeTheCommitNorAfterARollback() throws JMSException {
        session.send(QUEUE, message("one"));
        assertThat(take(QUEUE)).isNull();

        session.rollback();
        assertThat(session.commit()).isTrue();
        assertThat(take(QUEUE)).isNull();

        session.send(QUEUE, message("two"));
        session.commit();
        assertThat(JmsEnvelope.read(take(QUEUE)).body().bytes()).isEqualTo("two".getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void shouldCommitTheSameWorkOnce() throws JMSException {
        session.send(QUEUE, message("one"));
        session.trace(new byte[] {1}, "work");
        assertThat(session.commit()).isTrue();

        session.send(QUEUE, message("one"));
        session.trace(new byte[] {1}, "work");
        assertThat(session.commit()).isFalse();

        session.trace(new byte[] {2}, "other work");
        assertThat(session.commit()).isTrue();
        assertThat(take(QUEUE)).isNotNull();
        assertThat(take(QUEUE)).isNull();
        assertThat(take(Broker.TRACE_QUEUE)).isNotNull();
        assertThat(take(Broker.TRACE_QUEUE)).isNotNull();
        assertThat(take(Broker.TRACE_QUEUE)).isNull();
    }

    @Test
    void shouldRefuseAQueueThatDoesNotExist() {
        assertThatThrownBy(() -> session.send("hie.item.default.hospital.Nowhere", message("one")))
                .isInstanceOf(InvalidDestinationException.class)
                .hasMessageContaining("hie.item.default.hospital.Nowhere");
    }

    @Test
    void shouldCarryMessagesLargerThanAJournalFile() throws JMSException {
        byte[] content = new byte[3 << 20];
        Arrays.fill(content, (byte) 'x');

        session.send(QUEUE, message(content));
        session.commit();

        assertThat(JmsEnvelope.read(take(QUEUE)).body().bytes()).isEqualTo(content);
    }

    @Test
    void shouldLetAMessageLeaveItsQueueWithTheTransaction() throws Exception {
        session.send(QUEUE, message("in"));
        session.commit();
        TakenMessage taken = taken();

        session.trace(new byte[] {1}, null);
        session.consume(taken);
        assertThat(taken.isAcknowledged()).isFalse();
        session.commit();

        assertThat(taken.isAcknowledged()).isTrue();
        assertThat(waiting(QUEUE)).isZero();
        broker.stop();
        broker.start();
        assertThat(waiting(QUEUE)).isZero();
        assertThat(waiting(Broker.TRACE_QUEUE)).isEqualTo(1);
    }

    @Test
    void shouldReadALargeMessageAsTheBrokerHoldsIt() throws Exception {
        byte[] content = new byte[3 << 20];
        new Random(7).nextBytes(content);
        session.send(QUEUE, message(content));
        session.commit();

        assertThat(JmsEnvelope.read(taken().message()).body().bytes()).isEqualTo(content);
    }

    @Test
    void shouldLetAMessageExpire() throws JMSException {
        MessageHeader h = message("old").header();
        MessageHeader expiring = new MessageHeader(
                h.id(),
                h.session(),
                null,
                null,
                h.created(),
                "In",
                "Out",
                4,
                null,
                Duration.ofMillis(1),
                h.contentType(),
                "",
                "",
                "",
                Map.of());
        session.send(QUEUE, new Message(expiring, MessageBody.of(new byte[] {1})));
        session.commit();

        assertThat(take(QUEUE)).isNull();
    }

    @Test
    void shouldReportABrokerThatIsGone() throws Exception {
        session.send(QUEUE, message("one"));
        broker.stop();

        assertThatThrownBy(() -> session.commit()).isInstanceOf(JMSException.class);
    }
}
