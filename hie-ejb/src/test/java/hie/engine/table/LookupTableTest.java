package hie.engine.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LookupTableTest {

    @Test
    void shouldFindWhatAPersonWrote() {
        LookupTable table = LookupTable.parse("W1,Surgery\r\n\r\n\"W 2\",\"Ears, \"\"nose\"\"\"\n w3, x \nW4,\n");

        assertThat(table.size()).isEqualTo(4);
        assertThat(table.find("W1")).contains("Surgery");
        assertThat(table.find("W 2")).contains("Ears, \"nose\"");
        assertThat(table.find(" w3")).contains(" x ");
        assertThat(table.find("W4")).contains("");
        assertThat(table.find("w1")).isEmpty();
        assertThat(LookupTable.parse("").size()).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"a,b\nsecret\n", "a,b\nsecret,b,c\n", "a,b\na,secret\n", "a,b\n\"secret,b\n"})
    void shouldNameTheLineThatItCannotTakeAndNotWhatItSays(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> LookupTable.parse(text))
                .satisfies(refused -> assertThat(refused.getMessage()).doesNotContain("secret"));
    }
}
