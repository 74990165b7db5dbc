package hie.engine.intake;

import static org.assertj.core.api.Assertions.assertThat;

import hie.api.host.Receipt;
import hie.engine.catalog.HostKind;
import hie.engine.host.JmsService;
import hie.engine.running.FakeBroker;
import hie.engine.running.ItemFixture;
import hie.engine.running.ServiceWorker;
import hie.store.message.ArchivedMessage;
import jakarta.jms.BytesMessage;
import jakarta.jms.JMSException;
import jakarta.jms.MapMessage;
import jakarta.jms.TextMessage;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class EntryQueueBeanTest {

    private static final ItemFixture.Service ACCEPTING = (message, outbox) -> {
        outbox.send("Out", message);
        return Receipt.accepted(null);
    };

    private final ItemFixture fixture = new ItemFixture();

    private ArchivedMessage archived() throws JMSException {
        assertThat(fixture.broker.traces()).hasSize(1);
        return fixture.broker.traces().get(0).messages().get(0);
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
        EntryQueueBean texts = new EntryQueueBean(new ServiceWorker(fixture.runningItems()
                .open(fixture.define(
                        "Texts", JmsService.class, HostKind.SERVICE, Map.of("ContentType", "text/plain"), "Out"))));
        EntryQueueBean hl7 = new EntryQueueBean(new ServiceWorker(fixture.runningItems()
                .open(fixture.define("Hl7", JmsService.class, HostKind.SERVICE, Map.of(), "Out"))));

        texts.onMessage(FakeBroker.message(BytesMessage.class, "ID:1", "hello", Map.of()));
        hl7.onMessage(FakeBroker.message(BytesMessage.class, "ID:2", "hello", Map.of()));

        assertThat(fixture.broker.on("hie.item.default.hospital.Out"))
                .singleElement()
                .satisfies(sent -> assertThat(sent.header().contentType()).isEqualTo("text/plain"));
        assertThat(fixture.broker.traces().get(1).messages().get(0).accepted()).isFalse();
    }
}
