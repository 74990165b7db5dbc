package hie.engine.golden;

import static org.assertj.core.api.Assertions.assertThat;

import hie.api.host.ProjectDocuments;
import hie.engine.golden.GoldenResult.Verdict;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class GoldenRunTest {

    private static final String RULES = """
            sets:
            - rules:
              - name: All
                do:
                - send: Archive
              - name: Admissions
                constraint: {source: From HIS, msgClass: EnsLib.HL7.Message, docName: ADT_A01}
                do:
                - when: HL7.{PV1:2} = "I"
                  do:
                  - {send: [Wards, Billing], transform: To_Billing}
                  - return: HL7.{PV1:2}
              - name: Rest
                do:
                - when: HL7.{MSH:10} = ""
                  do: [{send: Nobody}]
            """;

    private static final String TRANSFORM = """
            sourceDocType: 2.5:ADT_A01
            targetDocType: 2.5:ADT_A01
            create: copy
            do:
            - {set: "target.{PID:8}", value: '"U"'}
            - {set: "target.{MSH:7}", value: 'CurrentDateTime("%Y%m%d%H%M%S")'}
            """;

    private static final String MESSAGE = """
            message: |
              MSH|^~\\&|HIS|WARD|HIE|HUB|20261124120000||ADT^A01^ADT_A01|MSG00001|P|2.5
              PID|1||4711^^^WARD^MR||Müller^Erika||19640812|F
              PV1|1|I|W1^101^1
            """;

    private static final String CASE = "rules: Admissions  # the hospital's\nsource: From HIS\n" + MESSAGE;

    private final Map<ProjectDocuments.Key, String> documents = new HashMap<>();

    GoldenRunTest() {
        documents.put(new ProjectDocuments.Key("rules", "Admissions"), RULES);
        documents.put(new ProjectDocuments.Key("transforms", "To_Billing"), TRANSFORM);
    }

    private GoldenResult run(String text) {
        documents.put(new ProjectDocuments.Key("tests", "A case"), text);
        List<GoldenResult> results = new GoldenRun(ProjectDocuments.of(documents), Clock.systemDefaultZone()).results();
        assertThat(results).hasSize(1);
        return results.getFirst();
    }

    private static List<String> lines(GoldenResult result) {
        return result.differences().stream()
                .map(one -> one.path() + ": expected " + one.expected() + ", was " + one.actual())
                .toList();
    }

    @Test
    void shouldWriteWhatCameOutAndPassFromThenOn() {
        String dated = "now: 2026-01-31T12:00:00\n" + CASE;

        GoldenResult open = run(dated);
        GoldenResult accepted = run(open.accepted());

        assertThat(open.verdict()).isEqualTo(Verdict.OPEN);
        assertThat(open.accepted()).startsWith(dated).endsWith("""
                expect:
                  fired:
                  - All
                  - Admissions
                  sends:
                  - target: Archive
                  - target: Wards
                    message: |
                      MSH|^~\\&|HIS|WARD|HIE|HUB|20260131120000||ADT^A01^ADT_A01|MSG00001|P|2.5
                      PID|1||4711^^^WARD^MR||Müller^Erika||19640812|U
                      PV1|1|I|W1^101^1
                  - target: Billing
                    message: |
                      MSH|^~\\&|HIS|WARD|HIE|HUB|20260131120000||ADT^A01^ADT_A01|MSG00001|P|2.5
                      PID|1||4711^^^WARD^MR||Müller^Erika||19640812|U
                      PV1|1|I|W1^101^1
                  returns: I
                """);
        assertThat(accepted.verdict()).isEqualTo(Verdict.PASSED);
        assertThat(accepted.accepted()).isEqualTo(open.accepted());
    }

    @Test
    void shouldTellByPathWhatIsNotAsExpected() {
        String accepted = run("now: 2026-01-31T12:00:00\n" + CASE).accepted();
        documents.put(new ProjectDocuments.Key("transforms", "To_Billing"), TRANSFORM.replace("'\"U\"'", "'\"X\"'"));

        GoldenResult failed = run(accepted);

        assertThat(failed.verdict()).isEqualTo(Verdict.FAILED);
        assertThat(lines(failed))
                .containsExactly("Wards: PID-8: expected U, was X", "Billing: PID-8: expected U, was X");
    }

    @Test
    void shouldTellWhenOtherRulesFireOrOtherTargetsGetIt() {
        String accepted = run(CASE).accepted();
        documents.put(new ProjectDocuments.Key("rules", "Admissions"), RULES.replace("\"I\"", "\"O\""));

        assertThat(lines(run(accepted)))
                .containsExactly(
                        "fired: expected All, Admissions, was All",
                        "returns: expected I, was ",
                        "sends: expected Archive, Wards, Billing, was Archive");
    }

    @Test
    void shouldNotCountWhatIsToBeIgnored() {
        String text = "transform: To_Billing\nignore: [\"MSH:7\"]\n" + MESSAGE + "expect:\n  message: |\n"
                + MESSAGE.substring(MESSAGE.indexOf('\n') + 1).indent(2).replace("|F", "|U");

        assertThat(run(text).verdict()).isEqualTo(Verdict.PASSED);
        assertThat(lines(run(text.replace("MSH:7", "MSH-8"))))
                .singleElement()
                .asString()
                .startsWith("MSH-7: ");
    }

    @Test
    void shouldExpectAMessageThatIsNotWrittenAsItCame() {
        documents.put(
                new ProjectDocuments.Key("transforms", "To_Billing"),
                "create: copy\ndo:\n- {set: \"target.{PID:8}\", value: '\"F\"'}\n");

        assertThat(run("transform: To_Billing\n" + MESSAGE + "expect: {}\n").verdict())
                .isEqualTo(Verdict.PASSED);
    }

    @Test
    void shouldTakeAFailureAsAnOutcome() {
        String text = "transform: To_Billing\nmessage: |\n  {\"a\": 1}\n";

        GoldenResult open = run(text);

        assertThat(open.accepted()).contains("expect:\n  fails: transform 'To_Billing' makes hl7 of hl7");
        assertThat(run(open.accepted()).verdict()).isEqualTo(Verdict.PASSED);
        assertThat(lines(run("transform: To_Billing\n" + MESSAGE + "expect:\n  fails: Gone\n")))
                .containsExactly("fails: expected Gone, was ");
    }

    @Test
    void shouldSayWhatIsWrongWithACase() {
        assertThat(run("rules: No\n" + MESSAGE).fault())
                .isEqualTo("there is no rule set 'No' (expected: rules/No.yaml)");
        assertThat(run("transform: To_Billing\nmessage: |\n  MSH|^~\\&|ω\n").fault())
                .contains("ISO-8859-1", "MSH-18");
        assertThat(run("rules: Admissions\ntransform: No\nwhen: 1\nexpect:\n  fails: x\nmessage: x\nnow: soon\n")
                        .fault())
                .contains("'when' is not known here", "'expect' comes last", "one of both", "'soon' is no time");
        assertThat(run("rules: Admissions\n").fault()).contains("'message' is missing");
    }

    @Test
    void shouldShowNothingOfAMessageByItself() {
        assertThat(GoldenText.read(CASE)).asString().doesNotContain("4711");
        assertThat(new Difference("PID-5", "Erika", "Max")).asString().doesNotContain("Erika", "Max");
    }
}
