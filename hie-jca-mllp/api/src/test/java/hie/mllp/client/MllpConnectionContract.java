package hie.mllp.client;

import static hie.mllp.client.ScriptedPeer.acknowledgement;
import static hie.mllp.client.ScriptedPeer.acknowledgementOf;
import static hie.mllp.client.ScriptedPeer.acknowledging;
import static hie.mllp.client.ScriptedPeer.answering;
import static hie.mllp.client.ScriptedPeer.answeringOnce;
import static hie.mllp.client.ScriptedPeer.answeringTwice;
import static hie.mllp.client.ScriptedPeer.closingMidFrame;
import static hie.mllp.client.ScriptedPeer.closingUnanswered;
import static hie.mllp.client.ScriptedPeer.committingThen;
import static hie.mllp.client.ScriptedPeer.garbage;
import static hie.mllp.client.ScriptedPeer.resetting;
import static hie.mllp.client.ScriptedPeer.silent;
import static hie.mllp.client.ScriptedPeer.slow;
import static hie.mllp.client.ScriptedPeer.stallingMidFrame;
import static hie.mllp.client.ScriptedPeer.wrongOnly;
import static hie.mllp.client.ScriptedPeer.wrongThenRight;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import hie.mllp.MllpConnectException;
import hie.mllp.MllpConnection;
import hie.mllp.MllpConnectionLostException;
import hie.mllp.MllpException;
import hie.mllp.MllpFrameException;
import hie.mllp.MllpReplyMismatchException;
import hie.mllp.MllpTarget;
import hie.mllp.MllpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What every {@link MllpConnection} promises, whatever its peer does. */
public abstract class MllpConnectionContract {

    protected static final Duration LONG = Duration.ofSeconds(20);
    protected static final Duration SHORT = Duration.ofMillis(500);

    /** Where one reply is to come in time and another is not: no less than a busy machine takes for the first. */
    private static final Duration AMPLE = Duration.ofMillis(1500);

    private final List<AutoCloseable> resources = new ArrayList<>();

    /** Opens a connection to the target: a new one, or one that the same target had before. */
    protected abstract MllpConnection connect(MllpTarget target) throws MllpException;

    @AfterEach
    void closeResources() throws Exception {
        for (AutoCloseable resource : resources.reversed()) {
            resource.close();
        }
    }

    @Test
    void shouldReturnReplyUnaltered() throws Exception {
        ScriptedPeer peer = peer(acknowledging());
        byte[] message = message("C1");

        byte[] reply = connect(target(peer, LONG)).exchange(message);

        assertThat(reply).isEqualTo(acknowledgement(message, "AA"));
        assertThat(peer.takeReceived()).isEqualTo(message);
    }

    @Test
    void shouldHaveSeveralMessagesUnderWayAndGiveEachItsReply() throws Exception {
        ScriptedPeer peer = peer(conversation -> {
            byte[] first = conversation.receive();
            byte[] second = conversation.receive();
            byte[] third = conversation.receive();
            conversation.reply(acknowledgementOf("ANOTHER", "AA"));
            conversation.reply(acknowledgement(first, "AA"));
            conversation.reply(acknowledgement(third, "AE"));
            conversation.reply(acknowledgement(second, "AR"));
            conversation.reply(acknowledgement(conversation.receive(), "AA"));
        });
        MllpConnection connection = connect(target(peer, LONG));
        CompletableFuture<byte[]> first = connection.submit(message("C1"));
        CompletableFuture<byte[]> second = connection.submit(message("C2"));
        CompletableFuture<byte[]> third = connection.submit(message("C3"));

        assertThat(first.get()).contains(text("MSA|AA|C1"));
        assertThat(second.get()).contains(text("MSA|AR|C2"));
        assertThat(third.get()).contains(text("MSA|AE|C3"));
        assertThat(connection.submit(message("C4")).get()).contains(text("MSA|AA|C4"));
        assertThat(peer.connections()).isEqualTo(1);
    }

