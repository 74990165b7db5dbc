package hie.engine.routing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import hie.api.host.ProjectDocuments;
import hie.api.message.Message;
import hie.api.setting.SettingException;
import hie.engine.FakeHostContext;
import hie.engine.Messages;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class ScriptProcessTest {

    private static final Message ADT = Messages.adt();

    private final RecordingOutbox outbox = new RecordingOutbox();

    private static ScriptProcess process(String script, Map<String, String> settings, String... targets) {
        Map<String, String> all = new LinkedHashMap<>(Map.of("Script", "main"));
        all.putAll(settings);
        ScriptProcess process = new ScriptProcess();
        process.attach(FakeHostContext.of(ScriptProcess.class, all, targets)
                .with(ProjectDocuments.of(Map.of(new ProjectDocuments.Key(ProjectDocuments.SCRIPTS, "main"), script))));
        process.onInit();
        return process;
    }

    private String content() {
        return new String(outbox.messages.getLast().body().bytes(), StandardCharsets.UTF_8);
    }

    @Test
    @Tag("setting:ScriptProcess.Script")
    void shouldSendWhatTheScriptMadeOfTheMessageWhereItSays() {
        process("hl7.set('PID-5.1', 'Changed'); destinationSet.remove('B'); reply('done')", Map.of(), "A", "B", "C")
                .process(ADT, outbox);

        assertThat(outbox.targets).containsExactly("A", "C");
        assertThat(content()).contains("|Changed^Erika|");
        assertThat(outbox.messages.getFirst().header().id())
                .isEqualTo(ADT.header().id());
        assertThat(outbox.replies).singleElement().isEqualTo("done".getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void shouldSendNothingWhenTheScriptFiltersIt() {
        process("logger.info('not ours'); return false", Map.of(), "A").process(ADT, outbox);

        assertThat(outbox.targets).isEmpty();
        assertThat(outbox.notes).containsExactly("script: info: not ours", "the script filtered it");
    }

    @Test
    void shouldSendNothingWhenTheScriptFails() {
        assertThatThrownBy(() -> process("send('A', 'first');\nthrow new Error(hl7.get('PID-5.1'))", Map.of(), "A")
                        .process(ADT, outbox))
                .hasMessage("script 'main', line 2: Error");

        assertThat(outbox.targets).isEmpty();
    }

    @Test
    void shouldSendFurtherMessagesThatTheScriptMade() {
        process("send('B', hl7.get('PID-3.1')); destinationSet.remove('B')", Map.of(), "A", "B")
                .process(ADT, outbox);

        assertThat(outbox.targets).containsExactly("B", "A");
        assertThat(outbox.messages.getFirst().body().bytes()).isEqualTo("4711".getBytes(StandardCharsets.UTF_8));
        assertThat(outbox.messages.getFirst().header().causation())
                .isEqualTo(ADT.header().id());
    }

    @Test
    @Tag("setting:ScriptProcess.TimeLimit")
    @Tag("setting:ScriptProcess.MemoryLimit")
    void shouldKeepAScriptWithinItsLimits() {
        assertThatThrownBy(() ->
                        process("while (true) {}", Map.of("TimeLimit", "0.05")).process(ADT, outbox))
                .hasMessageContaining("50 ms");
        assertThatThrownBy(() -> process("'x'.repeat(600000)", Map.of("MemoryLimit", "1"))
                        .process(ADT, outbox))
                .hasMessageContaining("1024 KB");
        process("'x'.repeat(600000)", Map.of("MemoryLimit", "4"), "A").process(ADT, outbox);
        assertThat(outbox.targets).containsExactly("A");
        assertThatThrownBy(() -> process("", Map.of("TimeLimit", "0"))).isInstanceOf(SettingException.class);
    }

    @Test
    @Tag("setting:ScriptProcess.Inbound")
    @Tag("setting:ScriptProcess.Outbound")
    void shouldTakeContentForWhatItIsSaidToBe() {
        Message text = Messages.of("{\"a\": 1}", "text/plain");

        process("msg = 'b' + msg.a", Map.of("Inbound", "json", "Outbound", "xml"), "A")
                .process(text, outbox);
        assertThat(content()).isEqualTo("b1");
        assertThat(outbox.messages.getLast().header().contentType()).isEqualTo("application/xml");

        process("msg = 'b' + msg.a", Map.of(), "A").process(text, outbox);
        assertThat(content()).isEqualTo("bundefined");
        assertThat(outbox.messages.getLast().header().contentType()).isEqualTo("text/plain");
    }

    @Test
    @Tag("setting:ScriptProcess.Channel")
    void shouldShareValuesWithItsChannel() {
        process("$gc('seen', 'yes'); $g('all', 'yes')", Map.of("Channel", "one"))
                .process(ADT, outbox);

        for (String channel : List.of("one", "two")) {
            process("reply(channelName + $gc('seen') + $g('all'))", Map.of("Channel", channel))
                    .process(ADT, outbox);
        }

        assertThat(outbox.replies)
                .extracting(reply -> new String(reply, StandardCharsets.UTF_8))
                .containsExactly("oneyesyes", "twonullyes");
    }

    @Test
    void shouldRefuseAScriptThatIsMissingOrFaulty() {
        assertThatThrownBy(() -> process("", Map.of("Script", "other")))
                .isInstanceOf(SettingException.class)
                .hasMessageContaining("there is no script 'other' (expected: scripts/other.js)");
        assertThatThrownBy(() -> process("\n\nvar = 1", Map.of()))
                .isInstanceOf(SettingException.class)
                .hasMessageContaining("script 'main', line 3: ");
    }
}
