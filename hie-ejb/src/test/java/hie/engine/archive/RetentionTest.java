package hie.engine.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RetentionTest {

    @Test
    void shouldKeepAMonthUnlessToldOtherwise() {
        assertThat(Retention.days(null)).isEqualTo(30);
        assertThat(Retention.days(" ")).isEqualTo(30);
        assertThat(Retention.days("0")).isZero();
        assertThat(Retention.days(" 7 ")).isEqualTo(7);
    }

    @ParameterizedTest
    @ValueSource(strings = {"-1", "a week", "36501", "99999999999"})
    void shouldRefuseWhatIsNoNumberOfDays(String value) {
        assertThatThrownBy(() -> Retention.days(value))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("HIE_RETENTION_DAYS")
                .hasMessageContaining(value);
    }
}