    @Test
    void shouldFailAllThatAreUnderWayWhenTheConnectionBreaksAndConnectAgain() throws Exception {
        ScriptedPeer peer = peer(
                conversation -> {
                    byte[] first = conversation.receive();
                    conversation.receive();
                    conversation.receive();
                    conversation.reply(acknowledgement(first, "AA"));
                },
                acknowledging());
        MllpConnection connection = connect(target(peer, LONG));
        CompletableFuture<byte[]> first = connection.submit(message("C1"));
        CompletableFuture<byte[]> second = connection.submit(message("C2"));
        CompletableFuture<byte[]> third = connection.submit(message("C3"));

        assertThat(first.get()).contains(text("MSA|AA|C1"));
        assertThat(second).failsWithin(LONG).withThrowableThat().withCauseInstanceOf(MllpConnectionLostException.class);
        assertThat(third).failsWithin(LONG).withThrowableThat().withCauseInstanceOf(MllpConnectionLostException.class);
        assertThat(connection.submit(message("C2")).get()).contains(text("MSA|AA|C2"));
    }

    @Test
    void shouldFailAllThatAreUnderWayWhenTheFirstGetsNoReplyInTime() throws Exception {
        ScriptedPeer peer = peer(conversation -> {
            conversation.receive();
            conversation.reply(acknowledgement(conversation.receive(), "AA"));
            conversation.awaitRelease();
        });
        MllpConnection connection = connect(target(peer, AMPLE));
        CompletableFuture<byte[]> first = connection.submit(message("C1"));
        CompletableFuture<byte[]> second = connection.submit(message("C2"));
        CompletableFuture<byte[]> third = connection.submit(message("C3"));

        assertThat(first).failsWithin(LONG).withThrowableThat().withCauseInstanceOf(MllpTimeoutException.class);
        assertThat(second.get()).contains(text("MSA|AA|C2"));
        assertThat(third).failsWithin(LONG).withThrowableThat().withCauseInstanceOf(MllpConnectionLostException.class);
        peer.release();
    }

    @Test
    void shouldReturnNegativeReplyAsReply() throws Exception {
        ScriptedPeer peer = peer(answering("AE"));

        assertThat(connect(target(peer, LONG)).exchange(message("C1"))).contains(text("MSA|AE|C1"));
    }

    @Test
    void shouldKeepConnectionForFurtherMessages() throws Exception {
        ScriptedPeer peer = peer(acknowledging());
        MllpConnection connection = connect(target(peer, LONG));

        for (int i = 0; i < 5; i++) {
            connection.exchange(message("C" + i));
        }

        assertThat(peer.connections()).isEqualTo(1);
    }

    @Test
    void shouldPutSlowReplyTogether() throws Exception {
        ScriptedPeer peer = peer(slow());

        assertThat(connect(target(peer, LONG)).exchange(message("C1"))).contains(text("MSA|AA|C1"));
    }

    @Test
    void shouldExchangeLargeMessages() throws Exception {
        ScriptedPeer peer = peer(conversation -> conversation.reply(conversation.receive()));
        byte[] large = text("no header " + "x".repeat(5_000_000));

        assertThat(connect(target(peer, LONG)).exchange(large)).isEqualTo(large);
    }

    @Test
    @Tag("setting:NetworkOperation.ResponseTimeout")
    void shouldTimeOutAndDropSocketWhenPeerIsSilent() throws Exception {
        ScriptedPeer peer = peer(silent(), acknowledging());
        MllpTarget target = target(peer, AMPLE);

        MllpTimeoutException failure = catchThrowableOfType(
                MllpTimeoutException.class, () -> connect(target).exchange(message("C1")));

        assertThat(failure.timeout()).isEqualTo(AMPLE);
        assertThat(failure.getMessage()).contains("Target").doesNotContain("PID");
        assertThat(connect(target.withResponseTimeout(AMPLE)).exchange(message("C2")))
                .contains(text("MSA|AA|C2"));
        assertThat(peer.connections()).isEqualTo(2);
    }

    @Test
    void shouldNeverCreditLateReplyToNextMessage() throws Exception {
        CountDownLatch timedOut = new CountDownLatch(1);
        ScriptedPeer peer = peer(
                conversation -> {
                    byte[] request = conversation.receive();
                    timedOut.await();
                    conversation.reply(acknowledgement(request, "AA"));
                },
                answering("AE"));
        MllpTarget target = target(peer, AMPLE);
        assertThatThrownBy(() -> connect(target).exchange(text("no header"))).isInstanceOf(MllpTimeoutException.class);

        timedOut.countDown();
        byte[] reply = connect(target).exchange(text("no header either"));

        assertThat(reply).contains(text("MSA|AE"));
    }

