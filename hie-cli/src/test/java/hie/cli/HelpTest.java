package hie.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HelpTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "status",
                "send",
                "plan",
                "apply",
                "rollback",
                "check",
                "compare",
                "export",
                "import",
                "import iris",
                "import mirth",
                "bench",
                "faults"
            })
    void shouldTellHowEachCommandIsUsed(String command) {
        Run run = Run.of((command + " --help").split(" "));

        assertThat(run.exit()).isZero();
        assertThat(run.out()).contains("Usage: ./hie " + command);
    }
}
