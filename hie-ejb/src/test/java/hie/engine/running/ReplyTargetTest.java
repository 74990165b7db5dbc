package hie.engine.running;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import hie.api.host.BusinessService;
import hie.api.host.Delivery;
import hie.api.message.Message;
import hie.engine.Messages;
import hie.engine.catalog.HostKind;
import hie.engine.host.MllpService;
import hie.store.message.Hop;
import hie.store.message.HopStatus;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What senders of a service are answered whose ReplyTarget is another item. */
class ReplyTargetTest extends CallingItems {

    private ServiceWorker mllp(Map<String, String> settings, String... targets) throws Exception {
        Map<String, String> all = new HashMap<>(settings);
        all.put("Port", "1");
        BusinessService host = new MllpService();
        return new ServiceWorker(
                fixture.items.open(fixture.define("In", host.getClass(), HostKind.SERVICE, all, targets)));
    }

    private List<Hop> hopsTo(String item) {
        return fixture.broker.hops().stream()
                .filter(hop -> hop.item().equals(item))
                .toList();
    }

    @Test
    @Tag("setting:MllpService.ReplyTarget")
    void shouldPassTheDestinationsAcknowledgementBackThroughARouter() throws Exception {
        work(fixture.process("Router", Map.of(), (message, outbox) -> outbox.send("Out", message), "Out"));
        work(fixture.operation("Out", Map.of(), message -> Delivery.completed(bytes("MSA|AA|from HIS"), "AA")));
        fixture.operation("Copy", Map.of(), message -> Delivery.completed(null, "AA"));
        ServiceWorker service = mllp(Map.of("ReplyTarget", "Router"), "Router", "Copy");
        run();

        ServiceWorker.Outcome outcome = service.receive(Messages.adt());

        assertThat(outcome).isInstanceOf(ServiceWorker.Accepted.class);
        assertThat(text(outcome.reply())).isEqualTo("MSA|AA|from HIS");
        assertThat(fixture.broker.on(queue("Copy"))).hasSize(1);
        assertThat(hopsTo("In")).extracting(Hop::status).containsExactly(HopStatus.QUEUED, HopStatus.COMPLETED);
        Message reply = fixture.broker.on(Calls.replyQueue()).get(0);
        Message request = fixture.broker.on(queue("Router")).get(0);
        assertThat(reply.header().correlation()).isEqualTo(request.header().id());
        assertThat(reply.header().session()).isEqualTo(request.header().session());
    }

    @Test
    void shouldPassARefusalOfTheDestinationBackAndSendTheOthersNothing() throws Exception {
        work(fixture.operation("Out", Map.of(), message -> Delivery.suspended(bytes("MSA|AE|no"), "AE")));
        fixture.operation("Copy", Map.of(), message -> Delivery.completed(null, "AA"));
        ServiceWorker service = mllp(Map.of("ReplyTarget", "Out"), "Copy", "Out");
        run();

        ServiceWorker.Outcome outcome = service.receive(Messages.adt());

        assertThat(outcome).isInstanceOf(ServiceWorker.Refused.class);
        assertThat(text(outcome.reply())).isEqualTo("MSA|AE|no");
        assertThat(fixture.broker.on(queue("Copy"))).isEmpty();
        assertThat(fixture.broker.errors()).hasSize(1);
    }

    @Test
    @Tag("setting:HttpService.ReplyTarget")
    void shouldPassTheAnswerToWhatIsNoHl7BackToAnHttpCaller() throws Exception {
        work(fixture.operation("Out", Map.of(), message -> Delivery.completed(bytes("{\"id\": 7}"), "201")));
        fixture.operation("Copy", Map.of(), message -> Delivery.completed(null, "AA"));
        ServiceWorker service = http(Map.of("ReplyTarget", "Out"), "Copy", "Out");
        run();

        ServiceWorker.Outcome outcome = service.receive(Messages.of("{}", "application/json"));

        assertThat(outcome).isInstanceOf(ServiceWorker.Accepted.class);
        assertThat(text(outcome.reply())).isEqualTo("{\"id\": 7}");
        assertThat(fixture.broker.on(queue("Copy"))).hasSize(1);
        assertThat(fixture.broker.on(queue("Out"))).hasSize(1);
    }

