package hie.engine.bpl;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import hie.api.host.Call;
import hie.api.host.CallFailedException;
import hie.api.host.CallOutcome;
import hie.api.host.Gathering;
import hie.api.host.ProjectDocuments;
import hie.api.message.Message;
import hie.api.setting.SettingException;
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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BplProcessTest {

    private final Asked outbox = new Asked();
    private final Map<ProjectDocuments.Key, String> documents = new HashMap<>();

    /** Items that reply with their names behind what they got, unless a test says otherwise. */
    private static final class Asked extends FakeOutbox {

        private final List<String> silent = new ArrayList<>();
        private final List<String> failing = new ArrayList<>();
        private final List<Message> messages = new ArrayList<>();

        private static String text(Message message) {
            return new String(message.body().bytes(), UTF_8);
        }

        @Override
        public void send(String target, Message message) {
            super.send(target, message);
            messages.add(message);
        }

        @Override
        public Gathering callAll(List<Call> calls) {
            Call call = calls.getFirst();
            did.add("call " + call.target());
            messages.add(call.message());
            return timeout -> {
                did.add("gather " + call.target());
                patience.add(timeout);
                return List.of(outcome(call));
            };
        }

        private CallOutcome outcome(Call call) {
            boolean isSilent = silent.contains(call.target());
            return isSilent || failing.contains(call.target())
                    ? CallOutcome.failed(
                            call.target(), new CallFailedException("no reply from " + call.target(), !isSilent, null))
                    : CallOutcome.replied(call.target(), Messages.of(call.target(), "text/plain"));
        }
    }

    private BplProcess process(String text, Map<String, String> more) {
        documents.put(new ProjectDocuments.Key(ProjectDocuments.PROCESSES, "P"), text);
        Map<String, String> settings = new HashMap<>(Map.of("Process", "P", "CallTimeout", "7"));
        settings.putAll(more);
        BplProcess process = new BplProcess();
        process.attach(FakeHostContext.of(BplProcess.class, settings, "A", "B", "Ens.Alert")
                .with(ProjectDocuments.of(documents)));
        process.onInit();
        return process;
    }

    private void run(String text) throws Exception {
        process(text, Map.of()).process(Messages.adt(), outbox);
    }

    private static String call(String name, String target, String more) {
        return "- call: " + name + "\n  target: " + target + "\n" + more
                + "  request:\n  - assign: callrequest\n    value: request\n";
    }

    private static String reply(String to) {
        return "  response:\n  - assign: " + to + "\n    value: callresponse\n";
    }

    @Test
    @Tag("setting:BplProcess.Process")
    void shouldAskAnItemAndAnswerWithItsReply() throws Exception {
        run("do:\n" + call("Ask", "A", "") + reply("response"));

        assertThat(outbox.did()).containsExactly("call A", "gather A");
        assertThat(outbox.answer()).isEqualTo("A");
        assertThat(outbox.messages.getFirst().body().bytes())
                .isEqualTo(Messages.adt().body().bytes());
    }

    @Test
    @Tag("setting:BplProcess.CallTimeout")
    void shouldWaitAsLongAsTheCallSaysOrElseTheItem() throws Exception {
        run("do:\n" + call("One", "A", "") + call("Two", "B", "  timeout: 2+1\n")
                + call("Three", "B", "  timeout: '\"PT2S\"'\n"));

        assertThat(outbox.patience())
                .containsExactly(Duration.ofSeconds(7), Duration.ofSeconds(3), Duration.ofSeconds(2));
    }

    @Test
    void shouldAskSeveralAtOnceAndWaitForThemInASync() throws Exception {
        run("context:\n- name: First\n  type: message\ndo:\n" + call("One", "A", "  async: true\n")
                + reply("context.First") + call("Two", "B", "  async: true\n") + reply("response")
                + "- sync: [One, Two]\n- choose: Both?\n  cases:\n  - when: synctimedout = 0\n    do:\n"
                + "    - assign: response\n      value: context.First\n");

        assertThat(outbox.did()).containsExactly("call A", "call B", "gather A", "gather B");
        assertThat(outbox.answer()).isEqualTo("A");
    }

    @Test
    void shouldSendWithItsTransactionWhatNobodyWaitsFor() throws Exception {
        run("do:\n" + call("One", "A", "  async: true\n"));

        assertThat(outbox.did()).containsExactly("send A");
        assertThat(outbox.answer()).isEmpty();
        assertThat(outbox.messages.getFirst().header().causation()).isNotNull();
    }

    @Test
    void shouldGoOnWithoutAReplyThatDoesNotComeInTime() throws Exception {
        outbox.silent.add("A");

        run("do:\n- assign: response\n  value: '\"none\"'\n" + call("One", "A", "") + reply("response")
                + call("Two", "B", "  async: true\n") + "- sync: Two\n");

        assertThat(outbox.answer()).isEqualTo("none");
        assertThat(outbox.notes()).contains("no reply from A");
        assertThat(outbox.did()).contains("call B");
    }

    @Test
    void shouldFailWhenAnItemCouldNotDoWhatItWasAsked() {
        outbox.failing.add("A");

        assertThatExceptionOfType(CallFailedException.class).isThrownBy(() -> run("do:\n" + call("One", "A", "")));
        assertThat(outbox.answer()).isNull();
    }

    @Test
    void shouldDecideByMessagesAndVariables() throws Exception {
        run("""
                context:
                - name: Ward
                  value: '"none"'
                - name: Count
                do:
                - choose: Where
                  cases:
                  - when: context.Ward = "none"
                    do:
                    - assign: context.Ward
                      value: request.{PV1:3.1}
                  - otherwise: ''
                    do:
                    - assign: context.Ward
                      value: '"wrong"'
                - while: context.Count < 3
                  do:
                  - assign: context.Count
                    value: context.Count + 1
                - assign: response
                  value: context.Ward_" context.Ward "_context.Count
                - reply:
                - assign: response
                  value: '"too late"'
                """);

        assertThat(outbox.answer()).isEqualTo("W1 context.Ward 3");
    }

    @Test
    void shouldChangeWhatItSendsAndLeaveTheRequestAlone() throws Exception {
        run("""
                do:
                - call: One
                  target: A
                  async: true
                  request:
                  - assign: callrequest
                    value: request
                  - assign: callrequest.{PID:PatientName.GivenName}
                    value: '"X"'
                - assign: response
                  value: request
                """);

        assertThat(outbox.messages.getFirst().body().hl7().get("PID-5.2")).hasValue("X");
        assertThat(outbox.answer()).isEqualTo(new String(Messages.adt().body().bytes(), UTF_8));
    }

    @Test
    void shouldTransformAndAskRules() throws Exception {
        documents.put(
                new ProjectDocuments.Key(ProjectDocuments.TRANSFORMS, "Mask"),
                "create: copy\ndo:\n- set: target.{PID:5}\n  value: '\"X\"'\n");
        documents.put(
                new ProjectDocuments.Key(ProjectDocuments.RULES, "Kind"),
                "sets:\n- rules:\n  - do:\n    - when: HL7.{PV1:2} = \"I\"\n      do:\n      - return: '\"in\" _ HL7.{PV1:2}'\n");

        run("""
                context:
                - name: Kind
                - name: Masked
                  type: message
                do:
                - transform: Mask
                  target: context.Masked
                - rule: Kind
                  result: context.Kind
                - assign: response
                  value: context.Masked.{PID:5} _ context.Kind
                """);

        assertThat(outbox.answer()).isEqualTo("XinI");
        assertThat(outbox.notes()).anySatisfy(note -> assertThat(note).contains("return, line"));
    }

    @Test
    void shouldTraceAndAlertWithoutShowingWhatAMessageSays() throws Exception {
        run("""
                do:
                - trace: '"begun"'
                - trace: request.{PID:5.1}
                - alert: '"look at " _ request.{PID:5.1}'
                - delay: 0
                """);

        assertThat(outbox.notes())
                .containsExactly(
                        "trace, line 2: begun",
                        "trace, line 3 (a value of the run)",
                        "alert, line 4 (a value of the run)");
        assertThat(outbox.did()).containsExactly("send Ens.Alert");
        assertThat(Asked.text(outbox.messages.getFirst())).isEqualTo("look at Example");
        assertThat(outbox.messages.getFirst().header().contentType()).startsWith("text/plain");
    }

    @Test
    void shouldEndALoopThatDoesNotEnd() {
        assertThatExceptionOfType(IllegalStateException.class)
                .isThrownBy(() -> run("do:\n- while: 1\n  do:\n  - comment: on and on\n"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '`',
            value = {
                "- assign: request\\n  value: '1'; the request stays what it is",
                "- assign: context.Nobody\\n  value: '1'; 'context.Nobody' cannot be assigned",
                "- assign: response\\n  value: context.Nobody; 'Nobody' is not known",
                "- assign: response.{PID:Nothing}\\n  value: '1'; leads nowhere",
                "- call: C\\n  target: A; nothing is sent",
                "- sync: Nobody; there is no asynchronous call 'Nobody'",
                "- transform: Nothing\\n  target: response; there is no transform 'Nothing'",
                "- transform: Nothing\\n  target: nobody; 'nobody' is no message",
                "- rule: Nothing; there is no rule set 'Nothing'",
                "- call: C\\n  target: A\\n  async: true\\n  request:\\n  - assign: callrequest\\n    value: request\\n  response:\\n  - assign: response\\n    value: callresponse; no sync waits for it",
                "- call: C\\n  target: Far\\n  request:\\n  - assign: callrequest\\n    value: request; there is no connection to 'Far'"
            })
    void shouldRefuseWhatCannotRunWithItsLine(String activity, String fault) {
        assertThatExceptionOfType(SettingException.class)
                .isThrownBy(() -> run("do:\n" + activity.replace("\\n", "\n") + "\n"))
                .withMessageContaining("process 'P', line ")
                .withMessageContaining(fault);
    }

    @Test
    void shouldNotWaitInItsCallersTransaction() {
        assertThatExceptionOfType(SettingException.class)
                .isThrownBy(() -> process("do:\n- delay: 1\n", Map.of("PoolSize", "0")))
                .withMessageContaining("wait in its callers' transactions");
        process("do:\n" + call("One", "A", "  async: true\n"), Map.of("PoolSize", "0"));
    }

    @Test
    void shouldNameAProcessThatIsNotThere() {
        documents.clear();
        BplProcess process = new BplProcess();
        process.attach(FakeHostContext.of(BplProcess.class, Map.of("Process", "Q")));

        assertThatExceptionOfType(SettingException.class)
                .isThrownBy(process::onInit)
                .withMessageContaining("there is no process 'Q' (expected: processes/Q.yaml)");
    }
}
