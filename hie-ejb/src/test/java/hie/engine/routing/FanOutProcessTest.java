package hie.engine.routing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import hie.api.host.Call;
import hie.api.host.CallFailedException;
import hie.api.host.CallOutcome;
import hie.api.host.Gathering;
import hie.api.message.Message;
import hie.engine.FakeHostContext;
import hie.engine.FakeOutbox;
import hie.engine.Messages;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class FanOutProcessTest {

    private static final Message ADT = Messages.adt();

    private final Asked outbox = new Asked();

    /** Targets that reply with their own names, unless a test says that they fail. */
    private static final class Asked extends FakeOutbox {

        private final List<String> failing = new ArrayList<>();

        private Message replyOf(String target) throws CallFailedException {
            if (failing.contains(target)) {
                throw new CallFailedException("no reply from " + target, false, null);
            }
            return Messages.of(target, "text/plain");
        }

        @Override
        public Message call(String target, Message message, Duration timeout) throws CallFailedException {
            did.add("call " + target);
            patience.add(timeout);
            return replyOf(target);
        }

        @Override
        public Gathering callAll(List<Call> calls) {
            did.add("callAll " + calls.stream().map(Call::target).toList());
            return timeout -> {
                did.add("gather");
                patience.add(timeout);
                return calls.stream().map(call -> outcome(call.target())).toList();
            };
        }

        private CallOutcome outcome(String target) {
            try {
                return CallOutcome.replied(target, replyOf(target));
            } catch (CallFailedException e) {
                return CallOutcome.failed(target, e);
            }
        }
    }

    private void process(String pattern, String... more) throws Exception {
        Map<String, String> settings = new HashMap<>(Map.of("Pattern", pattern, "ReplyTimeout", "7"));
        for (int i = 0; i < more.length; i += 2) {
            settings.put(more[i], more[i + 1]);
        }
        FanOutProcess process = new FanOutProcess();
        process.attach(FakeHostContext.of(FanOutProcess.class, settings, "A", "B", "C"));
        process.onInit();
        process.process(ADT, outbox);
    }

    @Test
    @Tag("setting:FanOutProcess.Pattern")
    void shouldSendToAllAndWaitForNobody() throws Exception {
        process("async_reliable");

        assertThat(outbox.did()).containsExactly("send A", "send B", "send C");
        assertThat(outbox.answer()).as("what is sent hands the call on").isNull();
    }

    @Test
    @Tag("setting:FanOutProcess.Pattern")
    @Tag("setting:FanOutProcess.ReplyTimeout")
    void shouldAskOneAfterTheOtherAndAnswerWithTheFirstReply() throws Exception {
        process("sync_reliable");

        assertThat(outbox.did()).containsExactly("call A", "call B", "call C");
        assertThat(outbox.answer()).isEqualTo("A");
        assertThat(outbox.patience()).allMatch(timeout -> timeout.compareTo(Duration.ofSeconds(7)) <= 0);
    }

    @Test
    void shouldAskNobodyAfterATargetThatGivesNoGoodReply() {
        outbox.failing.add("B");

        assertThatExceptionOfType(CallFailedException.class).isThrownBy(() -> process("sync_reliable"));

        assertThat(outbox.did()).containsExactly("call A", "call B");
        assertThat(outbox.answer()).isNull();
    }

    @Test
    @Tag("setting:FanOutProcess.Pattern")
    void shouldAskAllAtOnceAndGatherNothing() throws Exception {
        process("concurrent_async");

        assertThat(outbox.did()).containsExactly("callAll [A, B, C]");
    }

    @Test
    @Tag("setting:FanOutProcess.Pattern")
    @Tag("setting:FanOutProcess.ReplyTimeout")
    void shouldAskAllAtOnceAndAnswerWhenAllHaveReplied() throws Exception {
        process("concurrent_sync");

        assertThat(outbox.did()).containsExactly("callAll [A, B, C]", "gather");
        assertThat(outbox.patience()).containsExactly(Duration.ofSeconds(7));
        assertThat(outbox.answer()).isEqualTo("A");
    }

    @Test
    @Tag("setting:FanOutProcess.RequireAll")
    void shouldFailWhenNotAllReplyUnlessOneIsEnough() throws Exception {
        outbox.failing.add("A");

        assertThatIllegalStateException()
                .isThrownBy(() -> process("concurrent_sync"))
                .withMessage("not every target gave a good reply: A (no reply from A)");
        process("concurrent_sync", "RequireAll", "false");

        assertThat(outbox.answer()).isEqualTo("B");
        assertThat(outbox.notes()).containsExactly("without a good reply: A (no reply from A)");
    }

    @Test
    void shouldFailWhenNobodyReplies() {
        outbox.failing.addAll(List.of("A", "B", "C"));

        assertThatIllegalStateException().isThrownBy(() -> process("concurrent_sync", "RequireAll", "false"));
    }
}
