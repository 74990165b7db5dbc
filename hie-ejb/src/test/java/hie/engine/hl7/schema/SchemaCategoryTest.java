package hie.engine.hl7.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SchemaCategoryTest {

    @ParameterizedTest
    @CsvSource({
        "ADT_A01, 2.5:ADT_A01",
        "BAR_P10, 2.4:BAR_P10",
        "ORM_O01, 2.4:RDE_O01",
        "BAR_P11, 2.3.1:BAR_P11",
        "ADT, 2.3.1:ADT"
    })
    void shouldTakeTheFirstEntryThatFits(String type, String docType) {
        SchemaCategory category =
                SchemaCategory.parse("2.3.1, ADT_*=2.5, BAR_P10=2.4, ORM_O01=2.4:RDE_O01, ADT_A01=2.1");

        assertThat(category.of(type, "2.8")).hasToString(docType);
    }

    @ParameterizedTest
    @CsvSource({"'', 2.8:ADT_A01", "ORM_*=2.3, 2.8:ADT_A01"})
    void shouldTakeWhatTheMessageSaysWhereNothingElseIsSaid(String text, String docType) {
        assertThat(SchemaCategory.parse(text).of("ADT_A01", "2.8")).hasToString(docType);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '"',
            value = {
                "2.9; '2.9' in '2.9' is no schema category that is known",
                "(mine); is no schema category that is known",
                "2.5, 2.4; '2.4' is no entry",
                "ADT_A01=9.9; '9.9' in 'ADT_A01=9.9' is no schema category",
                "2.5,; '' is no entry"
            })
    void shouldNameTheEntryThatCannotBe(String text, String fault) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SchemaCategory.parse(text))
                .withMessageContaining(fault);
    }
}
