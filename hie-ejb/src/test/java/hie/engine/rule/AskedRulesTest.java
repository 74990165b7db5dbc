package hie.engine.rule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import hie.api.host.ProjectDocuments;
import hie.engine.Messages;
import hie.engine.expression.EvaluationException;
import java.time.ZonedDateTime;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The function {@code Rule}: what another rule set returns. */
class AskedRulesTest {

    private static final ZonedDateTime NOW = ZonedDateTime.parse("2026-11-24T08:30:05+01:00");

    private final Map<ProjectDocuments.Key, String> documents = new HashMap<>();

    private AskedRulesTest rules(String name, String steps) {
        return text(name, "sets:\n- rules:\n  - name: One\n    do:\n" + steps.indent(4));
    }

    private AskedRulesTest text(String name, String text) {
        documents.put(new ProjectDocuments.Key(ProjectDocuments.RULES, name), text);
        return this;
    }

    private RuleOutcome run() {
        return library().rules("R").orElseThrow().run(Messages.adt("secret"), NOW);
    }

    private RuleLibrary library() {
        return new RuleLibrary(ProjectDocuments.of(documents));
    }

    private List<String> targets() {
        return run().sendings().stream().map(RuleOutcome.Sending::target).toList();
    }

    @Test
    void shouldGiveWhatTheOtherRulesReturnForTheMessage() {
        rules("R", """
                - when: Rule("Wards") = "surgery"
                  do: [{send: A}]
                - otherwise:
                  do: [{send: No}]
                - assign: ward
                  value: Rule("Wards", context) & "/" & Rule("Nothing")
                - when: ward = "surgery/"
                  do: [{send: B}]
                """);
        rules("Wards", """
                - assign: point
                  value: HL7.{PV1:3.1}
                - when: point = "W1"
                  do: [{return: '"surgery"'}]
                - return: '"other"'
                """);
        rules("Nothing", "- comment: returns nothing\n");

        assertThat(targets()).containsExactly("A", "B");
    }

    @Test
    void shouldSeeTheMessageAsTheRulesThatAskHaveChangedIt() {
        rules("R", """
                - assign: Document.Level
                  value: Document.Level + 1
                - when: Rule("Level") = 3
                  do: [{send: A}]
                """).rules("Level", "- return: Document.Level\n");

        assertThat(library()
                        .rules("R")
                        .orElseThrow()
                        .run(Messages.of("{\"Level\":2}", "application/json"), NOW)
                        .sendings())
                .hasSize(1);
    }

    @Test
    void shouldKeepVariablesApart() {
        rules("R", """
                - assign: ward
                  value: 1
                - when: Rule("Other") = 2 && ward = 1
                  do: [{send: A}]
                """).rules("Other", "- assign: ward\n  value: 2\n- return: ward\n");

        assertThat(targets()).containsExactly("A");
    }

    @Test
    void shouldTellInTheLogWhyOtherRulesReturnedWithoutCountingThemAsFired() {
        rules("R", """
                - when: Rule("Other", , "Is it urgent?")
                  do: [{send: A}]
                """).rules("Other", "- when: HL7.{OBX:5} = \"secret\"\n  do: [{return: 1}]\n");

        RuleOutcome outcome = run();

        assertThat(outcome.log())
                .containsExactly(
                        "asked for 'Is it urgent?'",
                        "rule 'One' of 'Other': when holds, line 5",
                        "return, line 6: 1",
                        "rule 'One' of 'R': when holds, line 5",
                        "send A");
        assertThat(outcome.fired()).containsExactly("One");
        assertThat(outcome.returned()).isEmpty();
    }

    @Test
    void shouldSeeConstraintsAndDatesOfTheOtherRules() {
        rules("R", "- when: Rule(\"Other\") = 2\n  do: [{send: A}]\n").text("Other", """
                sets:
                - end: 2026-01-01
                  rules:
                  - do: [{return: 1}]
                - begin: 2026-01-01
                  rules:
                  - constraint: {docName: ORM_O01}
                    do: [{return: 3}]
                  - constraint: {docName: ADT_A01}
                    do: [{return: 2}]
                """);

        assertThat(targets()).containsExactly("A");
    }