    @Test
    void shouldTimeOutWhenReplyStallsMidFrame() throws Exception {
        ScriptedPeer peer = peer(stallingMidFrame());

        assertThatThrownBy(() -> connect(target(peer, SHORT)).exchange(message("C1")))
                .isInstanceOf(MllpTimeoutException.class);
    }

    @Test
    void shouldReportConnectionLostMidReply() throws Exception {
        ScriptedPeer peer = peer(closingMidFrame());

        assertLostAfterSending(peer);
    }

    @Test
    void shouldReportConnectionClosedInsteadOfReply() throws Exception {
        ScriptedPeer peer = peer(closingUnanswered());

        assertLostAfterSending(peer);
    }

    @Test
    void shouldReportReset() throws Exception {
        ScriptedPeer peer = peer(resetting());

        assertLostAfterSending(peer);
    }

    @Test
    void shouldSkipReplyToAnotherMessage() throws Exception {
        ScriptedPeer peer = peer(wrongThenRight());

        assertThat(connect(target(peer, LONG)).exchange(message("C1"))).contains(text("MSA|AA|C1"));
    }

    @Test
    void shouldReportMismatchWhenOnlyForeignRepliesCome() throws Exception {
        ScriptedPeer peer = peer(wrongOnly());

        MllpReplyMismatchException failure = catchThrowableOfType(
                MllpReplyMismatchException.class,
                () -> connect(target(peer, AMPLE)).exchange(message("C1")));

        assertThat(failure.expected()).isEqualTo("C1");
        assertThat(failure.received()).containsExactly("ANOTHER");
    }

    @Test
    void shouldTakeFirstReplyWhenMessageHasNoControlId() throws Exception {
        ScriptedPeer peer = peer(wrongOnly());

        assertThat(connect(target(peer, LONG)).exchange(text("no header"))).contains(text("MSA|AA|ANOTHER"));
    }

    @Test
    void shouldDropSecondReplyBeforeNextMessage() throws Exception {
        ScriptedPeer peer = peer(answeringTwice());
        MllpConnection connection = connect(target(peer, LONG));

        for (int i = 0; i < 10; i++) {
            assertThat(connection.exchange(message("C" + i))).contains(text("MSA|AA|C" + i));
        }
    }

    @Test
    void shouldGiveUpOnGarbage() throws Exception {
        ScriptedPeer peer = peer(garbage());

        MllpFrameException failure = catchThrowableOfType(
                MllpFrameException.class, () -> connect(target(peer, LONG)).exchange(message("C1")));

        assertThat(failure.sent()).isTrue();
        assertThat(failure.actual()).isGreaterThan(failure.allowed());
        assertThat(failure.getMessage()).doesNotContain("garbage");
    }

    @Test
    @Tag("setting:MllpOperation.MaxReplySize")
    void shouldRefuseOversizedReplyWithActualAndAllowed() throws Exception {
        ScriptedPeer peer = peer(conversation -> {
            conversation.receive();
            conversation.reply(new byte[2001]);
            conversation.awaitRelease();
        });
        MllpTarget target = target(peer, LONG).withMaxFrameSize(2000);

        MllpFrameException failure = catchThrowableOfType(
                MllpFrameException.class, () -> connect(target).exchange(message("C1")));

        assertThat(failure.sent()).isTrue();
        assertThat(failure.actual()).isEqualTo(2001);
        assertThat(failure.allowed()).isEqualTo(2000);
    }

    @Test
    void shouldRefuseMessageThatCannotBeFramedWithoutSending() throws Exception {
        ScriptedPeer peer = peer(acknowledging());
        MllpTarget target = target(peer, LONG).withMaxFrameSize(200);

        MllpFrameException failure = catchThrowableOfType(
                MllpFrameException.class, () -> connect(target).exchange(new byte[201]));
        connect(target).exchange(message("C1"));

        assertThat(failure.sent()).isFalse();
        assertThat(peer.takeReceived()).isEqualTo(message("C1"));
    }

