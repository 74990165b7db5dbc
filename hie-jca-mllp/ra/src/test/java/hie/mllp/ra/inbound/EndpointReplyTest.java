package hie.mllp.ra.inbound;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import hie.mllp.MllpLaterReply;
import hie.mllp.MllpListener;
import hie.mllp.MllpReply;
import hie.mllp.client.MllpSocket;
import hie.mllp.ra.inbound.FakeContainer.Ending;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** What a peer is answered, and when. */
class EndpointReplyTest extends ListeningEndpoint {

    @ParameterizedTest
    @EnumSource
    void shouldAnswerAsTheTransactionEnded(Ending ending) throws Exception {
        MllpSocket peer = connect(start(new FakeContainer(ending, acknowledging)));

        String reply = exchange(peer);

        assertThat(reply)
                .isEqualTo(
                        switch (ending) {
                            case NONE, COMMITTED, COMMITTED_LOUDLY -> "committed";
                            case ROLLED_BACK_LOUDLY, ROLLED_BACK_SILENTLY, FORGOTTEN -> "rolled back";
                        });
    }

    @ParameterizedTest
    @EnumSource(names = {"NONE", "COMMITTED", "ROLLED_BACK_LOUDLY"})
    void shouldAnswerWithFailureWhenListenerThrows(Ending ending) throws Exception {
        FakeContainer container = new FakeContainer(ending, message -> {
            throw new IllegalStateException("secret 0815");
        });
        EndpointActivation endpoint = start(container);
        MllpSocket peer = connect(endpoint);

        String reply = exchange(peer);

        assertThat(reply).contains("\rMSA|AE|C-1|").doesNotContain("0815");
        assertThat(exchange(peer)).as("connection stays open").contains("MSA|AE");
        assertThat(container.calls()).startsWith("create", "before", "call", "after", "release");
        assertThat(endpoint.getFailures()).isEqualTo(2);
    }

    @Test
    void shouldAnswerWithFailureWhenListenerBreaksWithError() throws Exception {
        MllpSocket peer = connect(start(new FakeContainer(Ending.NONE, message -> {
            throw new NoClassDefFoundError("made up");
        })));

        assertThat(exchange(peer)).contains("MSA|AE|C-1");
    }

    @Test
    void shouldWriteNothingWhenListenerSaysSo() throws Exception {
        MllpSocket peer = connect(start(new FakeContainer(Ending.NONE, message -> {
            received.add(message);
            return received.size() == 1 ? MllpReply.none() : MllpReply.of(text("second"), null);
        })));

        peer.writeFrame(MESSAGE);
        peer.writeFrame(MESSAGE);

        assertThat(reply(peer)).isEqualTo("second");
    }

    @Test
    void shouldCloseAfterReplyWhenListenerSaysSo() throws Exception {
        MllpSocket peer = connect(start(new FakeContainer(
                Ending.NONE, message -> MllpReply.of(text("bye"), null).thenClose())));

        assertThat(exchange(peer)).isEqualTo("bye");
        assertClosed(peer);
    }

    @Test
    @Tag("setting:MllpService.CloseAfterNegativeReply")
    void shouldCloseAfterNegativeAcknowledgementIfSet() throws Exception {
        spec.setCloseOnFailure(true);
        MllpSocket peer = connect(start(new FakeContainer(Ending.NONE, message -> {
            throw new IllegalStateException();
        })));

        assertThat(exchange(peer)).contains("MSA|AE");
        assertClosed(peer);
    }

    private static final class Second implements MllpLaterReply {

        private final byte[] reply;
        private final AtomicInteger closed = new AtomicInteger();
        private boolean asked;

        Second(String reply) {
            this.reply = reply == null ? null : text(reply);
        }

        @Override
        public byte[] await() {
            asked = true;
            return reply;
        }

