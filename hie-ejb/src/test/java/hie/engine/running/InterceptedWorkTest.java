package hie.engine.running;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import hie.api.host.Delivery;
import hie.api.message.Message;
import hie.api.message.MessageBody;
import hie.engine.Messages;
import hie.engine.item.HostStartException;
import hie.store.message.HopStatus;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Interceptors at the places where workers call them. */
class InterceptedWorkTest {

    private final ItemFixture fixture = new ItemFixture();

    private static Message at(String target) {
        Message adt = Messages.adt();
        return adt.with(adt.header().sentBy("In").to(target, null));
    }

    private static String text(Message message) {
        return new String(message.body().bytes(), StandardCharsets.ISO_8859_1);
    }

    @Test
    void shouldDeliverTheMaskedMessage() throws Exception {
        List<String> delivered = new ArrayList<>();
        ItemRuntime item =
                fixture.operation("Out", Map.of("Interceptors", "Masking", "MaskedFields", "PID-5"), message -> {
                    delivered.add(text(message));
                    return Delivery.completed(null, "AA");
                });

        new OperationWorker(item).work(at("Out"), FakeBroker.taken());

        assertThat(delivered).singleElement().asString().contains("***^***").doesNotContain("Erika");
    }

    @Test
    void shouldSendOnTheMaskedMessageAsOneOfItsOwn() throws Exception {
        ItemRuntime item = fixture.process(
                "Router",
                Map.of("Interceptors", "Masking", "MaskedFields", "PID-5"),
                (message, outbox) -> outbox.send("Out", message),
                "Out");
        Message message = at("Router");

        new ProcessWorker(item).work(message, FakeBroker.taken());

        assertThat(fixture.broker.on("hie.item.default.hospital.Out"))
                .singleElement()
                .satisfies(sent -> {
                    assertThat(text(sent)).contains("***^***").doesNotContain("Erika");
                    assertThat(sent.header().causation())
                            .isEqualTo(message.header().id());
                });
    }

    @Test
    void shouldGiveWhatIsRefusedToTheErrorQueueWithTheReason() throws Exception {
        ItemRuntime item =
                fixture.operation("Out", Map.of("Interceptors", "Validation", "RequiredFields", "PV1-44"), message -> {
                    throw new AssertionError("not to be called");
                });

        new OperationWorker(item).work(at("Out"), FakeBroker.taken());

        assertThat(fixture.broker.on("hie.error")).hasSize(1);
        assertThat(fixture.broker.hops()).singleElement().satisfies(hop -> {
            assertThat(hop.status()).isEqualTo(HopStatus.ERROR);
            assertThat(hop.detail()).isEqualTo("no value in PV1-44");
        });
    }

    @Test
    void shouldTellAServicesSenderThatItIsRefusedAndKeepTheMessage() throws Exception {
        hie.api.host.BusinessService host = new hie.engine.host.MllpService();
        ItemRuntime item = fixture.items.open(fixture.define(
                "In",
                host.getClass(),
                hie.engine.catalog.HostKind.SERVICE,
                Map.of("Port", "1", "Interceptors", "Validation", "RequiredFields", "PV1-44"),
                "Out"));

        ServiceWorker.Outcome outcome = new ServiceWorker(item).receive(Messages.adt());

        assertThat(outcome).isInstanceOfSatisfying(ServiceWorker.Refused.class, refused -> {
            assertThat(refused.reason()).isEqualTo("no value in PV1-44");
            assertThat(text(new Message(Messages.adt().header(), MessageBody.of(refused.reply()))))
                    .contains("MSA|AR|MSG00001|no value in PV1-44");
        });
        assertThat(fixture.broker.on("hie.item.default.hospital.Out")).isEmpty();
        assertThat(fixture.broker.traces().get(0).messages().get(0).accepted()).isFalse();
    }

    @Test
    void shouldNotStartAnItemWhoseInterceptorCannot() {
        assertThatThrownBy(() -> fixture.operation("Out", Map.of("Interceptors", "Spy"), message -> null))
                .isInstanceOf(HostStartException.class)
                .hasMessageContaining("Interceptors: there is no interceptor 'Spy'");
    }
}
