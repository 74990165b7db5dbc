package hie.engine.transform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import hie.api.message.Message;
import hie.api.message.MessageBody;
import hie.engine.Messages;
import hie.engine.format.Formats;
import hie.engine.table.LookupTable;
import java.nio.charset.StandardCharsets;
import java.time.ZonedDateTime;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TransformTest {

    private static final ZonedDateTime NOW = ZonedDateTime.parse("2026-11-24T08:30:05+01:00");
    private static final String ADT =
            "MSH|^~\\&|HIS|W|HIE|H|1||ADT^A01|1|P|2.5\r\nEVN|A01\nPID|1||4711^^^W&x~0815||Example^Erika||1964\rPV1|1|I|W1^101\rZZZ|site|\u00FC";
    private static final String ORU =
            "MSH|^~\\&|LAB|S|H|H|1||ORU^R01|1|P|2.5\rPID|1||1\rOBR|1|a\rOBX|1|NM|A||1\rOBX|2|NM|B||2\rOBR|2|b\rOBX|1|NM|C||3\r";

    private final Map<String, String> texts = new HashMap<>();

    private CompiledTransform compile(String text) {
        texts.put("T", text);
        return TransformCompiler.compile(
                "T",
                name -> Optional.ofNullable(texts.get(name)),
                name -> name.equals("Sex") ? Optional.of(LookupTable.parse("F,female\n")) : Optional.empty(),
                Formats.STANDARD);
    }

    private static Message message(String text) {
        return new Message(Messages.hl7("").header(), MessageBody.of(text.getBytes(StandardCharsets.ISO_8859_1)));
    }

    private TransformResult run(String text, String source) {
        return compile(text).apply(message(source), NOW);
    }

    private String made(String text, String source) {
        return new String(run(text, source).message().body().bytes(), StandardCharsets.ISO_8859_1);
    }

    private String copied(String actions) {
        return made("create: copy\ndo:\n" + actions, ADT);
    }

    @Test
    void shouldKeepEveryByteThatNobodyTouches() {
        assertThat(copied("- comment: nothing\n")).isEqualTo(ADT);
        assertThat(copied("- set: target.{PV1:2}\n  value: '\"E\"'\n")).isEqualTo(ADT.replace("|I|", "|E|"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '`',
            value = {
                "PID:5.1; `PID|1||4711^^^W&x~0815||NEW^Erika||1964`",
                "PID:PatientName(1).FamilyName; `PID|1||4711^^^W&x~0815||NEW^Erika||1964`",
                "PID:3(1).4.2; `PID|1||4711^^^W&NEW~0815||Example^Erika||1964`",
                "PID:3(2).2; `PID|1||4711^^^W&x~0815^NEW||Example^Erika||1964`",
                "PID:3(4).1; `PID|1||4711^^^W&x~0815~~NEW||Example^Erika||1964`",
                "PID:3; `PID|1||NEW||Example^Erika||1964`",
                "PID:9; `PID|1||4711^^^W&x~0815||Example^Erika||1964||NEW`"
            })
    void shouldPutAValueToItsPlace(String path, String pid) {
        assertThat(copied("- set: target.{" + path + "}\n  value: '\"NEW\"'\n"))
                .isEqualTo(ADT.replaceFirst("PID[^\r]*", pid));
    }

    @Test
    void shouldPutNewSegmentsWhereTheStructureWantsThem() {
        assertThat(copied("""
                - set: target.{NK1(1):2}
                  value: '"kin"'
                - set: target.{AL1:3}
                  value: '"nuts"'
                - set: target.{NK1(2):2}
                  value: '"more"'
                - set: target.{IN1grp(1).IN2:1}
                  value: '"ins"'
                - set: target.{IN1grp(1).IN1:1}
                  value: 1
                - set: target.{ZZ2:1}
                  value: '"own"'
                """).split("[\r\n]+"))
                .extracting(segment -> segment.substring(0, 3))
                .containsExactly("MSH", "EVN", "PID", "NK1", "NK1", "PV1", "ZZZ", "AL1", "IN1", "IN2", "ZZ2");
    }

    @Test
    void shouldMakeANewMessageWithTheSourcesDelimiters() {
        String source = ORU.replace('|', '#').replace('^', '!').replace("!~", "!~");

        assertThat(made("""
                targetDocType: 2.5:ADT_A01
                create: new
                do:
                - set: target.{PV1:2}
                  value: '"I"'
                - set: target.{MSH:9}
                  value: '"ADT!A01"'
                - set: target.{PID}
                  value: source.{PID}
                - set: target.{PID:8}
                  value: Lookup("Sex", "F")
                """, source)).isEqualTo("MSH#!~\\&#######ADT!A01\rPID#1##1#####female\rPV1##I\r");
    }

    @Test
    void shouldWalkThroughGroupsWithKeys() {
        assertThat(made("""
                create: copy
                do:
                - foreach: source.{PIDgrpgrp(1).ORCgrp()}
                  key: o
                  do:
                  - foreach: source.{PIDgrpgrp(1).ORCgrp(o).OBXgrp()}
                    key: x
                    do:
                    - when: source.{PIDgrpgrp(1).ORCgrp(o).OBXgrp(x).OBX:3} = "B"
                      do:
                      - break:
                    - set: target.{PIDgrpgrp(1).ORCgrp(o).OBXgrp(x).OBX:5}
                      value: o _ "." _ x
                    - set: target.{PIDgrpgrp(1).ORCgrp(o).OBXgrp(x).NTE(1):3}
                      value: '"seen"'
                """, ORU))
                .isEqualTo("MSH|^~\\&|LAB|S|H|H|1||ORU^R01|1|P|2.5\rPID|1||1\rOBR|1|a\rOBX|1|NM|A||1.1\rNTE|||seen\r"
                        + "OBX|2|NM|B||2\rOBR|2|b\rOBX|1|NM|C||2.1\rNTE|||seen\r");
    }

    @Test
    void shouldChooseRemoveAndUseVariables() {
        assertThat(copied("""
                - set: ward
                  value: source.{PV1:3.1}
                - when: ward = "W2"
                  do:
                  - set: target.{PV1:2}
                    value: '"no"'
                - otherwise:
                  do:
                  - group: all of it
                    do:
                    - remove: target.{ZZZ}
                    - remove: target.{PID:3(1).4.2}
                    - remove: target.{NK1}
                    - set: target.{PV1:3.2}
                      value: ToLower(target.{PV1:3.1})
                """))
                .isEqualTo(
                        ADT.replace("ZZZ|site|\u00FC", "").replace("W&x", "W&").replace("W1^101", "W1^w1"));
    }

    @Test
    void shouldTakePartInAnotherTransform() {
        texts.put("Sub", "create: existing\ndo:\n- set: target.{PV1:2}\n  value: '\"E\"'\n");

        assertThat(copied("- subtransform: Sub\n")).isEqualTo(ADT.replace("|I|", "|E|"));
    }

    @Test
    void shouldSayWhichAssignmentsWereNeverMadeAndWhichHadNoPlace() {
        TransformResult result = run("""
                create: copy
                do:
                - when: 0
                  do:
                  - set: target.{PV1:2}
                    value: 1
                - set: target.{PID:Sex}
                  value: 1
                - set: target.{PV1:2}
                  value: 1
                """, ADT);

        assertThat(result.log())
                .containsExactly(
                        "transform 'T': 1 of 3 assignments not made, lines 5",
                        "transform 'T': no such place in this version of HL7, lines 7");
    }

    @Test
    void shouldNeverMakeAnotherCharacterOfOneThatTheCharacterSetLacks() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> copied("- set: target.{PV1:2}\n  value: '\"\u4E2D\"'\n"))
                .withMessageContaining("a character that the character set ISO-8859-1 of the source lacks");
        assertThat(run("create: copy\ndo:\n- set: target.{MSH:18}\n  value: '\"UNICODE UTF-8\"'\n", ADT)
                        .message()
                        .body()
                        .hl7()
                        .get("ZZZ-2"))
                .contains("\u00FC");
    }

    @Test
    void shouldRefuseValuesThatWouldBreakTheMessageWithoutSayingThem() {
        texts.put("Sub", "do: []");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> copied("- set: target.{PID}\n  value: source.{PV1}\n"))
                .withMessage("the value for 'PID' is no such segment");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> copied("- set: target.{MSH:2}\n  value: '\"^\"'\n"))
                .withMessageContaining("delimiters");
        assertThatIllegalStateException()
                .isThrownBy(() -> compile("do: []").apply(Messages.of("x", "text/plain"), NOW));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '`',
            value = {
                "`sourceClass: EnsLib.EDI.X12.Document\ndo: []`; class 'EnsLib.EDI.X12.Document' is not transformed here",
                "`sourceFormat: csv\ndo: []`; format 'csv' is not known (expected: hl7, json, xml)",
                "`sourceFormat: json\ncreate: copy\ndo: []`; create: copy makes json of json, and the target is hl7",
                "`targetClass: EnsLib.HL7.Segment\ndo: []`; targetDocType must say which segment",
                "`create: fresh\ndo: []`; 'fresh' is not known (expected: new, copy or existing)",
                "`do: [{code: 'set x=1'}]`; line 1: code in another language cannot be run",
                "`do: [{set: 'source.{PID:3}', value: 1}]`; cannot be assigned",
                "`do: [{set: 'target.Name', value: 1}]`; cannot be assigned",
                "`do: [{set: 'target.{PID:3()}', value: 1}]`; is no single place",
                "`do: [{set: 'target.{ORCgrp(1)}', value: 1}]`; is no single place",
                "`do: [{set: 'target.{PID:Nothing}', value: 1}]`; leads nowhere",
                "`do: [{set: 'target.{PID(k):3}', value: 1}]`; 'k' in 'PID(k):3' is no key",
                "`do: [{set: x, value: 'Frob(1)'}]`; there is no function Frob",
                "`do: [{set: x}]`; 'value' is missing",
                "`do: [{break: }]`; a break needs a foreach",
                "`do: [{subtransform: U}]`; there is no transform 'U'",
                "`do: [{subtransform: T}]`; in a circle: T -> T",
                "`do: [{foreach: 'PID', key: k, do: []}]`; is no path",
                "`sourceDocType: 2.5:ADT_A01\ndo: [{set: x, value: 'source.{ORCgrp(1).OBR:4}'}]`; no ADT_A01 has these groups in HL7 2.5"
            })
    void shouldNameTheLineOfWhatKeepsItFromRunning(String text, String fault) {
        assertThatExceptionOfType(TransformTextException.class)
                .isThrownBy(() -> compile(text))
                .withMessageContaining(fault);
    }

    @Test
    void shouldFailWhereItSaysSoWithoutValuesOfTheMessage() {
        assertThatIllegalStateException()
                .isThrownBy(() -> copied("- set: ward\n  value: '\"B\"'\n- fail: '\"no bed\"'\n"))
                .withMessage("transform 'T' fails at line 5: no bed");
        assertThatIllegalStateException()
                .isThrownBy(() -> copied("- fail: source.{PID:3}\n"))
                .withMessageEndingWith("(a value of the message)");
        assertThat(copied("- when: 0\n  do:\n  - fail: '\"no\"'\n")).isNotEmpty();
    }

    @Test
    void shouldReadWhatItWrote() {
        TransformDefinition definition = new TransformDefinition(
                "json",
                "xml",
                "EnsLib.HL7.Message",
                "EnsLib.HL7.Message",
                "2.3.1:ADT_A01",
                "2.5:ADT_A01",
                TransformDefinition.Create.EXISTING,
                "objectscript",
                List.of(
                        new Action.Set("target.{PID:3}", "\"a: b\"", false, 0),
                        new Action.Foreach(
                                "source.{OBX()}",
                                "k1",
                                List.of(new Action.When("1", List.of(new Action.Break(false, 0)), true, 0)),
                                false,
                                0),
                        new Action.Otherwise(List.of(new Action.Remove("target.{PID}", false, 0)), false, 0),
                        new Action.Group(
                                "g", List.of(new Action.Subtransform("A.B", "source.x", "tmp", true, 0)), false, 0),
                        new Action.Append("target.x", "1", false, 0),
                        new Action.Trace("\"here\"", false, 0),
                        new Action.Fail("\"no\"", false, 0),
                        new Action.Code(" set x=1\n do y\n", false, 0),
                        new Action.Comment("why", false, 0)));

        assertThat(TransformText.read(TransformText.write(definition)))
                .usingRecursiveComparison()
                .ignoringFieldsMatchingRegexes(".*line")
                .isEqualTo(definition);
    }

    @Test
    void shouldCopyAllOccurrencesAndWholeGroups() {
        String transform = """
                sourceDocType: 2.5:ORU_R01
                targetDocType: 2.5:ORU_R01
                do:
                - set: target.{MSH}
                  value: source.{MSH}
                - set: target.{PIDgrpgrp().ORCgrp()}
                  value: source.{PIDgrpgrp().ORCgrp()}
                - set: target.{PIDgrpgrp(1).PIDgrp.PID:3().1}
                  value: source.{PIDgrpgrp(1).PIDgrp.PID:3().1}
                """;

        assertThat(made(transform, ORU.replace("PID|1||1\r", "PID|1||1^x~2^y\r")))
                .isEqualTo(ORU.replace("PID|1||1\r", "PID|||1~2\r"));
    }

    @Test
    void shouldRefuseToCopyAGroupThatTheSourceDoesNotHave() {
        assertThatExceptionOfType(TransformTextException.class)
                .isThrownBy(() -> compile("""
                        sourceDocType: 2.5:ORU_R01
                        do:
                        - set: target.{Nogrp()}
                          value: source.{Nogrp()}
                        """))
                .withMessageContaining("line 3")
                .withMessageContaining("Nogrp");
    }
}
