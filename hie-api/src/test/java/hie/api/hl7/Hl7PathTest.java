package hie.api.hl7;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class Hl7PathTest {

    @Test
    void shouldReadEveryPart() {
        Hl7Path path = Hl7Path.parse("OBX(12)-5(3).2.4");

        assertThat(path).isEqualTo(new Hl7Path("OBX", 12, 5, 3, 2, 4));
    }

    @Test
    void shouldTakeTheFirstOccurrenceAndTheWholeFieldWhereNothingElseIsSaid() {
        assertThat(Hl7Path.parse("PID-3")).isEqualTo(new Hl7Path("PID", 1, 3, 1, 0, 0));
    }

    @ParameterizedTest
    @CsvSource({
        "PID-3, PID-3",
        "PID:3.1, PID-3.1",
        "PID:3(1).1, PID-3.1",
        "PID-3(2).1.1, PID-3(2).1.1",
        "OBX(2)-5, OBX(2)-5",
        "ZA1-1, ZA1-1"
    })
    void shouldWriteAPathInItsShortestForm(String text, String shortest) {
        assertThat(Hl7Path.parse(text)).hasToString(shortest);
        assertThat(Hl7Path.parse(shortest)).isEqualTo(Hl7Path.parse(text));
    }

    @Test
    void shouldNotMindBlanksAround() {
        assertThat(Hl7Path.parse("  MSH-9.1 ")).hasToString("MSH-9.1");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "PID",
                "PID-",
                "-3",
                "pid-3",
                "1ID-3",
                "PIDX-3",
                "PID-3.",
                "PID-3.1.1.1",
                "PID-3()",
                "PID-x",
                "PID 3",
                "PID-3.1(2)",
                "PID-0",
                "PID(0)-3",
                "PID-3(0)",
                "PID-3.0",
                "PID-3.1.0",
                "PID-1000",
                "PID-3-1"
            })
    void shouldRefuseWhatIsNoPathAndSayWhatOneLooksLike(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Hl7Path.parse(text))
                .withMessageContaining("'" + text + "' is no HL7 path")
                .withMessageContaining("PID-3.1");
        assertThat(Hl7Path.isPath(text)).isFalse();
    }
}
