package hie.engine.rule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import hie.api.host.ProjectDocuments;
import hie.api.message.Message;
import hie.engine.Messages;
import java.time.ZonedDateTime;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CompiledRulesTest {

    private static final ZonedDateTime NOW = ZonedDateTime.parse("2026-11-24T08:30:05+01:00");
    private static final Message ADT = Messages.adt("secret");

    private final Map<ProjectDocuments.Key, String> documents = new HashMap<>();

    private static String rules(String steps) {
        return "sets:\n- rules:\n  - name: One\n    do:\n" + steps.indent(4);
    }

    private RuleLibrary library(String rules) {
        documents.put(new ProjectDocuments.Key(ProjectDocuments.RULES, "R"), rules);
        documents.putIfAbsent(new ProjectDocuments.Key(ProjectDocuments.TABLES, "Wards"), "W1,Surgery\n");
        return new RuleLibrary(ProjectDocuments.of(documents));
    }

    private RuleOutcome run(String rules, Message message) {
        return library(rules).rules("R").orElseThrow().run(message, NOW);
    }

    private List<String> targets(String rules) {
        return targets(rules, ADT);
    }

    private List<String> targets(String rules, Message message) {
        return run(rules, message).sendings().stream()
                .map(RuleOutcome.Sending::target)
                .toList();
    }

    @Test
    void shouldTakeTheFirstWhenThatHoldsAndNoOther() {
        assertThat(targets(rules("""
                - when: HL7.{MSH:9.2} = "A02"
                  do: [{send: No}]
                - when: HL7.{MSH:9.2} = "A01"
                  do: [{send: [A, B]}]
                - when: 1
                  do: [{send: C}]
                - otherwise:
                  do: [{send: D}]
                """))).containsExactly("A", "B");
    }

    @Test
    void shouldTakeOtherwiseWhenNoWhenHoldsAndPassOverWhatIsDisabled() {
        assertThat(targets(rules("""
                - when: 1
                  disabled: true
                  do: [{send: No}]
                - when: 0
                  do: [{send: No}]
                - otherwise:
                  do: [{send: X, disabled: true}, {send: A}]
                - when: 1
                  do: [{send: B}]
                """))).containsExactly("A", "B");
    }

    @Test
    void shouldGoOnWithTheNextRuleUntilOneReturns() {
        assertThat(targets("""
                sets:
                - rules:
                  - do: [{when: 1, do: [{send: A}]}]
                  - disabled: true
                    do: [{return: }]
                  - do: [{delete: }, {send: B}]
                  - do: [{when: 1, do: [{send: C}, {return: 1}, {send: No}]}]
                  - do: [{send: No}]
                """)).containsExactly("A", "B", "C");
    }

    @Test
    void shouldSendWithThePriorityThatARuleSays() {
        RuleOutcome outcome = run(rules("""
                - send: A
                  priority: 0
                - send: B
                  priority: If(HL7.{PV1:2} = "I", 7, 2)
                - send: C
                  priority: HL7.{PID:3.1}
                - send: D
                """), ADT.with(ADT.header().withPriority(5)));

        assertThat(outcome.sendings())
                .extracting(sending -> sending.message().header().priority())
                .containsExactly(0, 7, 5, 5);
        assertThat(library(rules("- send: A\n  priority: 10\n")).faults("R"))
                .singleElement()
                .asString()
                .contains("line 5")
                .contains("'10' is no priority");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "source: From HIS; true",
                "source: From LAB; false",
                "msgClass: EnsLib.HL7.Message; true",
                "msgClass: Ens.AlertRequest; false",
                "docCategory: 2.5; true",
                "docCategory: 2.5.1; false",
                "docName: ADT_A01; true",
                "docName: 'ORM_O01, ADT_A01'; true",
                "docName: ADT_A0; false",
                "docType: ADT_A01; true",
                "docType: ORM_O01; false",
                "docType: 'FHS, BHS'; false",
                "{source: From HIS, docName: ORM_O01}; false"
            })
    void shouldRunARuleOnlyForMessagesThatMeetItsWholeConstraint(String constraint, boolean met) {
        String written = constraint.startsWith("{") ? constraint : "{" + constraint + "}";
        assertThat(targets("sets: [{rules: [{constraint: " + written + ", do: [{send: A}]}]}]"))
                .isEqualTo(met ? List.of("A") : List.of());
    }

    @Test
    void shouldTakeTheSetThatIsInEffect() {
        String sets = """
                sets:
                - end: 2026-11-24T08:30:05
                  rules: [{do: [{send: Before}]}]
                - begin: 2026-11-24
                  end: 2026-11-25
                  rules: [{do: [{send: Today}]}]
                - rules: [{do: [{send: Always}]}]
                """;
        assertThat(targets(sets)).containsExactly("Today");
        assertThatIllegalStateException()
                .isThrownBy(() -> targets("sets: [{begin: 2026-11-25, rules: []}]"))
                .withMessageContaining("no set of the rules 'R' is in effect now");
    }

    @Test
    void shouldAssignVariablesAndLookUpTables() {
        assertThat(targets(rules("""
                - assign: ward
                  value: Lookup("Wards", HL7.{PV1:3.1}, "none")
                - when: ward = "Surgery"
                  do: [{send: A}]
                """))).containsExactly("A");
    }

    @ParameterizedTest
    @CsvSource({"2026-03-31T23:59:59Z, A", "2026-04-01T00:00:00Z, B"})
    void shouldLookUpWhatATableSaysAtTheTime(ZonedDateTime now, String target) {
        documents.put(
                new ProjectDocuments.Key(ProjectDocuments.TABLES, "Wards"), "W1,A,,2026-04-01\nW1,B,2026-04-01,\n");
        RuleLibrary library = library(rules("""
                - when: Lookup("Wards", "W1") = "A" AND Exists("Wards", "W1")
                  do: [{send: A}]
                - when: Lookup("Wards", HL7.{PV1:3.1}) = "B"
                  do: [{send: B}]
                """));

        RuleOutcome outcome = library.rules("R").orElseThrow().run(ADT, now);

        assertThat(outcome.sendings()).extracting(RuleOutcome.Sending::target).containsExactly(target);
    }

    @Test
    void shouldTakeTheStepsOfAForeachForEachOccurrenceUntilAReturn() {
        Message oru = Messages.hl7(
                "MSH|^~\\&|LAB|S|H|H|1||ORU^R01|1|P|2.5\rPID|1||1\rOBR|1\rOBX|1|NM|A||1\rOBX|2|NM|B||2\rOBX|3|NM|C||3\r");
        String loop = """
                - foreach: HL7.{PIDgrpgrp(1).ORCgrp(1).OBXgrp()}
                  key: k
                  do:
                  - when: HL7.{PIDgrpgrp(1).ORCgrp(1).OBXgrp(k).OBX:5} >= 2
                    do: [{send: A}%s]
                """;

        assertThat(targets(rules(loop.formatted("")), oru)).containsExactly("A", "A");
        assertThat(targets(rules(loop.formatted(", {return: }") + "- send: No\n"), oru))
                .containsExactly("A");
        assertThat(targets(rules(loop.formatted("")))).as("no such groups").isEmpty();
    }

    @Test
    void shouldDelegateAndGoOn() {
        documents.put(
                new ProjectDocuments.Key(ProjectDocuments.RULES, "Other"), rules("- send: B\n- return:\n- send: No\n"));

        CompiledRules compiled = library(rules("- send: A\n- delegate: Other\n- send: C\n"))
                .rules("R")
                .orElseThrow();

        assertThat(compiled.run(ADT, NOW).sendings())
                .extracting(RuleOutcome.Sending::target)
                .containsExactly("A", "B", "C");
        assertThat(compiled.targets())
                .extracting(CompiledRules.TargetUse::target)
                .contains("A", "B", "C");
    }

    @Test
    void shouldLogWhichRuleDidWhatAndWhyWithoutTheMessagesContent() {
        RuleOutcome outcome = run(rules("""
                - when: HL7.{OBX:5} = "secret"
                  do:
                  - trace: '"seen " & "it"'
                  - trace: HL7.{OBX:5}
                  - return: HL7.{OBX:5}
                """), ADT);

        assertThat(outcome.sendings()).isEmpty();
        assertThat(outcome.log())
                .containsExactly(
                        "rule 'One' of 'R': when holds, line 5",
                        "trace, line 7 (a value of the message)",
                        "trace, line 8 (a value of the message)",
                        "return, line 9 (a value of the message)");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '`',
            value = {
                "`- trace: Frob(1)`; there is no function Frob",
                "`- trace: HL7.{PID:Nothing}`; leads nowhere",
                "`- trace: Lookup(\"Nothing\",1)`; there is no lookup table 'Nothing'",
                "`- {send: A, transform: T}`; there is no transform 'T' (expected: transforms/T.yaml, stylesheets/T.xslt or scripts/T.js)",
                "`- delegate: Nobody`; there is no rule set 'Nobody' to delegate to",
                "`- delegate: R`; in a circle: R -> R",
                "`- {assign: 'Document.{PID:3}', value: 1}`; cannot be assigned",
                "`- {otherwise: , do: []}`; needs a when right before it",
                "`- {foreach: 'HL7.{PID:3(1)}', key: k, do: []}`; does not say what is counted",
                "`- {foreach: 'HL7.{OBX()}', key: k, do: [{foreach: 'HL7.{NTE()}', key: j, do: []}]}`; a foreach inside another"
            })
    void shouldNameRuleAndLineOfWhatKeepsItFromRunning(String step, String fault) {
        assertThat(library(rules(step + "\n")).faults("R"))
                .singleElement()
                .asString()
                .startsWith("rule set 'R', rule 'One', line 5: ")
                .contains(fault);
    }

    @Test
    void shouldCheckPathsAgainstTheMessagesThatTheConstraintLetsIn() {
        String rule =
                "sets: [{rules: [{constraint: {docCategory: 2.5, docName: %s}, do: [{trace: 'HL7.{PIDgrpgrp(1).PIDgrp.PID:3}'}]}]}]";

        assertThat(library(rule.formatted("ORU_R01")).faults("R")).isEmpty();
        assertThat(library(rule.formatted("ADT_A01")).faults("R")).hasSize(1);
    }

    @Test
    void shouldSendWhatTheChainOfTransformsMakes() {
        documents.put(
                new ProjectDocuments.Key(ProjectDocuments.TRANSFORMS, "A"),
                "create: copy\ndo:\n- set: target.{PV1:2}\n  value: source.{PV1:2} _ \"a\"\n");
        documents.put(
                new ProjectDocuments.Key(ProjectDocuments.TRANSFORMS, "B"),
                "create: copy\ndo:\n- set: target.{PV1:2}\n  value: source.{PV1:2} _ \"b\"\n- {when: 0, do: [{remove: 'target.{PV1}'}]}\n");

        RuleOutcome outcome = run(rules("- send: X\n  transform: [A, B]\n- send: Y\n"), ADT);

        assertThat(outcome.sendings())
                .extracting(sending -> sending.target() + " "
                        + sending.message().body().hl7().get("PV1-2").orElseThrow())
                .containsExactly("X Iab", "Y I");
        assertThat(outcome.log())
                .contains("rule 'One' of 'R': transform 'B': 1 of 2 assignments not made, lines 5", "send X by A, B");
    }

    @Test
    void shouldTransformByAScriptAndByAStylesheet() {
        ProjectDocuments.Key script = new ProjectDocuments.Key(ProjectDocuments.SCRIPTS, "S");
        ProjectDocuments.Key sheet = new ProjectDocuments.Key(ProjectDocuments.STYLESHEETS, "X");
        String identity = "<xsl:stylesheet version='1.0' xmlns:xsl='http://www.w3.org/1999/XSL/Transform'>"
                + "<xsl:template match='/'><made><xsl:value-of select='/p'/></made></xsl:template></xsl:stylesheet>";
        documents.put(
                script,
                "logger.info('changed'); if (message.charAt(0) == '<') msg.b = 'c'; else hl7.set('PV1-2', 'S')");
        documents.put(sheet, identity);

        RuleOutcome hl7 = run(rules("- send: X\n  transform: S\n"), ADT);
        RuleOutcome xml = run(rules("- send: X\n  transform: [X, S]\n"), Messages.of("<p>q</p>", "application/xml"));

        assertThat(hl7.sendings().getFirst().message().body().hl7().get("PV1-2"))
                .hasValue("S");
        assertThat(hl7.log()).contains("rule 'One' of 'R': script 'S': info: changed");
        assertThat(new String(
                        xml.sendings().getFirst().message().body().bytes(), java.nio.charset.StandardCharsets.UTF_8))
                .isEqualTo("<made>q<b>c</b></made>");

        documents.put(new ProjectDocuments.Key(ProjectDocuments.SCRIPTS, "X"), "");
        assertThat(library(rules("- send: X\n  transform: X\n")).faults("R"))
                .singleElement()
                .asString()
                .contains("there are several transforms 'X'");
    }
}
