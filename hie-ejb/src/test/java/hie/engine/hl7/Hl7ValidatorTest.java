package hie.engine.hl7;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import hie.api.hl7.Hl7Message;
import hie.engine.hl7.schema.SchemaCategory;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class Hl7ValidatorTest {

    private static final String MSH = "MSH|^~\\&|A|B|C|D|20261124||ADT^A01^ADT_A01|1|P|2.5\r";
    private static final String GOOD = MSH + "EVN||20261124\rPID|1||7^^^W||Example^Erika||19640812|F\rPV1|1|I\rZBE|1\r";

    private static List<String> findings(String rules, String message) {
        return check(rules, "", message).stream().map(Hl7Finding::toString).toList();
    }

    private static List<Hl7Finding> check(String rules, String category, String message) {
        byte[] bytes = message.getBytes(ISO_8859_1);
        return new Hl7Validator(ValidationRules.parse(rules), SchemaCategory.parse(category))
                .check(Hl7Message.of(bytes), bytes);
    }

    @ParameterizedTest
    @CsvSource({"''", "dm-z", "structure", "fields", "types", "tables"})
    void shouldFindNothingWrongWithAGoodMessage(String rules) {
        assertThat(findings(rules, GOOD)).isEmpty();
    }

    @Test
    void shouldRequireAStructureOnlyWhenAsked() {
        String unknown = GOOD.replace("ADT^A01^ADT_A01", "XYZ^Q99");

        assertThat(findings("d", unknown))
                .singleElement()
                .satisfies(
                        text -> assertThat(text).startsWith("MSH-9: HL7 2.5 has no structure for the message's type"));
        assertThat(findings("m", unknown)).isEmpty();
    }

    @Test
    void shouldFindSegmentsOutOfPlaceAndMissing() {
        assertThat(findings("m", MSH + "EVN||20261124\rOBR|1\rPID|1||7||A^B\rPV1|1|I\rOBR|2\r"))
                .containsExactly(
                        "OBR: has no place where it stands in ADT_A01 of HL7 2.5",
                        "OBR(2): has no place where it stands in ADT_A01 of HL7 2.5");
        assertThat(findings("m", MSH + "EVN||20261124\rPID|1||7||A^B\r"))
                .containsExactly("PV1: is missing; ADT_A01 of HL7 2.5 must have it");
    }

    @Test
    void shouldNameTheGroupInWhichASegmentIsMissing() {
        String oru = "MSH|^~\\&|A|B|C|D|2026||ORU^R01|1|P|2.5\rPID|1||7||A^B\rORC|RE\rOBX|1|ST|x||y||||||F\r";

        assertThat(findings("m", oru))
                .singleElement()
                .satisfies(text -> assertThat(text).startsWith("OBR: is missing in PIDgrpgrp.ORCgrp"));
    }

    @ParameterizedTest
    @CsvSource({"dm-z, 0", "dmz, 1", "z, 1", "m, 0"})
    void shouldRefuseSegmentsOfASiteOnlyWhenAsked(String rules, int findings) {
        assertThat(findings(rules, GOOD)).hasSize(findings);
    }

    @Test
    void shouldFindWhatIsRequiredAndWhatIsRepeatedTooOften() {
        assertThat(findings("fields", GOOD.replace("7^^^W||Example^Erika", "||").replace("|F\r", "|F~M\r")))
                .containsExactly(
                        "PID-3: has no value, and HL7 2.5 demands one (PatientIdentifierList)",
                        "PID-5: has no value, and HL7 2.5 demands one (PatientName)",
                        "PID-8: has 2 repetitions; HL7 2.5 allows 1");
        assertThat(findings("structure", GOOD.replace("7^^^W", ""))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "19640812, ''",
        "1964, ''",
        "19640230, PID-7.1",
        "12/08/1964, PID-7.1",
        "19641301, PID-7.1",
        "196408121299, ''",
        "19640812236159, PID-7.1",
        "19640812235959.1234+0100, ''"
    })
    void shouldFindDatesThatAreNone(String birth, String place) {
        List<Hl7Finding> findings = check("types", "", GOOD.replace("19640812", birth));

        if (birth.equals("196408121299")) {
            assertThat(findings).extracting(Hl7Finding::place).containsExactly("PID-7.1");
        } else {
            assertThat(findings.stream().map(Hl7Finding::place).toList())
                    .isEqualTo(place.isEmpty() ? List.of() : List.of(place));
        }
    }

    @Test
    void shouldHoldResultsAgainstTheTypeThatTheyName() {
        String oru = "MSH|^~\\&|A|B|C|D|2026||ORU^R01|1|P|2.5\rPID|1||7||A^B\rOBR|1|||X\r"
                + "OBX|1|NM|x||7.5||||||F\rOBX|2|NM|x||high||||||F\rOBX|3|ST|x||high||||||Q\r";

        assertThat(check("types", "", oru)).extracting(Hl7Finding::place).containsExactly("OBX(2)-5");
        assertThat(findings("tables", oru))
                .containsExactly(
                        "OBX(2)-5: is no NM (expected: a number)", "OBX(3)-11: holds no code of HL7 table 0085");
    }

    @Test
    void shouldNeverQuoteAValue() {
        assertThat(findings("tables", GOOD.replace("19640812", "geheim").replace("|I\r", "|geheim\r"))
                        .toString())
                .contains("PID-7")
                .doesNotContain("geheim");
    }

    @Test
    void shouldFindWhatCannotBeReadInTheCharacterSet() {
        assertThat(findings(
                        "types",
                        GOOD.replace("|2.5\r", "|2.5||||||UNICODE UTF-8\r").replace("Erika", "J\u00FCrgen")))
                .singleElement()
                .satisfies(text -> assertThat(text).startsWith("PID-5: has bytes that mean nothing in UTF-8"));
    }

    @Test
    void shouldHoldMessagesAgainstTheCategoryOfTheItem() {
        String old = GOOD.replace("|2.5\r", "|2.1\r").replace("ADT^A01^ADT_A01", "ADT^A05");

        assertThat(check("dm", "2.5", old)).isEmpty();
        assertThat(check("dm", "2.5, ADT_*=2.5:ORU_R01", old)).isNotEmpty();
    }

    @ParameterizedTest
    @CsvSource({"hello, there is no MSH segment", "'BHS|^~\\&|A', a batch is not one message"})
    void shouldSayThatItIsNoMessage(String text, String finding) {
        assertThat(findings("d", text))
                .singleElement()
                .satisfies(found -> assertThat(found).contains(finding));
    }

    @Test
    void shouldListNoMoreThanPeopleRead() {
        assertThat(findings("m", GOOD + "OBR|1\r".repeat(1000))).hasSize(Hl7Validator.MOST_FINDINGS);
    }
}
