package hie.engine.host;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import hie.api.host.Delivery;
import hie.api.message.Message;
import hie.engine.FakeHostContext;
import hie.engine.Messages;
import hie.mllp.MllpConnection;
import hie.mllp.MllpConnectionFactory;
import hie.mllp.MllpException;
import hie.mllp.MllpReplyMismatchException;
import hie.mllp.MllpTarget;
import hie.mllp.MllpTimeoutException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import javax.naming.Reference;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MllpOperationTest {

    private final FakeConnections connections = new FakeConnections();

    private static final class FakeConnections implements MllpConnectionFactory {

        private static final long serialVersionUID = 1L;

        private final transient List<MllpTarget> asked = new ArrayList<>();
        private final transient List<byte[]> sent = new ArrayList<>();
        private final transient List<byte[]> unanswered = new ArrayList<>();
        private transient String reply = "";
        private transient String further = "";
        private transient Duration waited;
        private transient MllpException failure;
        private transient CompletableFuture<byte[]> submitted = new CompletableFuture<>();
        private transient Instant peerCertificateEnd;
        private int closed;
        private boolean usable = true;

        @Override
        public MllpConnection getConnection(MllpTarget target) {
            asked.add(target);
            return new MllpConnection() {
                @Override
                public byte[] exchange(byte[] message) throws MllpException {
                    sent.add(message);
                    if (failure != null) {
                        throw failure;
                    }
                    return reply.getBytes(ISO_8859_1);
                }

                @Override
                public CompletableFuture<byte[]> submit(byte[] message) throws MllpException {
                    sent.add(message);
                    if (failure != null) {
                        throw failure;
                    }
                    return submitted;
                }

                @Override
                public Optional<Instant> peerCertificateEnd() {
                    return Optional.ofNullable(peerCertificateEnd);
                }

                @Override
                public byte[] awaitFurtherReply(byte[] message, Duration timeout) throws MllpException {
                    waited = timeout;
                    if (further.isEmpty()) {
                        throw new MllpTimeoutException(target, timeout);
                    }
                    return further.getBytes(ISO_8859_1);
                }

                @Override
                public void send(byte[] message) {
                    unanswered.add(message);
                }

                @Override
                public boolean isUsable() {
                    return usable;
                }

                @Override
                public void close() {
                    closed++;
                }
            };
        }

        @Override
        public void disconnect(MllpTarget target) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void setReference(Reference reference) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Reference getReference() {
            throw new UnsupportedOperationException();
        }
    }

    private MllpOperation operation(Map<String, String> more) {
        Map<String, String> settings = new HashMap<>(Map.of("IPAddress", "his.example", "Port", "2576"));
        settings.putAll(more);
        MllpOperation operation = new MllpOperation();
        operation.attach(FakeHostContext.of(MllpOperation.class, settings));
        operation.onInit();
        operation.onStart(connections);
        return operation;
    }

    @Test
    void shouldBeginADeliveryAndJudgeItsReplyWhenItComes() throws Exception {
        MllpOperation operation = operation(Map.of());

        CompletableFuture<Delivery> begun = operation.begin(Messages.adt()).toCompletableFuture();

        assertThat(begun).isNotDone();
        connections.submitted.complete("MSH|^~\\&|A\rMSA|AE|MSG00001\r".getBytes(ISO_8859_1));
        assertThat(begun.get().verdict()).isEqualTo(Delivery.Verdict.SUSPENDED);
        connections.submitted = CompletableFuture.failedFuture(new MllpException("gone"));
        assertThat(operation.begin(Messages.adt()).toCompletableFuture().get()).satisfies(delivery -> {
            assertThat(delivery.verdict()).isEqualTo(Delivery.Verdict.RETRY);
            assertThat(delivery.answered()).isFalse();
        });
        connections.failure = new MllpException("no connection");
        assertThat(operation.begin(Messages.adt()).toCompletableFuture().get().verdict())
                .isEqualTo(Delivery.Verdict.RETRY);
    }

    @ParameterizedTest
    @CsvSource({
        "AA, COMPLETED",
        "CA, COMPLETED",
        "AE, SUSPENDED",
        "CE, SUSPENDED",
        "AR, RETRY",
        "CR, RETRY",
        "ZZ, SUSPENDED",
        "'', SUSPENDED"
    })
    void shouldHeedTheReplysCode(String code, Delivery.Verdict verdict) throws Exception {
        connections.reply = "MSH|^~\\&|A\rMSA|" + code + "|MSG00001\r";

        Delivery delivery = operation(Map.of()).deliver(Messages.adt());

        assertThat(delivery.verdict()).isEqualTo(verdict);
        assertThat(delivery.reply()).isEqualTo(connections.reply.getBytes(ISO_8859_1));
    }

    @Test
    void shouldSuspendWhenTheReplyIsNoAcknowledgement() throws Exception {
        connections.reply = "hello";

        Delivery delivery = operation(Map.of()).deliver(Messages.adt());

        assertThat(delivery.verdict()).isEqualTo(Delivery.Verdict.SUSPENDED);
        assertThat(delivery.detail()).doesNotContain("hello");
    }

    @Test
    void shouldSendTheBytesAsTheyAreOverOneConnection() throws Exception {
        connections.reply = "MSH|^~\\&|A\rMSA|AA|MSG00001\r";
        MllpOperation operation = operation(Map.of());
        byte[] bytes = Messages.adt().body().bytes();

        operation.deliver(Messages.adt());
        operation.deliver(Messages.adt());
        operation.onTearDown();

        assertThat(connections.sent)
                .hasSize(2)
                .allSatisfy(sent -> assertThat(sent).isEqualTo(bytes));
        assertThat(connections.asked).hasSize(1);
        assertThat(connections.closed).isEqualTo(1);
    }

    @Test
    void shouldGetAnotherConnectionAfterAFailure() throws Exception {
        MllpOperation operation = operation(Map.of());
        connections.failure = new MllpException("no reply");

        Delivery failed = operation.deliver(Messages.adt());
        assertThat(failed.verdict()).isEqualTo(Delivery.Verdict.RETRY);
        assertThat(failed.atLast()).isEqualTo(Delivery.Verdict.FAILED);
        assertThat(failed.detail()).isEqualTo("no reply");
        connections.failure = null;
        connections.reply = "MSH|^~\\&|A\rMSA|AA|MSG00001\r";
        assertThat(operation.deliver(Messages.adt()).verdict()).isEqualTo(Delivery.Verdict.COMPLETED);

        assertThat(connections.asked).hasSize(2);
        assertThat(connections.closed).isEqualTo(1);
    }

    @Test
    void shouldGetAnotherConnectionForOneThatDied() throws Exception {
        connections.reply = "MSH|^~\\&|A\rMSA|AA|MSG00001\r";
        MllpOperation operation = operation(Map.of());
        operation.deliver(Messages.adt());
        connections.usable = false;

        operation.deliver(Messages.adt());

        assertThat(connections.asked).hasSize(2);
    }

    @Test
    @Tag("setting:MllpOperation.ReplyCodeActions")
    void shouldHeedReplyCodeActions() throws Exception {
        connections.reply = "MSH|^~\\&|A\rMSA|AE|MSG00001\r";

        assertThat(operation(Map.of("ReplyCodeActions", ":?E=C"))
                        .deliver(Messages.adt())
                        .verdict())
                .isEqualTo(Delivery.Verdict.COMPLETED);
        assertThat(operation(Map.of("ReplyCodeActions", ""))
                        .deliver(Messages.adt())
                        .verdict())
                .as("empty stands for the default")
                .isEqualTo(Delivery.Verdict.SUSPENDED);
    }

    @Test
    void shouldTakeAReplyToAnotherMessageAsIrisDoes() throws Exception {
        MllpTarget target = MllpTarget.of("Item", "his.example", 2576);
        byte[] odd = "MSH|^~\\&|A\rMSA|AA|XYZ\r".getBytes(ISO_8859_1);
        connections.failure = new MllpReplyMismatchException(target, "MSG00001", List.of("XYZ"), odd);

        Delivery delivery = operation(Map.of()).deliver(Messages.adt());

        assertThat(delivery.verdict()).isEqualTo(Delivery.Verdict.COMPLETED);
        assertThat(delivery.detail()).contains("warning :I?");
        assertThat(delivery.reply()).isEqualTo(odd);
        assertThat(operation(Map.of("ReplyCodeActions", ":I?=RF,:?A=C"))
                        .deliver(Messages.adt())
                        .verdict())
                .isEqualTo(Delivery.Verdict.RETRY);
    }

    @Test
    void shouldNotTakeALateReplyToTheMessageBeforeForOneToThisMessage() throws Exception {
        MllpTarget target = MllpTarget.of("Item", "his.example", 2576);
        connections.reply = "MSH|^~\\&|A\rMSA|AA|MSG00001\r";
        MllpOperation operation = operation(Map.of());
        operation.deliver(Messages.adt());
        connections.failure = new MllpReplyMismatchException(
                target, "MSG00002", List.of("MSG00001"), connections.reply.getBytes(ISO_8859_1));

        Delivery delivery = operation.deliver(Messages.hl7("MSH|^~\\&|A||||||ADT^A01|MSG00002|P|2.5\r"));

        assertThat(delivery.verdict()).isEqualTo(Delivery.Verdict.RETRY);
    }

    @Test
    @Tag("setting:MllpOperation.IPAddress")
    @Tag("setting:MllpOperation.Port")
    void shouldTellTheAdapterItsSettings() throws Exception {
        connections.reply = "MSH|^~\\&|A\rMSA|AA|1\r";

        operation(Map.of(
                        "ConnectTimeout", "0.5",
                        "ResponseTimeout", "7",
                        "StayConnected", "60",
                        "MaxReplySize", "2048",
                        "SSLConfig", "out",
                        "LocalInterface", "127.0.0.2"))
                .deliver(Messages.adt());

        MllpTarget target = connections.asked.get(0);
        assertThat(target.label()).isEqualTo("Item (his.example:2576)");
        assertThat(target.connectTimeout()).hasMillis(500);
        assertThat(target.responseTimeout()).hasSeconds(7);
        assertThat(target.idleClose()).hasSeconds(60);
        assertThat(target.tlsContext()).isEqualTo("out");
        assertThat(target.localInterface()).isEqualTo("127.0.0.2");
        assertThat(target.maxFrameSize()).isEqualTo(2048);
    }

    @Test
    void shouldNotStartWithATimeoutOfNothing() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> operation(Map.of("ResponseTimeout", "0")))
                .withMessage("ResponseTimeout: 0 is too small (expected: more than 0 s)");
    }

    private static Message asking(String accept, String application) {
        return Messages.hl7("MSH|^~\\&|A||||||ADT^A01|MSG1|P|2.5|||" + accept + "|" + application + "\r");
    }

    private static String acknowledgement(String code, String more) {
        return "MSH|^~\\&|B|||||||R1|P|2.5" + more + "\rMSA|" + code + "|MSG1\r";
    }

    @ParameterizedTest
    @CsvSource({
        "true, AL, AL, 1",
        "false, AL, AL, 0",
        "MSH-determined, AL, NE, 1",
        "MSH-determined, NE, AL, 1",
        "MSH-determined, '', '', 1",
        "MSH-determined, NE, NE, 0",
        "MSH-determined, NE, '', 0"
    })
    @Tag("setting:MllpOperation.GetReply")
    void shouldWaitForAReplyAsGetReplySays(String getReply, String accept, String application, int awaited)
            throws Exception {
        connections.reply = acknowledgement("AA", "");

        Delivery delivery = operation(Map.of("GetReply", getReply)).deliver(asking(accept, application));

        assertThat(delivery.verdict()).isEqualTo(Delivery.Verdict.COMPLETED);
        assertThat(connections.sent).hasSize(awaited);
        assertThat(connections.unanswered).hasSize(1 - awaited);
    }

    @Test
    @Tag("setting:MllpOperation.StayConnected")
    void shouldConnectAnewForEachMessageWhenItIsNotToStayConnected() {
        Instant end = Instant.parse("2027-01-01T00:00:00Z");
        connections.reply = acknowledgement("AA", "");
        connections.peerCertificateEnd = end;
        MllpOperation operation = operation(Map.of("StayConnected", "0"));

        for (int i = 0; i < 2; i++) {
            assertThat(operation.deliver(Messages.adt()).verdict()).isEqualTo(Delivery.Verdict.COMPLETED);
        }

        assertThat(connections.asked).hasSize(2).allMatch(MllpTarget::closesWhenGivenBack);
        assertThat(connections.closed).isEqualTo(2);
        assertThat(operation.peerCertificate().orElseThrow().end()).isEqualTo(end);
    }

    @ParameterizedTest
    @CsvSource({"AA, COMPLETED", "AE, SUSPENDED", "AR, RETRY"})
    @Tag("setting:MllpOperation.PartnerAckTimeout")
    void shouldHeedTheApplicationsAcknowledgementBehindACommit(String code, Delivery.Verdict verdict) throws Exception {
        connections.reply = acknowledgement("CA", "");
        connections.further = acknowledgement(code, "");

        Delivery delivery = operation(Map.of("PartnerAckTimeout", "7")).deliver(asking("AL", "AL"));

        assertThat(delivery.verdict()).isEqualTo(verdict);
        assertThat(delivery.reply()).isEqualTo(connections.further.getBytes(ISO_8859_1));
        assertThat(connections.waited).hasSeconds(7);
        assertThat(connections.unanswered).as("it asks for no confirmation").isEmpty();
    }

    @Test
    void shouldConfirmAnApplicationAcknowledgementThatAsksForIt() throws Exception {
        connections.reply = acknowledgement("CA", "");
        connections.further = acknowledgement("AA", "|||AL|NE");

        operation(Map.of("PartnerAckTimeout", "7")).deliver(asking("AL", "AL"));

        assertThat(connections.unanswered)
                .singleElement()
                .satisfies(sent -> assertThat(new String(sent, ISO_8859_1)).contains("\rMSA|CA|R1\r"));
    }

    @ParameterizedTest
    @CsvSource({"0, AL, CA", "7, NE, CA", "7, '', CA", "7, AL, AA", "7, AL, CE"})
    void shouldTakeTheFirstReplyForTheLastWhereNoOtherIsToCome(String timeout, String application, String code)
            throws Exception {
        connections.reply = acknowledgement(code, "");

        operation(Map.of("PartnerAckTimeout", timeout)).deliver(asking("AL", application));

        assertThat(connections.waited).isNull();
    }

    @Test
    void shouldNotSendAgainByItselfWhatTheDestinationHas() throws Exception {
        connections.reply = acknowledgement("CA", "");

        Delivery silent = operation(Map.of("PartnerAckTimeout", "7")).deliver(asking("AL", "AL"));
        Delivery named = operation(Map.of("PartnerAckTimeout", "7", "ReplyCodeActions", "X=RF,:?A=C"))
                .deliver(asking("AL", "AL"));
        Delivery onErrorsOnly = operation(Map.of("PartnerAckTimeout", "7")).deliver(asking("AL", "ER"));

        assertThat(silent.verdict()).isEqualTo(Delivery.Verdict.SUSPENDED);
        assertThat(silent.detail()).startsWith("CA, but no application acknowledgement");
        assertThat(named.verdict()).isEqualTo(Delivery.Verdict.RETRY);
        assertThat(onErrorsOnly.verdict()).isEqualTo(Delivery.Verdict.COMPLETED);
    }

    @Test
    @Tag("setting:MllpOperation.CertificateExpiryAlert")
    void shouldKnowTheCertificateOfItsDestinationBeyondTheConnection() throws Exception {
        Instant end = Instant.parse("2027-01-01T00:00:00Z");
        connections.reply = "MSH|^~\\&|A\rMSA|AA|MSG00001\r";
        MllpOperation operation = operation(Map.of());
        assertThat(operation.peerCertificate()).isEmpty();

        operation.deliver(Messages.adt());
        assertThat(operation.peerCertificate()).isEmpty();
        connections.peerCertificateEnd = end;
        assertThat(operation.peerCertificate().orElseThrow().end()).isEqualTo(end);
        operation.onTearDown();

        assertThat(operation.peerCertificate().orElseThrow().end()).isEqualTo(end);
    }
}