        @Override
        public void close() {
            closed.incrementAndGet();
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"NONE", "COMMITTED"})
    void shouldWriteASecondAnswerBehindTheFirst(Ending ending) throws Exception {
        Second second = new Second("applied");
        MllpSocket peer = connect(start(new FakeContainer(
                ending, message -> MllpReply.of(text("stored"), null).then(second))));

        assertThat(exchange(peer)).isEqualTo("stored");
        assertThat(reply(peer)).isEqualTo("applied");
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(second.closed).hasValue(1));
    }

    @Test
    void shouldWriteTheSecondAnswerAloneWhereTheFirstIsNothing() throws Exception {
        Second second = new Second("applied");
        MllpSocket peer = connect(start(new FakeContainer(
                Ending.NONE, message -> MllpReply.of(null, null).then(second))));

        assertThat(exchange(peer)).isEqualTo("applied");
    }

    @Test
    void shouldAskForNoSecondAnswerToAMessageThatIsNotStored() throws Exception {
        Second second = new Second("applied");
        MllpSocket peer = connect(start(new FakeContainer(
                Ending.ROLLED_BACK_SILENTLY,
                message -> MllpReply.of(text("stored"), text("not stored")).then(second))));

        assertThat(exchange(peer)).isEqualTo("not stored");
        assertThat(exchange(peer)).isEqualTo("not stored");
        assertThat(second.closed).hasValue(2);
        assertThat(second.asked).isFalse();
    }

    @Test
    void shouldWriteAnUnframedAnswerAsItIs() throws Exception {
        MllpSocket peer = connect(start(new FakeContainer(
                Ending.NONE,
                message -> MllpReply.of(new byte[] {6}, new byte[] {21}).unframed())));

        peer.writeFrame(MESSAGE);

        assertThat(peer.socket().getInputStream().read()).isEqualTo(6);
    }

    @ParameterizedTest
    @CsvSource({
        "AR, |||||, MSA|AR|C-1",
        "CE, |||||, MSA|CE|C-1",
        "ERROR_AS_ASKED, |||||, MSA|AE|C-1",
        "ERROR_AS_ASKED, |||AL|NE, MSA|CE|C-1",
        "REJECT_AS_ASKED, |||ER|AL, MSA|CR|C-1",
        "REJECT_AS_ASKED, |||NE|ER, MSA|AR|C-1"
    })
    void shouldSayOfAFailureWhatIsSet(FailureReply failure, String asked, String answer) throws Exception {
        spec.setFailureReply(failure.name());
        MllpSocket peer = connect(start(new FakeContainer(Ending.NONE, message -> {
            throw new IllegalStateException();
        })));

        peer.writeFrame(text("MSH|^~\\&|A|B|C|D|20260101||ADT^A01|C-1|P|2.5.1" + asked + "\r"));

        assertThat(reply(peer)).contains(answer);
    }

    @Test
    void shouldSayOneByteOrNothingOfAFailureWhereThatIsSet() throws Exception {
        MllpListener throwing = message -> {
            throw new IllegalStateException();
        };
        spec.setFailureReply("BYTE");
        MllpSocket peer = connect(start(new FakeContainer(Ending.NONE, throwing)));
        peer.writeFrame(MESSAGE);
        assertThat(peer.socket().getInputStream().read()).isEqualTo(21);

        spec.setName("Another item");
        spec.setFailureReply("NONE");
        MllpSocket silent = connect(start(new FakeContainer(Ending.NONE, message -> {
            received.add(message);
            return received.size() == 1 ? throwing.onMessage(message) : MllpReply.of(text("second"), null);
        })));
        silent.writeFrame(MESSAGE);
        silent.writeFrame(MESSAGE);
        assertThat(reply(silent)).isEqualTo("second");
    }

    @Test
    void shouldAnswerPipelinedMessagesInOrder() throws Exception {
        MllpSocket peer =
                connect(start(new FakeContainer(Ending.NONE, message -> MllpReply.of(message.content(), null))));

        peer.socket().getOutputStream().write(text("\u000Bone\u001C\r\u000Btwo\u001C\r\u000Bthree\u001C\r"));

        assertThat(List.of(reply(peer), reply(peer), reply(peer))).containsExactly("one", "two", "three");
    }
}
