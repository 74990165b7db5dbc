package hie.engine.item;

import static org.assertj.core.api.Assertions.assertThat;

import hie.api.host.Receipt;
import hie.api.message.Message;
import hie.engine.Messages;
import hie.engine.catalog.HostKind;
import hie.engine.host.JmsService;
import hie.store.message.ArchivedMessage;
import hie.store.message.HopStatus;
import jakarta.jms.BytesMessage;
import jakarta.jms.JMSException;
import jakarta.jms.MapMessage;
import jakarta.jms.TextMessage;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class ServiceWorkerTest {

    private static final byte[] REPLY = {1, 2, 3};
    private static final ItemFixture.Service ACCEPTING = (message, outbox) -> {
        outbox.send("Out", message);
        return Receipt.accepted(REPLY);
    };

    private final ItemFixture fixture = new ItemFixture();
    private final Message message = Messages.adt();

    private ArchivedMessage archived() throws JMSException {
        assertThat(fixture.broker.traces()).hasSize(1);
        return fixture.broker.traces().get(0).messages().get(0);
    }

    @Test
    void shouldStoreMessageAndTraceInOneTransactionBeforeItReplies() throws Exception {
        ServiceWorker worker = new ServiceWorker(fixture.service("In", ACCEPTING, "Out"));

        ServiceWorker.Outcome outcome = worker.receive(message);

        assertThat(outcome).isInstanceOf(ServiceWorker.Accepted.class);
        assertThat(outcome.reply()).isSameAs(REPLY);
        assertThat(fixture.broker.commits()).isEqualTo(1);
        assertThat(fixture.broker.on("hie.item.default.hospital.Out"))
                .singleElement()
                .satisfies(sent -> {
                    assertThat(sent.body().bytes()).isEqualTo(message.body().bytes());
                    assertThat(sent.header().id()).isEqualTo(message.header().id());
                    assertThat(sent.header().source()).isEqualTo("In");
                    assertThat(sent.header().target()).isEqualTo("Out");
                });
        assertThat(archived().accepted()).isTrue();
        assertThat(archived().controlId()).isEqualTo("MSG00001");
        assertThat(archived().patientId()).isEqualTo("4711");
        assertThat(archived().body()).isEqualTo(message.body().bytes());
        assertThat(fixture.broker.hops())
                .singleElement()
                .satisfies(hop -> assertThat(hop.status()).isEqualTo(HopStatus.QUEUED));
        assertThat(worker.item().counters().snapshot().in()).isEqualTo(1);
        assertThat(worker.item().counters().snapshot().out()).isEqualTo(1);
    }

    @Test
    void shouldKeepARefusedMessageWithItsReasonAndSendItNowhere() throws Exception {
        ServiceWorker worker = new ServiceWorker(fixture.service(
                "In",
                (m, outbox) -> {
                    outbox.send("Out", m);
                    return Receipt.refused(REPLY, "no header");
                },
                "Out"));

        assertThat(worker.receive(message))
                .isInstanceOfSatisfying(
                        ServiceWorker.Refused.class,
                        refused -> assertThat(refused.reason()).isEqualTo("no header"));
        assertThat(fixture.broker.on("hie.item.default.hospital.Out")).isEmpty();
        assertThat(archived().accepted()).isFalse();
        assertThat(archived().reason()).isEqualTo("no header");
        assertThat(archived().body()).isEqualTo(message.body().bytes());
        assertThat(worker.item().counters().snapshot().errors()).isEqualTo(1);
    }

    @Test
    void shouldTellTheSenderToTryAgainWhenTheHostFailsAndKeepTheEvidence() throws Exception {
        ServiceWorker worker = new ServiceWorker(fixture.service(
                "In",
                (m, outbox) -> {
                    outbox.send("Out", m);
                    throw new IllegalStateException("no room\nline with content");
                },
                "Out"));

        ServiceWorker.Outcome outcome = worker.receive(message);

        assertThat(outcome).isInstanceOf(ServiceWorker.Failed.class);
        assertThat(outcome.reply()).containsExactly('A', 'E');
        assertThat(fixture.broker.on("hie.item.default.hospital.Out")).isEmpty();
        assertThat(archived().accepted()).isFalse();
        assertThat(archived().reason()).isEqualTo("no room");
    }

    @Test
    void shouldTellTheSenderToTryAgainWhenTheBrokerDoesNotCommit() throws Exception {
        ServiceWorker worker = new ServiceWorker(fixture.service("In", ACCEPTING, "Out"));
        fixture.broker.failNextCommit(new JMSException("disk full"));

        ServiceWorker.Outcome failed = worker.receive(message);
        assertThat(fixture.broker.traces()).isEmpty();
        ServiceWorker.Outcome accepted = worker.receive(message);

        assertThat(failed).isInstanceOf(ServiceWorker.Failed.class);
        assertThat(failed.reply()).containsExactly('A', 'E');
        assertThat(accepted).isInstanceOf(ServiceWorker.Accepted.class);
        assertThat(fixture.broker.on("hie.item.default.hospital.Out")).hasSize(1);
        assertThat(fixture.broker.openSessions()).isEqualTo(1);
    }

    @Test
    void shouldAcceptTheSecondDeliveryOfTheSameWorkWithoutDoingItAgain() throws Exception {
        ServiceWorker worker = new ServiceWorker(fixture.service("In", ACCEPTING, "Out"));

        worker.receive(message, "file-1");
        ServiceWorker.Outcome second = worker.receive(Messages.adt(), "file-1");
        worker.receive(Messages.adt(), "file-2");

        assertThat(second).isInstanceOf(ServiceWorker.Accepted.class);
        assertThat(fixture.broker.on("hie.item.default.hospital.Out")).hasSize(2);
    }

    @Test
    void shouldGiveHostAndSessionBackForTheNextWorker() throws Exception {
        ItemRuntime item = fixture.service("In", ACCEPTING, "Out");
        try (ServiceWorker first = new ServiceWorker(item)) {
            first.receive(message);
        }
        try (ServiceWorker second = new ServiceWorker(item)) {
            second.receive(Messages.adt());
        }

        assertThat(fixture.broker.openSessions()).isEqualTo(1);
        fixture.items.close(item);
        assertThat(fixture.broker.openSessions()).isZero();
    }

    @Test
    void shouldTakeBytesAndTextFromTheEntryQueue() throws Exception {
        EntryQueueBean bean = new EntryQueueBean(new ServiceWorker(fixture.service("In", ACCEPTING, "Out")));

        bean.onMessage(FakeBroker.message(BytesMessage.class, "ID:1", "one", Map.of()));
        bean.onMessage(FakeBroker.message(TextMessage.class, "ID:2", "two", Map.of("HIE_ContentType", "text/plain")));

        assertThat(fixture.broker.on("hie.item.default.hospital.Out"))
                .extracting(m -> new String(m.body().bytes(), java.nio.charset.StandardCharsets.UTF_8)
                        + " "
                        + m.header().contentType())
                .containsExactly("one application/hl7-v2", "two text/plain");
    }

    @Test
    void shouldTakeTwoMessagesFromAClientThatSendsNoMessageIds() throws Exception {
        EntryQueueBean bean = new EntryQueueBean(new ServiceWorker(fixture.service("In", ACCEPTING, "Out")));

        bean.onMessage(FakeBroker.message(BytesMessage.class, null, "one", Map.of()));
        bean.onMessage(FakeBroker.message(BytesMessage.class, null, "two", Map.of()));

        assertThat(fixture.broker.on("hie.item.default.hospital.Out")).hasSize(2);
    }

    @Test
    void shouldRefuseForGoodWhatIsNeitherBytesNorText() throws Exception {
        EntryQueueBean bean = new EntryQueueBean(new ServiceWorker(fixture.service("In", ACCEPTING, "Out")));

        bean.onMessage(FakeBroker.message(MapMessage.class, "ID:1", "", Map.of()));

        assertThat(fixture.broker.on("hie.item.default.hospital.Out")).isEmpty();
        assertThat(archived().accepted()).isFalse();
        assertThat(archived().reason()).contains("must be a BytesMessage or a TextMessage");
        assertThat(archived().body()).isEmpty();
        assertThat(archived().properties()).contains("JMSMessageID=ID:1");
    }

    @Test
    void shouldRefuseForGoodWhatHasAMalformedProperty() throws Exception {
        EntryQueueBean bean = new EntryQueueBean(new ServiceWorker(fixture.service("In", ACCEPTING, "Out")));

        bean.onMessage(
                FakeBroker.message(BytesMessage.class, "ID:1", "one", Map.of("HIE_ContentType", new byte[] {1})));

        assertThat(archived().accepted()).isFalse();
        assertThat(archived().reason()).isEqualTo("bytes are no text");
    }

    @Test
    @Tag("setting:ContentIntake.ContentType")
    void shouldTakeContentForWhatContentTypeSaysWhereTheSenderSaysNothing() throws Exception {
        EntryQueueBean texts = new EntryQueueBean(new ServiceWorker(fixture.items.open(fixture.define(
                "Texts", JmsService.class, HostKind.SERVICE, Map.of("ContentType", "text/plain"), "Out"))));
        EntryQueueBean hl7 = new EntryQueueBean(new ServiceWorker(
                fixture.items.open(fixture.define("Hl7", JmsService.class, HostKind.SERVICE, Map.of(), "Out"))));

        texts.onMessage(FakeBroker.message(BytesMessage.class, "ID:1", "hello", Map.of()));
        hl7.onMessage(FakeBroker.message(BytesMessage.class, "ID:2", "hello", Map.of()));

        assertThat(fixture.broker.on("hie.item.default.hospital.Out"))
                .singleElement()
                .satisfies(sent -> assertThat(sent.header().contentType()).isEqualTo("text/plain"));
        assertThat(fixture.broker.traces().get(1).messages().get(0).accepted()).isFalse();
    }
}
