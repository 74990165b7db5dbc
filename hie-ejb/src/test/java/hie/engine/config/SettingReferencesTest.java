package hie.engine.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SettingReferencesTest {

    private final List<String> asked = new ArrayList<>();
    private final SettingReferences references = new SettingReferences(name -> {
        asked.add(name);
        return Map.of("HIE_VAR_HOST", "his.example", "HIE_VAR_ODD", "$1 \\ ${data}", "PATH", "secret")
                .get(name);
    });

    @ParameterizedTest
    @CsvSource({
        "plain, plain",
        "${var.HOST}, his.example",
        "${var.HOST:other}, his.example",
        "${var.NONE:other}, other",
        "${var.NONE:}, ''",
        "${var.NONE:a:b}, a:b",
        "http://${var.HOST}:${offset:80}/x, http://his.example:80/x",
        "$HOME ${, $HOME ${",
    })
    void shouldResolve(String value, String resolved) {
        assertThat(references.resolve(value)).isEqualTo(resolved);
    }

    @Test
    void shouldNotResolveWhatAVariableHolds() {
        assertThat(references.resolve("${var.ODD}")).isEqualTo("$1 \\ ${data}");
    }

    @Test
    void shouldAskForNoVariableButItsOwn() {
        references.resolve("${var.HOST}${var.PATH:x}");

        assertThat(asked).containsExactly("HIE_VAR_HOST", "HIE_VAR_PATH");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"${env.PATH}", "${PATH}", "${}", "${offset:x}", "${offset:123456}", "${data/x}", "${Var.HOST}"})
    void shouldRefuseWhatIsNoReference(String value) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> references.resolve("a" + value))
                .withMessageStartingWith(value + " is no reference (expected: ${var.NAME}");
        assertThat(asked).isEmpty();
    }

    @Test
    void shouldNameTheVariableThatIsNotSet() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> references.resolve("${var.NONE}"))
                .withMessageContaining("HIE_VAR_NONE is not set")
                .withMessageContaining("${var.NONE:default}");
    }

    @Test
    void shouldNameTheDataDirectoryByItsWholePath() {
        assertThat(Path.of(references.resolve("${data}/in")).isAbsolute()).isTrue();
    }
}
