package hie.engine.worker;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WorkerProgramTest {

    @TempDir
    Path folder;

    private final WorkerProgram program = new WorkerProgram() {
        @Override
        List<String> program() {
            return List.of("-version");
        }
    };

    @Test
    @Tag("setting:QueuedHost.WorkerMemory")
    void shouldGetNoMoreMemoryThanItsItemSays() throws IOException {
        assertThat(program.of("hie-1", 96, folder).command()).contains("-Xmx96m", "-XX:+ExitOnOutOfMemoryError");
    }

    @Test
    void shouldGetNothingOfTheEnginesEnvironmentThatItDoesNotNeed() throws IOException {
        assertThat(program.of("hie-1", 96, folder).environment().keySet())
                .isSubsetOf("PATH", "HOME", "LANG", "LC_ALL", "LC_CTYPE", "TZ", "SystemRoot");
    }
}
