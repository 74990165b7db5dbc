package hie.engine.rule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RuleTextTest {

    private static final RuleDefinition EVERYTHING = new RuleDefinition(
            "Ward rules",
            "EnsLib.HL7.MsgRouter.RoutingEngine",
            "EnsLib.HL7.MsgRouter.RuleAssist",
            "Site.Production",
            List.of(
                    new RuleSet("Spring", "2026-03-01", "2026-06-01T00:00:00", List.of(), 0),
                    new RuleSet(
                            "",
                            "",
                            "",
                            List.of(
                                    new Rule(
                                            "Admissions",
                                            true,
                                            new Constraint(
                                                    "From HIS",
                                                    "EnsLib.HL7.Message",
                                                    "Ward",
                                                    "ADT_A01,ADT_A04",
                                                    "ADT_A01",
                                                    true),
                                            List.of(
                                                    new Step.When(
                                                            "HL7.{MSH:9.2} = \"A01\" && (1 < 2)",
                                                            List.of(
                                                                    new Step.Assign("ward", "\"3: B\"", false, 0),
                                                                    new Step.Send(
                                                                            List.of("A", "To B"),
                                                                            List.of("X.Y", "Z"),
                                                                            "If(ward = \"B\", 0, 4)",
                                                                            true,
                                                                            0),
                                                                    new Step.Trace("ward", false, 0),
                                                                    new Step.Debug("1", false, 0),
                                                                    new Step.Return("ward", false, 0)),
                                                            false,
                                                            0),
                                                    new Step.When("1", List.of(), true, 0),
                                                    new Step.Otherwise(
                                                            List.of(
                                                                    new Step.Foreach(
                                                                            "HL7.{ORCgrp().OBXgrp()}",
                                                                            "k",
                                                                            List.of(new Step.Delete(false, 0)),
                                                                            false,
                                                                            0),
                                                                    new Step.Delegate("Other", List.of("T"), false, 0)),
                                                            false,
                                                            0)),
                                            0),
                                    new Rule(
                                            "",
                                            false,
                                            Constraint.NONE,
                                            List.of(
                                                    new Step.Comment("# no: comment\ntwo lines", false, 0),
                                                    new Step.Return("", false, 0)),
                                            0)),
                            0)));

    @Test
    void shouldReadWhatItWrote() {
        RuleDefinition read = RuleText.read(RuleText.write(EVERYTHING));

        assertThat(read)
                .usingRecursiveComparison()
                .ignoringFieldsMatchingRegexes(".*line")
                .isEqualTo(EVERYTHING);
    }

    @Test
    void shouldReadWhatAPersonWritesAndSayWhereItStands() {
        RuleDefinition read = RuleText.read("""
                # Which ward gets what
                sets:
                  - rules:
                      - name: Admissions
                        constraint:
                          docCategory: 2.10
                        do:
                          - when: HL7.{MSH:9.2} = "A01"
                            do:
                              - send: To Ward
                              - return:
                          - otherwise:
                            do:
                              - send: [A, B]
                                transform: Short
                """);

        Rule rule = read.sets().getFirst().rules().getFirst();
        assertThat(rule.line()).isEqualTo(4);
        assertThat(rule.constraint()).isEqualTo(new Constraint("", "", "2.10", "", "", false));
        assertThat(rule.steps())
                .containsExactly(
                        new Step.When(
                                "HL7.{MSH:9.2} = \"A01\"",
                                List.of(
                                        new Step.Send(List.of("To Ward"), List.of(), false, 10),
                                        new Step.Return("", false, 11)),
                                false,
                                8),
                        new Step.Otherwise(
                                List.of(new Step.Send(List.of("A", "B"), List.of("Short"), false, 14)), false, 12));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '`',
            value = {
                "`sets: []`; line 1: there is no rule set",
                "`just text`; line 1: expected names with values",
                "`sets: [{rules: [{do: [{send: A, delete: }]}]}]`; expected exactly one of",
                "`sets: [{rules: [{do: [{sned: A}]}]}]`; expected exactly one of",
                "`sets: [{rules: [{do: [{send: A, colour: red}]}]}]`; 'colour' is not known here (expected: send, transform, priority, disabled)",
                "`sets: [{rules: [{do: [{send: }]}]}]`; 'send' names no target",
                "`sets: [{rules: [{do: [{when: , do: []}]}]}]`; 'when' is missing",
                "`sets: [{rules: [{do: [{foreach: 'PID()'}]}]}]`; 'key' is missing",
                "`sets: [{rules: [{do: [{delete: yes}]}]}]`; 'delete' takes no value",
                "`sets: [{rules: [{do: {send: A}}]}]`; do: expected a list",
                "`sets: [{rules: [{disabled: no, do: []}]}]`; disabled: expected true or false",
                "`sets: [{rules: [{constraint: {docKind: A}, do: []}]}]`; 'docKind' is not known here",
                "`sets: [{begin: spring, rules: []}]`; 'spring' is no time",
                "`a: &a [1]\nsets: *a`; references to anchors",
                "`a: [`; is no YAML"
            })
    void shouldNameTheLineAndWhatIsWrong(String text, String fault) {
        assertThatExceptionOfType(RuleTextException.class)
                .isThrownBy(() -> RuleText.read(text))
                .withMessageContaining(fault);
    }

    @Test
    void shouldNameEveryFaultAtOnce() {
        RuleTextException refused = catchThrowableOfType(
                RuleTextException.class,
                () -> RuleText.read("colour: red\nsets:\n  - begin: x\n    rules:\n      - do:\n          - send:\n"));

        assertThat(refused.faults())
                .satisfiesExactly(
                        first -> assertThat(first).startsWith("line 1: 'colour'"),
                        second -> assertThat(second).startsWith("line 3: begin"),
                        third -> assertThat(third).startsWith("line 6: 'send'"));
    }

    @Test
    void shouldRefuseTextsMadeToExhaustTheReader() {
        assertThatExceptionOfType(RuleTextException.class)
                .isThrownBy(() -> RuleText.read("sets: " + "[".repeat(100_000)));
    }
}
