package hie.api.setting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SettingValuesTest {

    private static SettingDescriptor declared(String name, SettingType type, String defaultValue) {
        return new SettingDescriptor(
                name,
                "",
                type,
                defaultValue,
                false,
                "",
                Long.MIN_VALUE,
                Long.MAX_VALUE,
                List.of(),
                SettingTarget.HOST,
                "d");
    }

    private static SettingValues value(String value) {
        return SettingValues.of(List.of(declared("S", SettingType.STRING, "")), Map.of("S", value));
    }

    @Test
    void shouldFillInDefaults() {
        SettingValues values = SettingValues.of(
                List.of(
                        declared("FileSpec", SettingType.STRING, "*"),
                        declared("PoolSize", SettingType.INTEGER, "1"),
                        declared("OrderKey", SettingType.HL7_PATH, "")),
                Map.of("PoolSize", "4"));

        assertThat(values.text("FileSpec")).isEqualTo("*");
        assertThat(values.integer("PoolSize")).isEqualTo(4);
        assertThat(values.text("OrderKey")).isEmpty();
        assertThat(values.optional("OrderKey")).isEmpty();
        assertThat(values.optional("FileSpec")).contains("*");
    }

    @Test
    void shouldTellEmptyFromAbsent() {
        SettingValues values =
                SettingValues.of(List.of(declared("FileSpec", SettingType.STRING, "*")), Map.of("FileSpec", ""));

        assertThat(values.text("FileSpec")).isEmpty();
    }

    @Test
    void shouldReadEachType() {
        assertThat(value("-7").integer("S")).isEqualTo(-7);
        assertThat(value("999999999999").number("S")).isEqualTo(999_999_999_999L);
        assertThat(value("utf8").charset("S")).isEqualTo(StandardCharsets.UTF_8);
    }

    @ParameterizedTest
    @CsvSource({"true, true", "TRUE, true", "1, true", "false, false", "0, false"})
    void shouldReadTruthValues(String text, boolean truth) {
        assertThat(value(text).flag("S")).isEqualTo(truth);
    }

    @ParameterizedTest
    @CsvSource({"5, 5000", "0.25, 250", ".5, 500", "5., 5000", "-1, -1000", "0.0001, 0", "999999999, 999999999000"})
    void shouldReadSeconds(String text, long millis) {
        assertThat(value(text).seconds("S")).isEqualTo(Duration.ofMillis(millis));
    }

    @Test
    void shouldRefuseToReadWhatTheClassDoesNotDeclare() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> value("x").text("Other"))
                .withMessageContaining("'Other'");
    }

    @Test
    void shouldShowNamesOnly() {
        assertThat(value("secret")).hasToString("SettingValues[S]");
    }
}
