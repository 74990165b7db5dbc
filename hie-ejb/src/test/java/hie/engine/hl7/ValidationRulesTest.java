package hie.engine.hl7;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ValidationRulesTest {

    @ParameterizedTest
    @CsvSource({
        "'', false, false, false, NONE, false",
        "0, false, false, false, NONE, false",
        "none, false, false, false, NONE, false",
        "1, true, true, false, NONE, false",
        "dm-z, true, true, false, NONE, false",
        "dmz, true, true, true, NONE, false",
        "d, true, false, false, NONE, false",
        "m-z, false, true, false, NONE, false",
        "structure, true, true, false, STRUCTURE, false",
        "'fields, z', true, true, true, FIELDS, false",
        "'Tables, report-only', true, true, false, TABLES, true",
        "'types, -m', true, false, false, TYPES, false"
    })
    void shouldReadFlagsAndLevels(
            String text, boolean d, boolean m, boolean z, ValidationRules.Level level, boolean reports) {
        assertThat(ValidationRules.parse(text)).isEqualTo(new ValidationRules(d, m, z, level, reports));
    }

    @ParameterizedTest
    @ValueSource(strings = {"x", "dmx", "-", "2", "structure fields", "report-only", "none, report-only"})
    void shouldTakeNothingElse(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> ValidationRules.parse(text));
        assertThat(new ValidationRules.Syntax().fault(text)).isPresent();
    }

    @Test
    void shouldCheckNothingByDefault() {
        assertThat(ValidationRules.parse("").isChecking()).isFalse();
        assertThat(ValidationRules.parse("z").isChecking()).isTrue();
    }
}