    @Test
    void shouldPassARefusalBackToAnHttpCallerAndSendTheOthersNothing() throws Exception {
        work(fixture.operation("Out", Map.of(), message -> Delivery.suspended(bytes("no such patient"), "404")));
        fixture.operation("Copy", Map.of(), message -> Delivery.completed(null, "AA"));
        ServiceWorker service = http(Map.of("ReplyTarget", "Out"), "Copy", "Out");
        run();

        ServiceWorker.Refused outcome = (ServiceWorker.Refused) service.receive(Messages.of("{}", "application/json"));

        assertThat(text(outcome.reply())).isEqualTo("no such patient");
        assertThat(outcome.mayComeAgain()).isFalse();
        assertThat(fixture.broker.on(queue("Copy"))).isEmpty();
    }

    @Test
    @Tag("setting:HttpService.ReplyTimeout")
    void shouldHaveAnHttpCallerSendAgainWhatIsNotAnsweredInTime() throws Exception {
        fixture.operation("Out", Map.of(), message -> Delivery.completed(null, "AA"));
        ServiceWorker service = http(Map.of("ReplyTarget", "Out", "ReplyTimeout", "0.05"), "Out");

        ServiceWorker.Refused outcome = (ServiceWorker.Refused) service.receive(Messages.of("{}", "application/json"));

        assertThat(outcome.mayComeAgain()).isTrue();
        assertThat(outcome.reason()).isEqualTo("no reply from Out within 0.05 s");
        assertThat(outcome.reply()).isNull();
    }

    @Test
    @Tag("setting:MllpService.ReplyTimeout")
    void shouldTellTheSenderAfterReplyTimeoutAndTraceTheLateReply() throws Exception {
        ItemRuntime out = fixture.operation("Out", Map.of(), message -> Delivery.completed(bytes("MSA|AA|late"), "AA"));
        ServiceWorker service = mllp(Map.of("ReplyTarget", "Out", "ReplyTimeout", "0.05"), "Out");

        ServiceWorker.Outcome outcome = service.receive(Messages.adt());
        new OperationWorker(out).work(fixture.broker.on(queue("Out")).get(0), FakeBroker.taken());
        deliverReplies();

        assertThat(outcome).isInstanceOf(ServiceWorker.Refused.class);
        assertThat(text(outcome.reply())).contains("MSA|AE|MSG00001|no reply from Out within 0.05 s");
        assertThat(hopsTo("In")).extracting(Hop::status).containsExactly(HopStatus.QUEUED, HopStatus.DISCARDED);
    }

    @Test
    @Tag("setting:MllpService.AckMode")
    void shouldSayFirstThatAMessageIsStoredAndThenWhatTheApplicationMakesOfIt() throws Exception {
        work(fixture.operation("Out", Map.of(), message -> Delivery.completed(bytes("MSA|AA|from HIS"), "AA")));
        fixture.operation("Copy", Map.of(), message -> Delivery.completed(null, "AA"));
        ServiceWorker service = mllp(Map.of("AckMode", "MSH-determined", "ReplyTarget", "Out"), "Copy", "Out");

        ServiceWorker.Accepted outcome = (ServiceWorker.Accepted) service.receiveForTwoAnswers(enhanced("AL", "AL"));

        assertThat(text(outcome.reply())).contains("\rMSA|CA|MSG1\r");
        assertThat(fixture.broker.commits())
                .as("one transaction for all targets")
                .isEqualTo(1);
        assertThat(fixture.broker.on(queue("Copy"))).hasSize(1);
        assertThat(fixture.broker.on(queue("Out"))).hasSize(1);
        run();
        assertThat(text(outcome.later().await())).isEqualTo("MSA|AA|from HIS");
        outcome.later().close();
        await().until(() -> hopsTo("In").stream().anyMatch(hop -> hop.status() == HopStatus.COMPLETED));
    }

