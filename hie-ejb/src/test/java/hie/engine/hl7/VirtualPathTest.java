package hie.engine.hl7;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import hie.api.hl7.Hl7Message;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class VirtualPathTest {

    private static final String ORU = """
            MSH|^~\\&|LAB|SITE|HIE|HUB|20260101||ORU^R01|1|P|%s
            PID|1|9^^^X|4711^^^WARD&1.2&ISO^MR~0815^^^GP||Example^Erika^Maria||19640812|F
            NTE|1||patient note
            PV1|1|I|W1^101^1
            ORC|RE|P1
            OBR|1|P1|F1|GLU
            NTE|1||order note
            OBX|1|NM|GLU||5.1
            NTE|1||result note
            NTE|2||another
            OBX|2|NM|NA||140
            ZZZ|site
            OBR|2|P2|F2|HB
            OBX|1|NM|HB||13
            """;

    private static Hl7Document oru(String version) {
        return Hl7Document.of(
                Hl7Message.of(ORU.formatted(version).replace('\n', '\r').getBytes(StandardCharsets.UTF_8)));
    }

    private static String get(String path, String version) {
        return VirtualPath.parse(path).get(oru(version), key -> key.equals("two") ? 2 : 1);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "PID:3; 4711^^^WARD&1.2&ISO^MR~0815^^^GP",
                "PID-3.1; 4711",
                "PID-3; 4711^^^WARD&1.2&ISO^MR~0815^^^GP",
                "PID:3(1); 4711^^^WARD&1.2&ISO^MR",
                "PID:3(2).1; 0815",
                "PID:3.4.2; 1.2",
                "PID:PatientIdentifierList(1).IDNumber; 4711",
                "PID:PatientIdentifierList(two).IDNumber; 0815",
                "PID:patientidentifierlist().idnumber; <4711><0815>",
                "PID:3(*); 2",
                "PID:PatientName.FamilyName.Surname; Example",
                "PID:PatientName(1).SecondandFurtherGivenNamesor; Maria",
                "PID:AdministrativeSex; F",
                "MSH:9.2; R01",
                "MSH:MessageType.2; R01",
                "MSH:1; |",
                "PIDgrpgrp(1).PIDgrp.PID:5.1; Example",
                "PIDgrpgrp.PIDgrp.PV1grp.PV1:PatientClass; I",
                "PIDgrpgrp(1).PIDgrp.NTE:3; patient note",
                "PIDgrpgrp(1).ORCgrp(1).NTE:3; order note",
                "PIDgrpgrp(1).ORCgrp(1).OBXgrp(1).NTE(2):3; another",
                "PIDgrpgrp(1).ORCgrp(1).OBXgrp(two).OBX:ObservationValue; 140",
                "PIDgrpgrp(1).ORCgrp(2).OBXgrp(1).OBX:5; 13",
                "PIDgrpgrp(1).ORCgrp(2).OBR:4; HB",
                "PIDgrpgrp(1).ORCgrp().OBXgrp().OBX:5; <5.1><140><13>",
                "PIDgrpgrp(1).ORCgrp(*); 2",
                "PIDgrpgrp(1).ORCgrp(1).OBXgrp(*); 2",
                "OBX(2):5; 140",
                "OBX(*); 3",
                "OBX():5; <5.1><140><13>",
                "ZZZ:1; site",
                "OBX(3); OBX|1|NM|HB||13"
            })
    void shouldReadWhatThePathNames(String path, String value) {
        assertThat(get(path, "2.5")).isEqualTo(value);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "PID:99",
                "OBX(4):5",
                "PIDgrpgrp(2).PIDgrp.PID:3",
                "PIDgrpgrp(1).ORCgrp(2).OBXgrp(2).OBX:5",
                "PIDgrpgrp(1).ORCgrp(2).ORC:1",
                "PIDgrp.PID:5.1"
            })
    void shouldReadNothingWhereThereIsNone(String path) {
        assertThat(get(path, "2.5")).isEmpty();
    }

    @Test
    void shouldTakeNamesAsTheMessagesOwnVersionHasThem() {
        assertThat(get("PID:PatientName.FamilyLastName", "2.3.1")).isEqualTo("Example");
        assertThat(get("PID:PatientName.FamilyLastName", "2.5")).isEmpty();
        assertThat(get("PID:Sex", "2.3.1")).isEqualTo("F");
        assertThat(get("PID:Sex", "2.3.9")).as("the nearest older version").isEqualTo("F");
        assertThat(get("PID:AdministrativeSex", "")).as("no version at all").isEqualTo("F");
    }

    @Test
    void shouldCountWhatALoopGoesThrough() {
        Hl7Document document = oru("2.5");
        assertThat(VirtualPath.parse("PIDgrpgrp(1).ORCgrp()").count(document, key -> 0))
                .isEqualTo(2);
        assertThat(VirtualPath.parse("PIDgrpgrp(1).ORCgrp(k).OBXgrp()").count(document, key -> 1))
                .isEqualTo(2);
        assertThat(VirtualPath.parse("PIDgrpgrp(1).ORCgrp(1).OBXgrp(1).NTE()").count(document, key -> 0))
                .isEqualTo(2);
        assertThat(VirtualPath.parse("PID:3()").count(document, key -> 0)).isEqualTo(2);
        assertThat(VirtualPath.parse("OBX()").count(document, key -> 0)).isEqualTo(3);
        assertThat(VirtualPath.parse("PID:2()").count(document, key -> 0)).isEqualTo(1);
        assertThat(VirtualPath.parse("PID:4()").count(document, key -> 0)).isZero();
    }

    @Test
    void shouldSayWhichPathsLeadNowhere() {
        assertThat(VirtualPath.parse("PID:PatientNames").unresolved("", List.of()))
                .get()
                .asString()
                .contains("'PID:PatientNames' leads nowhere", "PID has no such field");
        assertThat(VirtualPath.parse("PID:PatientName.FamilyLastName").unresolved("2.3.1", List.of()))
                .isEmpty();
        assertThat(VirtualPath.parse("PID:PatientName.FamilyLastName").unresolved("2.5", List.of()))
                .isPresent();
        assertThat(VirtualPath.parse("PIDgrpgrp(1).PIDgrp.PID:3").unresolved("", List.of()))
                .isEmpty();
        assertThat(VirtualPath.parse("PIDgrpgrp(1).PIDgrp.PID:3").unresolved("2.5", List.of("ADT_A01")))
                .get()
                .asString()
                .contains("no ADT_A01 has these groups in HL7 2.5");
        assertThat(VirtualPath.parse("Nogrp.PID:3").unresolved("", List.of())).isPresent();
        assertThat(VirtualPath.parse("ZZ1:4.2").unresolved("", List.of())).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                ":",
                "PID:",
                "PID:3.1.1.1",
                "PID:3.x y",
                "pid:3",
                "PIDgrp:3",
                "PID:0",
                "PID(0):3",
                "PID(k",
                "PID:3.1(2)",
                "PID(1+1):3",
                "a..b:1"
            })
    void shouldRefuseWhatIsNoPath(String path) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> VirtualPath.parse(path))
                .withMessageContaining("no HL7 path");
    }

    @Test
    void shouldFindGroupsOfOtherStructures() {
        Hl7Document adt = Hl7Document.of(Hl7Message.of(
                ("MSH|^~\\&|A|B|C|D|1||ADT^A04|1|P|2.5\rEVN|A04\rPID|1\rPV1|1\rIN1|1|a\rIN2|x\rIN1|2|b\rIN2|y\r")
                        .getBytes(StandardCharsets.US_ASCII)));
        Hl7Document orm = Hl7Document.of(
                Hl7Message.of("MSH|^~\\&|A|B|C|D|1||ORM^O01|1|P|2.5\rPID|1\rORC|NW\rOBR|1|P1\rORC|NW\rRXO|drug\r"
                        .getBytes(StandardCharsets.US_ASCII)));

        assertThat(VirtualPath.parse("IN1grp(2).IN2:1").get(adt, key -> 0)).isEqualTo("y");
        assertThat(VirtualPath.parse("ORCgrp(1).OBRuniongrp.OBRunion.OBR:2").get(orm, key -> 0))
                .isEqualTo("P1");
        assertThat(VirtualPath.parse("ORCgrp(2).OBRuniongrp.OBRunion.RXO:1").get(orm, key -> 0))
                .isEqualTo("drug");
    }
}