    @Test
    void shouldConnectAgainWhenPeerClosedMeanwhile() throws Exception {
        CountDownLatch closed = new CountDownLatch(1);
        ScriptedPeer peer = peer(
                conversation -> {
                    answeringOnce().play(conversation);
                    conversation.close();
                    closed.countDown();
                },
                acknowledging());
        MllpConnection connection = connect(target(peer, LONG));
        connection.exchange(message("C1"));

        closed.await();
        byte[] reply = connection.exchange(message("C2"));

        assertThat(reply).contains(text("MSA|AA|C2"));
        assertThat(peer.connections()).isEqualTo(2);
        assertThat(peer.takeReceived()).isEqualTo(message("C1"));
        assertThat(peer.takeReceived()).isEqualTo(message("C2"));
        assertThat(peer.receivedCount()).isZero();
    }

    @Test
    void shouldSendWithoutAwaitingReply() throws Exception {
        ScriptedPeer peer = peer(silent());

        connect(target(peer, LONG)).send(message("C1"));

        assertThat(peer.takeReceived()).isEqualTo(message("C1"));
    }

    @Test
    void shouldReportRefusedConnectionWithGrowingRetryAdvice() throws Exception {
        ScriptedPeer peer = peer(acknowledging());
        MllpTarget target = target(peer, LONG);
        peer.stopListening();
        List<Duration> advice = new ArrayList<>();

        for (int i = 0; i < 12; i++) {
            MllpConnectException failure = catchThrowableOfType(
                    MllpConnectException.class, () -> connect(target).exchange(message("C1")));
            advice.add(failure.retryAfter());
        }

        assertThat(advice.getFirst()).isBetween(Duration.ofMillis(50), Duration.ofMillis(100));
        assertThat(advice.getLast()).isBetween(Duration.ofSeconds(15), Duration.ofSeconds(30));
    }

    @Test
    void shouldNotBeUsableOnceClosed() throws Exception {
        ScriptedPeer peer = peer(acknowledging());
        MllpConnection connection = connect(target(peer, LONG));
        connection.exchange(message("C1"));

        connection.close();
        connection.close();

        assertThat(connection.isUsable()).isFalse();
        assertThatThrownBy(() -> connection.exchange(message("C2"))).isInstanceOf(MllpException.class);
        await().atMost(LONG)
                .untilAsserted(() -> assertThat(peer.receivedCount()).isEqualTo(1));
    }

    @Test
    void shouldWaitForAFurtherReplyToTheSameMessage() throws Exception {
        MllpConnection connection = connect(target(peer(committingThen("AE")), LONG));
        for (String id : List.of("C1", "C2")) {
            byte[] message = message(id);

            assertThat(connection.exchange(message)).contains(text("MSA|CA|" + id));
            assertThat(connection.awaitFurtherReply(message, LONG)).contains(text("MSA|AE|" + id));
        }
    }

    @Test
    void shouldGiveUpWhenNoFurtherReplyComesInTime() throws Exception {
        MllpConnection connection = connect(target(peer(acknowledging()), LONG));
        byte[] message = message("C1");
        connection.exchange(message);

        assertThatThrownBy(() -> connection.awaitFurtherReply(message, SHORT))
                .isInstanceOf(MllpTimeoutException.class)
                .hasMessageContaining("PT0.5S");
    }

    private void assertLostAfterSending(ScriptedPeer peer) {
        MllpConnectionLostException failure = catchThrowableOfType(
                MllpConnectionLostException.class,
                () -> connect(target(peer, LONG)).exchange(message("C1")));

        assertThat(failure.bytesWritten()).isTrue();
        assertThat(failure.getMessage()).contains("Target").doesNotContain("PID");
    }

    protected final ScriptedPeer peer(ScriptedPeer.Script... scripts) throws Exception {
        ScriptedPeer peer = ScriptedPeer.playing(scripts);
        resources.add(peer);
        return peer;
    }

    protected final <T extends AutoCloseable> T closeLater(T resource) {
        resources.add(resource);
        return resource;
    }

    protected static MllpTarget target(ScriptedPeer peer, Duration responseTimeout) {
        return MllpTarget.of("Target", "127.0.0.1", peer.port()).withResponseTimeout(responseTimeout);
    }

    protected static byte[] message(String controlId) {
        return text("MSH|^~\\&|HIE|TEST|PEER|TEST|20260101120000||ADT^A01|" + controlId + "|P|2.5.1\rPID|1||0815\r");
    }

    protected static byte[] text(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