    @Test
    void shouldFailAsTheOtherRulesDo() {
        rules("R", "- return: Rule(\"Other\")\n").text("Other", "sets: [{end: 2026-01-01, rules: []}]");

        assertThatIllegalStateException().isThrownBy(this::run).withMessageContaining("no set of the rules 'Other'");
    }

    @Test
    void shouldCostTheRulesThatAskWhatTheOthersCost() {
        String bomb = "ReplaceStr(".repeat(6) + "\"aaaaaaaaaa\"" + ",\"a\",\"aaaaaaaaaa\")".repeat(6);
        rules("R", "- assign: x\n  value: Rule(\"Other\")\n".repeat(20))
                .rules("Other", "- return: '" + bomb.replace("'", "''") + "'\n");

        assertThatExceptionOfType(EvaluationException.class)
                .isThrownBy(this::run)
                .withMessageContaining("cost more than they may");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '`',
            value = {
                "- send: A; send, delete and delegate nothing",
                "- delete:; send, delete and delegate nothing",
                "- delegate: Third; send, delete and delegate nothing",
                "`- {assign: Document.Level, value: 1}`; do not change the message",
                "`- return: Rule(\"Nobody\")`; there is no rule set 'Nobody' to ask",
                "`- return: Rule(\"R\")`; in a circle: R -> Other -> R",
                "`- return: Rule(\"Third\")`; asks rule set 'Third', which cannot answer: rule set 'Third', rule 'One', line 5: in 'Rule(\"Other\")'"
            })
    void shouldNotBeAskedForAValueWhenTheyWouldDoMore(String step, String fault) {
        rules("R", "- trace: Rule(\"Other\")\n")
                .rules("Other", step + "\n")
                .rules("Third", "- return: Rule(\"Other\")\n");

        assertThat(library().faults("R"))
                .singleElement()
                .asString()
                .startsWith("rule set 'R', rule 'One', line 5: ")
                .contains("asks rule set 'Other', which cannot answer: rule set 'Other', rule 'One', line 5: ", fault);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '`',
            value = {
                "`Rule(HL7.{PID:3})`; Rule: the rule set must be written in quotes",
                "`Rule(\"R\")`; in a circle: R -> R",
                "`Rule(\"Other\", HL7.{PID:3})`; sees the message that these rules see",
                "`Rule(\"Other\", , HL7.{PID:3})`; Rule: the activity must be written in quotes"
            })
    void shouldSayWhyAQuestionCannotBeAsked(String question, String fault) {
        rules("R", "- trace: '" + question + "'\n").rules("Other", "- return: 1\n");

        assertThat(library().faults("R")).singleElement().asString().contains(fault);
    }

    @Test
    void shouldBeAskedTwentyDeepAndNoDeeper() {
        rules("R", "- return: Rule(\"S1\")\n");
        for (int depth = 1; depth <= 20; depth++) {
            rules("S" + depth, depth == 20 ? "- return: 7\n" : "- return: Rule(\"S" + (depth + 1) + "\")\n");
        }
        assertThat(run().returned()).isEqualTo("7");

        rules("S20", "- return: Rule(\"S21\")\n").rules("S21", "- return: 7\n");
        assertThat(library().faults("R"))
                .singleElement()
                .asString()
                .contains("rule sets ask each other more than 20 deep");
    }

    @Test
    void shouldBeCompiledOnceHoweverManyAskThem() {
        int sets = 20;
        rules("R", "- trace: Rule(\"S1\")\n");
        for (int number = 1; number <= sets; number++) {
            StringBuilder all = new StringBuilder("- return: 1");
            for (int other = number + 1; other <= sets; other++) {
                all.append(" + Rule(\"S" + other + "\")");
            }
            rules("S" + number, all + "\n");
        }

        assertThat(library().faults("R")).isEmpty();
    }
}
