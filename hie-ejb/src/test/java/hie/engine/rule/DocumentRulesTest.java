package hie.engine.rule;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import hie.api.host.ProjectDocuments;
import hie.api.message.Message;
import hie.engine.Messages;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Rules over messages that have properties. */
class DocumentRulesTest {

    private static final ZonedDateTime NOW = ZonedDateTime.parse("2026-11-24T08:30:05+01:00");
    private static final Message POST = Messages.of(
            "{\"Post\": {\"Text\": \"a dog\", \"Tags\": [\"x\", \"y\"]}, \"topic\": \"SURGERY\", \"Level\": 3}",
            "application/json");

    private static RuleLibrary library(String rules) {
        return new RuleLibrary(
                ProjectDocuments.of(Map.of(new ProjectDocuments.Key(ProjectDocuments.RULES, "R"), rules)));
    }

    private static RuleOutcome run(String rules, Message message) {
        return library(rules).rules("R").orElseThrow().run(message, NOW);
    }

    private static String rules(String steps) {
        return "sets:\n- rules:\n  - name: One\n    do:\n" + steps.indent(4);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '`',
            value = {
                "ToUpper(Document.Post.Text) Contains \"DOG\"; true",
                "Document.topic[\"SURG\"; true",
                "Document.topic = \"OTHER\"; false",
                "Request.Level >= 3; true",
                "context.Level > 3; false",
                "Document.Post.Tags(2) = \"y\"; true",
                "Document.Missing.Part = \"\"; true"
            })
    void shouldReadProperties(String condition, boolean holds) {
        String rules = rules("- when: '" + condition + "'\n  do: [{send: A}]\n");

        assertThat(run(rules, POST).sendings()).hasSize(holds ? 1 : 0);
        assertThat(run(rules, Messages.of("no document", "text/plain")).sendings())
                .as("a message without properties")
                .hasSize(condition.endsWith("\"\"") ? 1 : 0);
    }

    @Test
    void shouldSendWhatItHasChangedFromThenOn() {
        RuleOutcome outcome = run(rules("""
                - send: Before
                - assign: Document.Found
                  value: '"Dog"'
                - when: Document.Found = "Dog"
                  do: [{send: After}]
                """), POST);

        assertThat(outcome.sendings()).extracting(RuleOutcome.Sending::target).containsExactly("Before", "After");
        assertThat(outcome.sendings().getFirst().message()).isSameAs(POST);
        assertThat(new String(outcome.message().body().bytes(), UTF_8))
                .isEqualTo(
                        "{\"Post\":{\"Text\":\"a dog\",\"Tags\":[\"x\",\"y\"]},\"topic\":\"SURGERY\",\"Level\":3,\"Found\":\"Dog\"}");
    }

    @Test
    void shouldRefuseToChangeAMessageThatHasNoProperties() {
        String rules = rules("- assign: Document.Found\n  value: 1\n");

        assertThatIllegalStateException().isThrownBy(() -> run(rules, Messages.adt()));
        assertThatIllegalStateException().isThrownBy(() -> run(rules, Messages.of("no document", "text/plain")));
    }

    @Test
    void shouldReadAndAssignPropertiesByTheirBareNamesInRulesForOthersThanRouters() {
        RuleOutcome outcome = run("context: Site.Process.Context\n" + rules("""
                - when: Level < 3
                  do: [{return: 0}]
                - when: (Level >= 3) && (Post.Text = "a dog")
                  do:
                  - assign: VibrationLevel
                    value: 2
                  - return: VibrationLevel
                """), POST);

        assertThat(outcome.returned()).isEqualTo("2");
        assertThat(new String(outcome.message().body().bytes(), UTF_8)).endsWith("\"Level\":3,\"VibrationLevel\":2}");
    }

    @Test
    void shouldMeetTheClassThatAServiceOrTransformGave() {
        String rules =
                "sets: [{rules: [{constraint: {msgClass: Site.Post}, do: [{when: 'Document.{Post.Text} = \"a dog\"', do: [{send: A}]}]}]}]";
        Message named = POST.with(POST.header().describedAs("Site.Post", "", ""));

        assertThat(run(rules, named).sendings()).hasSize(1);
        assertThat(run(rules, POST).sendings()).isEmpty();
    }

    @Test
    void shouldLoopOverLists() {
        assertThat(run(rules("""
                - foreach: Document.Post.Tags()
                  key: k
                  do:
                  - when: Document.Post.Tags(k) = "y"
                    do: [{send: A}]
                """), POST).sendings()).hasSize(1);
    }

    @Test
    void shouldReadXml() {
        Message xml = Messages.of("<Post><Text>a dog</Text></Post>", "application/xml");

        assertThat(run(rules("- when: Document.Text = \"a dog\"\n  do: [{send: A}]\n"), xml)
                        .sendings())
                .hasSize(1);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '`',
            value = {
                "`- trace: HL7.Post`; is not known; of an HL7 message there are",
                "`- trace: Other.Post`; 'Other' is no message here",
                "`- trace: Level`; 'Level' is not known",
                "`- {assign: 'HL7.{PID:3}', value: 1}`; cannot be assigned",
                "`- {assign: 'Document.a()', value: 1}`; cannot be assigned"
            })
    void shouldRefuseWhatNoMessageHas(String step, String fault) {
        List<String> faults = library(rules(step + "\n")).faults("R");

        assertThat(faults).singleElement().asString().contains(fault);
    }
}
