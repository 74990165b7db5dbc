package hie.engine.hl7;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import hie.api.hl7.Hl7Message;
import hie.api.host.ProjectDocuments;
import hie.engine.hl7.schema.SchemaCategory;
import hie.engine.hl7.schema.SchemaDefinition;
import hie.engine.hl7.schema.SchemaText;
import hie.engine.hl7.schema.SchemaTextException;
import hie.engine.hl7.schema.Schemas;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SchemaTextTest {

    static final String WARD = """
            base: 2.5
            description: with pets
            types:
              ZOW:
              - name: Id
                type: NM
              - name: Town
                type: ST
            segments:
              ZPI:
              - name: PetName
                type: ST
                required: true
              - name: Owner
                type: ZOW
                repeats: true
              - name: Kind
                type: IS
                table: Pets
            tables:
              Pets: [CAT, DOG]
            structures:
              ADT_A01: MSH EVN PID ZPI* PV1 OBX*
            messages:
              ADT_A04: ADT_A01
            """;

    private static final Schemas SCHEMAS =
            Schemas.of(ProjectDocuments.of(Map.of(new ProjectDocuments.Key(ProjectDocuments.SCHEMAS, "Ward"), WARD)));

    private static final String ADT = "MSH|^~\\&|A|B|C|D|20261127||ADT^A04|1|P|2.5\rEVN||20261127\rPID|1||7||A^B\r"
            + "ZPI|Rex|17^Bonn~18^Ulm|DOG\rPV1|1|I\r";

    private static List<String> findings(String rules, String message) {
        byte[] bytes = message.getBytes(ISO_8859_1);
        return new Hl7Validator(ValidationRules.parse(rules), SchemaCategory.parse("Ward"), SCHEMAS)
                .check(Hl7Message.of(bytes), bytes).stream()
                        .map(Hl7Finding::toString)
                        .toList();
    }

    private static String value(String path, String message) {
        Hl7Document document = Hl7Document.of(
                Hl7Message.of(message.getBytes(ISO_8859_1)),
                SCHEMAS.find("Ward").orElseThrow(),
                SCHEMAS.find("Ward").orElseThrow().structure("ADT_A04").orElseThrow());
        return VirtualPath.parse(path).get(document, key -> 0);
    }

    @Test
    void shouldReadWhatItWrites() {
        SchemaDefinition definition = SchemaText.read(WARD);

        assertThat(SchemaText.read(SchemaText.write(definition))).isEqualTo(definition);
    }

    @ParameterizedTest
    @CsvSource({
        "ZPI:PetName, Rex",
        "ZPI:Owner(2).Town, Ulm",
        "ZPI:owner(1).id, 17",
        "PID:PatientName.FamilyName, A",
        "ZPI:3, DOG"
    })
    void shouldFindFieldsOfItsOwnByName(String path, String value) {
        assertThat(value(path, ADT)).isEqualTo(value);
    }

    @Test
    void shouldFindNothingWrongWithAMessageThatFits() {
        assertThat(findings("tables, z", ADT)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "ZPI|Rex|17^Bonn~18^Ulm|DOG; ZPI||17|DOG; fields; ZPI-1: has no value, and schema Ward demands one (PetName)",
                "ZPI|Rex|17^Bonn~18^Ulm|DOG; ZPI|Rex|x^Bonn|DOG; types; ZPI-2.1",
                "ZPI|Rex|17^Bonn~18^Ulm|DOG; ZPI|Rex||COW; tables; ZPI-3: holds no code of table Pets",
                "PV1|1|I; PV1|1|I#ZPI|Rex; dmz; ZPI(2): is a segment of a site's own",
                "EVN||20261127; DG1|1; m; DG1: has no place where it stands in ADT_A04 of schema Ward"
            })
    void shouldHoldMessagesAgainstIt(String good, String bad, String rules, String finding) {
        assertThat(findings(rules, ADT.replace(good.strip(), bad.strip().replace('#', '\r'))))
                .anySatisfy(found -> assertThat(found).contains(finding.strip()));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '`',
            value = {
                "base: 2.5; base: 2.9; line 1: base: '2.9' is no version",
                "ZPI*; ZPX*; names segment ZPX, which neither HL7 2.5 nor the schema has",
                "ZPI* PV1; ZPI*( PV1; has a bracket that is not closed",
                "MSH EVN; EVN; does not begin with MSH",
                "ADT_A04: ADT_A01; ADT_A04: ADT_X; which neither the schema nor HL7 2.5 has",
                "PetName; Pet Name; line 11: name: 'Pet Name' cannot be one in a path",
                "repeats: true; repeats: often; line 14: repeats: 'often'",
                "[CAT, DOG]; ; table 'Pets' has no code",
                "description; title; 'title' is not known here"
            })
    void shouldNameWhatCannotBeWithItsLine(String good, String bad, String fault) {
        assertThatExceptionOfType(SchemaTextException.class)
                .isThrownBy(() -> SchemaText.read(WARD.replace(good, bad == null ? "" : bad)))
                .satisfies(e -> assertThat(e.faults())
                        .anySatisfy(
                                found -> assertThat(found).startsWith("line ").contains(fault)));
    }

    @Test
    void shouldKnowVersionsAndItsOwnNamesOnly() {
        assertThat(SCHEMAS.fault("Ward")).isEmpty();
        assertThat(SCHEMAS.fault("2.3.1")).isEmpty();
        assertThat(SCHEMAS.fault("Other"))
                .hasValueSatisfying(fault -> assertThat(fault).contains("schemas/Other.yaml"));
    }
}
