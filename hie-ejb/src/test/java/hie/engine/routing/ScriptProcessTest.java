package hie.engine.routing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import hie.api.host.ProjectDocuments;
import hie.api.message.Message;
import hie.api.setting.SettingException;
import hie.engine.FakeHostContext;
import hie.engine.Messages;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class ScriptProcessTest {

    private static final Message ADT = Messages.adt();

    private final RecordingOutbox outbox = new RecordingOutbox();

    private static ScriptProcess process(String script, Map<String, String> settings, String... targets) {
        return process(Map.of(key(ProjectDocuments.SCRIPTS, "main"), script), settings, targets);
    }

    private static ProjectDocuments.Key key(String folder, String name) {
        return new ProjectDocuments.Key(folder, name);
    }

    private static ScriptProcess process(
            Map<ProjectDocuments.Key, String> documents, Map<String, String> settings, String... targets) {
        Map<String, String> all = new LinkedHashMap<>(Map.of("Script", "main"));
        all.putAll(settings);
        ScriptProcess process = new ScriptProcess();
        process.attach(FakeHostContext.of(ScriptProcess.class, all, targets).with(ProjectDocuments.of(documents)));
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

    @Test
    void shouldSendToSingleItemsWhatTheScriptMadeForThem() {
        process(
                        "hl7.set('PID-5.1', 'All'); destination('B', function () { hl7.set('PID-5.1', 'Own') });"
                                + " destination('C', function () { return false })",
                        Map.of(),
                        "A",
                        "B",
                        "C")
                .process(ADT, outbox);

        assertThat(outbox.targets).containsExactly("A", "B");
        assertThat(outbox.messages)
                .extracting(message -> new String(message.body().bytes(), StandardCharsets.UTF_8))
                .satisfiesExactly(
                        first -> assertThat(first).contains("|All^Erika|"),
                        second -> assertThat(second).contains("|Own^Erika|"));
    }

    @Test
    @Tag("setting:ScriptProcess.ReplyTimeout")
    void shouldAskAnItemAndLookAtItsReply() {
        outbox.answers.put("A", Optional.of("MSA|AA"));
        outbox.answers.put("B", Optional.empty());

        process(
                        "function look() { $c('said', ($c('said') || '') + responseStatus + ':' + response.getMessage() + ' ') }\n"
                                + "destination('A', function () { hl7.set('PID-5.1', 'Own') }, {answers: 'text', answered: look});\n"
                                + "destination('B', function () {}, {answers: 'text', answered: look, names: ['d2']});\n"
                                + "reply($c('said') + $('d2').getStatusMessage())",
                        Map.of("ReplyTimeout", "2.5"),
                        "A",
                        "B")
                .process(ADT, outbox);

        assertThat(outbox.asked).containsExactly("A", "B");
        assertThat(outbox.timeouts).containsOnly(Duration.ofMillis(2500));
        assertThat(new String(outbox.questions.getFirst().body().bytes(), StandardCharsets.UTF_8))
                .contains("|Own^Erika|");
        assertThat(outbox.targets).isEmpty();
        assertThat(outbox.notes).isEmpty();
        assertThat(outbox.replies)
                .extracting(reply -> new String(reply, StandardCharsets.UTF_8))
                .containsExactly("SENT:MSA|AA QUEUED: no reply in time");
        assertThatThrownBy(() -> process("", Map.of("ReplyTimeout", "0"))).isInstanceOf(SettingException.class);
    }

    @Test
    void shouldTransformXmlByAStylesheetOfTheProject() {
        String stylesheet = "<xsl:stylesheet version='1.0' xmlns:xsl='http://www.w3.org/1999/XSL/Transform'>"
                + "<xsl:output method='text'/><xsl:template match='/'><xsl:value-of select='/p/name'/></xsl:template></xsl:stylesheet>";
        Map<ProjectDocuments.Key, String> documents = Map.of(
                key(ProjectDocuments.SCRIPTS, "main"),
                "reply(transformXml(msg, 'names') + transformXml('<?xml version=\"1.0\"?><p><name>B</name></p>', 'names'));"
                        + " transformXml('<p/>', 'other')",
                key(ProjectDocuments.STYLESHEETS, "names"),
                stylesheet);

        assertThatThrownBy(() -> process(documents, Map.of())
                        .process(Messages.of("<p><name>A</name></p>", "application/xml"), outbox))
                .hasMessageContaining("there is no stylesheet 'other' (expected: stylesheets/other.xslt)");

        Map<ProjectDocuments.Key, String> right = new LinkedHashMap<>(documents);
        right.computeIfPresent(
                key(ProjectDocuments.SCRIPTS, "main"), (key, text) -> text.replace("'other'", "'names'"));
        process(right, Map.of()).process(Messages.of("<p><name>A</name></p>", "application/xml"), outbox);
        assertThat(outbox.replies)
                .extracting(reply -> new String(reply, StandardCharsets.UTF_8))
                .containsExactly("AB");
    }

    @Test
    @Tag("setting:ScriptProcess.StartScript")
    @Tag("setting:ScriptProcess.StopScript")
    void shouldRunScriptsOnceWhenItsFirstHostStartsAndItsLastOneStops() {
        Map<ProjectDocuments.Key, String> documents = Map.of(
                key(ProjectDocuments.SCRIPTS, "main"), "reply($g('starts') + ':' + $g('stops'))",
                key(ProjectDocuments.SCRIPTS, "begin"),
                        "$g('starts', ($g('starts') || 0) + 1); $g('stops', 0); logger.info('ready')",
                key(ProjectDocuments.SCRIPTS, "end"), "$g('stops', $g('stops') + 1)");
        Map<String, String> settings = Map.of("StartScript", "begin", "StopScript", "end");
        ScriptProcess first = process(documents, settings);
        ScriptProcess second = process(documents, settings);

        first.onStart();
        second.onStart();
        first.process(ADT, outbox);
        first.onStop();
        second.process(ADT, outbox);
        second.onStop();
        second.process(ADT, outbox);

        assertThat(outbox.replies)
                .extracting(reply -> new String(reply, StandardCharsets.UTF_8))
                .containsExactly("1:0", "1:0", "1:1");
    }

    @Test
    void shouldLookUpWhatTablesOfTheProjectSay() {
        Map<ProjectDocuments.Key, String> documents = Map.of(
                key(ProjectDocuments.SCRIPTS, "main"),
                "reply(lookup('wards', 'W1') + ':' + lookup('wards', 'W2') + ':' + $cfg('site') + ':' + $g('site'));",
                key(ProjectDocuments.SCRIPTS, "begin"),
                "$g('site', configurationMap.containsKey('site'))",
                key(ProjectDocuments.TABLES, "wards"),
                "W1,Surgery\n",
                key(ProjectDocuments.TABLES, "configuration"),
                "site,North\n");
        ScriptProcess process = process(documents, Map.of("StartScript", "begin"));

        process.onStart();
        process.process(ADT, outbox);
        process.onStop();

        assertThat(outbox.replies)
                .extracting(reply -> new String(reply, StandardCharsets.UTF_8))
                .containsExactly("Surgery:null:North:true");
        assertThatThrownBy(() -> process("lookup('other', 'x')", Map.of()).process(ADT, outbox))
                .hasMessageContaining("there is no lookup table 'other' (expected: tables/other.csv)");
    }

    @Test
    void shouldNotStartWhenItsStartScriptFails() {
        Map<ProjectDocuments.Key, String> documents = Map.of(
                key(ProjectDocuments.SCRIPTS, "main"),
                "",
                key(ProjectDocuments.SCRIPTS, "begin"),
                "throw new Error('no')");
        ScriptProcess process = process(documents, Map.of("StartScript", "begin"));

        assertThatThrownBy(process::onStart).hasMessage("script 'begin', line 1: Error: no");

        process.onStop();
        assertThatThrownBy(process::onStart).hasMessageContaining("script 'begin'");
        assertThatThrownBy(() -> process("", Map.of("StopScript", "none")))
                .isInstanceOf(SettingException.class)
                .hasMessageContaining("there is no script 'none'");
    }
}
