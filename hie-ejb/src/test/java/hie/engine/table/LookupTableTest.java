package hie.engine.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.LocalDateTime;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LookupTableTest {

    private static final LocalDateTime NOW = LocalDateTime.of(2026, 4, 1, 0, 0);

    @Test
    void shouldFindWhatAPersonWrote() {
        LookupTable table = LookupTable.parse("W1,Surgery\r\n\r\n\"W 2\",\"Ears, \"\"nose\"\"\"\n w3, x \nW4,\n");

        assertThat(table.size()).isEqualTo(4);
        assertThat(table.find("W1", NOW)).contains("Surgery");
        assertThat(table.find("W 2", NOW)).contains("Ears, \"nose\"");
        assertThat(table.find(" w3", NOW)).contains(" x ");
        assertThat(table.find("W4", NOW)).contains("");
        assertThat(table.find("w1", NOW)).isEmpty();
        assertThat(LookupTable.parse("").size()).isZero();
    }

    @Test
    void shouldHaveTheValueOfTheTime() {
        LookupTable table = LookupTable.parse(
                "W1,Surgery,,2026-04-01\nW1,Trauma,2026-04-01,2026-04-01T12:30:00\nW1,Hip,2026-04-02,\nW2,Eyes,,\n");

        assertThat(table.size()).isEqualTo(2);
        assertThat(table.find("W1", NOW.minusNanos(1))).contains("Surgery");
        assertThat(table.find("W1", NOW)).contains("Trauma");
        assertThat(table.find("W1", NOW.withHour(12).withMinute(30))).isEmpty();
        assertThat(table.find("W1", NOW.plusYears(9))).contains("Hip");
        assertThat(table.find("W2", NOW)).contains("Eyes");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a,secret,2026-04-01,2026-04-01\n",
                "a,secret,1.4.2026,\n",
                "a,b,,\na,secret,2026-04-01,\n",
                "a,b\na,secret,,\n",
                "a,b\nsecret\n",
                "a,b\nsecret,b,c\n",
                "a,b\na,secret\n",
                "a,b\n\"secret,b\n"
            })
    void shouldNameTheLineThatItCannotTakeAndNotWhatItSays(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> LookupTable.parse(text))
                .satisfies(refused -> assertThat(refused.getMessage()).doesNotContain("secret"));
    }
}