    @Test
    void shouldGiveADuplicateBothAnswersOfTheFirst() throws Exception {
        work(fixture.operation("Out", Map.of(), message -> Delivery.completed(bytes("MSA|AA|from HIS"), "AA")));
        ServiceWorker service = mllp(Map.of("AckMode", "MSH-determined", "DuplicateWindow", "60"), "Out");
        run();
        ServiceWorker.Accepted first = (ServiceWorker.Accepted) service.receiveForTwoAnswers(enhanced("NE", "AL"));
        first.later().await();
        first.later().close();

        ServiceWorker.Accepted second = (ServiceWorker.Accepted) service.receiveForTwoAnswers(enhanced("NE", "AL"));

        assertThat(second.reply()).isNull();
        assertThat(text(second.later().await())).isEqualTo("MSA|AA|from HIS");
        assertThat(fixture.broker.on(queue("Out"))).hasSize(1);
    }

    @Test
    void shouldSayInTheApplicationsNameThatItHasNotAnswered() throws Exception {
        fixture.operation("Out", Map.of(), message -> Delivery.completed(bytes("MSA|AA|late"), "AA"));
        ServiceWorker service = mllp(Map.of("AckMode", "MSH-determined", "ReplyTimeout", "0.05"), "Out");

        ServiceWorker.Accepted outcome = (ServiceWorker.Accepted) service.receiveForTwoAnswers(enhanced("NE", "ER"));

        assertThat(outcome.reply()).isNull();
        assertThat(text(outcome.later().await())).contains("\rMSA|AE|MSG1|no reply from Out within 0.05 s");
    }

    @Test
    void shouldExpectNoReplyToAMessageThatWasNotStored() throws Exception {
        fixture.operation("Out", Map.of(), message -> Delivery.completed(null, "AA"));
        ServiceWorker service = mllp(Map.of("AckMode", "MSH-determined"), "Out");
        fixture.broker.failNextCommit(new jakarta.jms.JMSException("disk full"));

        ServiceWorker.Outcome outcome = service.receive(enhanced("AL", "AL"));

        assertThat(text(outcome.reply())).contains("\rMSA|CE|MSG1|");
        assertThat(fixture.items.calls().waiting()).isZero();
    }

    @Test
    void shouldExpectNoReplyWhereNobodyCanBeAnsweredTwice() throws Exception {
        fixture.operation("Out", Map.of(), message -> Delivery.completed(null, "AA"));
        ServiceWorker service = mllp(Map.of("AckMode", "MSH-determined"), "Out");

        service.receive(enhanced("AL", "AL"));

        assertThat(fixture.items.calls().waiting()).isZero();
    }

    private static Message enhanced(String accept, String application) {
        return Messages.hl7("MSH|^~\\&|A|B|C|D|2026||ADT^A01|MSG1|P|2.5|||" + accept + "|" + application + "\rPID|1\r");
    }

    @Test
    void shouldAcknowledgeItselfWhereTheTargetHasNothingToSay() throws Exception {
        work(fixture.process("Filter", Map.of(), (message, outbox) -> {}));
        ServiceWorker service = mllp(Map.of("ReplyTarget", "Filter"), "Filter");
        run();

        assertThat(text(service.receive(Messages.adt()).reply())).contains("MSA|AA|MSG00001");
    }

    @Test
    void shouldReplyWithWhatAProcessSaysAndNotWithWhatItsTargetsSay() throws Exception {
        work(fixture.process(
                "Router",
                Map.of(),
                (message, outbox) -> {
                    outbox.send("Out", message);
                    outbox.reply(bytes("mine"));
                },
                "Out"));
        work(fixture.operation("Out", Map.of(), message -> Delivery.completed(bytes("theirs"), "AA")));
        ServiceWorker service = mllp(Map.of("ReplyTarget", "Router"), "Router");
        run();

        assertThat(text(service.receive(Messages.adt()).reply())).isEqualTo("mine");
        await().until(() -> hopsTo("Out").stream().anyMatch(hop -> hop.status() == HopStatus.COMPLETED));
        assertThat(fixture.broker.on(Calls.replyQueue())).hasSize(1);
    }

    @Test
    void shouldRefuseAReplyTargetThatIsNotConnected() {
        assertThatThrownBy(() -> mllp(Map.of("ReplyTarget", "Out"), "Router"))
                .hasMessageContaining("ReplyTarget: there is no connection to 'Out'");
        assertThatThrownBy(() -> mllp(Map.of("ReplyTimeout", "0"), "Router"))
                .hasMessageContaining("ReplyTimeout: 0 is too short");
    }
}
