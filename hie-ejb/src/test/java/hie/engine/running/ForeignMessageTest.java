package hie.engine.running;

import static org.assertj.core.api.Assertions.assertThat;

import hie.api.message.Message;
import hie.engine.Messages;
import hie.engine.desk.Selection;
import hie.engine.desk.SuspendedDesk;
import hie.engine.messaging.ErrorQueue;
import hie.engine.messaging.SuspendedMessage;
import hie.engine.messaging.SuspensionFilter;
import hie.store.message.HopStatus;
import jakarta.jms.BytesMessage;
import jakarta.jms.Connection;
import jakarta.jms.JMSException;
import jakarta.jms.Session;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ForeignMessageTest extends QueueOnDisk {

    private SuspendedDesk desk;

    @BeforeEach
    void open() throws Exception {
        open(Map.of());
        desk = new SuspendedDesk(new ErrorQueue(broker.server(), broker.factory(), broker.queues()), fixture.items);
    }

    private interface Making {
        jakarta.jms.Message in(Session session) throws JMSException;
    }

    /** Somebody puts a message on the item's queue, and the item gets it. */
    private SuspendedMessage given(Making making) throws Exception {
        try (Connection connection = broker.factory().createConnection();
                Session session = connection.createSession(false, Session.AUTO_ACKNOWLEDGE)) {
            session.createProducer(session.createQueue(QUEUE)).send(making.in(session));
        }
        broker.feed(QUEUE, new QueueItemBean(out), 1);
        assertThat(delivered).as("the host never sees it").isEmpty();
        List<SuspendedMessage> shown =
                desk.list(SuspensionFilter.of("default/hospital"), 0, 10).messages();
        assertThat(shown).hasSize(1);
        return shown.getFirst();
    }

    private SuspendedMessage bytes(byte[] content) throws Exception {
        return given(session -> {
            BytesMessage message = session.createBytesMessage();
            message.writeBytes(content);
            return message;
        });
    }

    @Test
    void shouldBeShownByTheDeskWithWhereItWasAndWhy() throws Exception {
        SuspendedMessage shown = bytes(new byte[] {1, 2, 3});

        assertThat(shown.message().header().target()).isEqualTo("Out");
        assertThat(shown.message().header().contentType()).isEqualTo("application/octet-stream");
        assertThat(shown.message().body().bytes()).containsExactly(1, 2, 3);
        assertThat(shown.suspension().status()).isEqualTo(HopStatus.ERROR);
        assertThat(shown.suspension().why()).contains("no item sent it");
        assertThat(hops(HopStatus.ERROR)).singleElement().satisfies(hop -> {
            assertThat(hop.message()).isEqualTo(shown.message().header().id());
            assertThat(hop.item()).isEqualTo("Out");
        });
    }

    @Test
    void shouldShowATextAsText() throws Exception {
        Message shown =
                given(session -> session.createTextMessage("gr\u00FC\u00DF")).message();

        assertThat(shown.header().contentType()).startsWith("text/plain");
        assertThat(new String(shown.body().bytes(), StandardCharsets.UTF_8)).isEqualTo("gr\u00FC\u00DF");
    }

    @Test
    void shouldBeDeliveredWhenTheDeskSendsItOn() throws Exception {
        SuspendedMessage shown = bytes(Messages.adt().body().bytes());
        assertThat(shown.message().header().contentType()).isEqualTo(Message.HL7_V2);

        desk.retry(
                Selection.Chosen.of(
                        SuspensionFilter.ALL, List.of(shown.suspension().id())),
                "alice");

        assertThat(deliverAll()).hasSize(1).first().asString().startsWith("MSH|");
        assertThat(desk.count(SuspensionFilter.ALL)).isZero();
    }

    @Test
    void shouldNotMindAMessageWithoutABody() throws Exception {
        assertThat(given(Session::createMessage).message().body().size()).isZero();
    }
}
