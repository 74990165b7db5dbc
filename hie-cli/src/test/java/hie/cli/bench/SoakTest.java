package hie.cli.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SoakTest {

    /** Nothing stands between: messages are sent to their destination. */
    private static final class NoEngine implements Engine {
        private boolean stopped;

        @Override
        public String name() {
            return "none";
        }

        @Override
        public int start(int sinkPort) {
            return sinkPort;
        }

        @Override
        public Optional<ProcessHandle> process() {
            return Optional.of(ProcessHandle.current());
        }

        @Override
        public void stop() {
            stopped = true;
        }
    }

    @Test
    void shouldTellAfterEachTenthWhatTheEngineTakes() throws Exception {
        NoEngine engine = new NoEngine();
        List<String> told = new ArrayList<>();

        List<Soak.Stand> stands = new Soak(told::add).of(engine, 640);

        assertThat(stands)
                .extracting(Soak.Stand::messages)
                .containsExactly(64L, 128L, 192L, 256L, 320L, 384L, 448L, 512L, 576L, 640L);
        assertThat(stands).allSatisfy(stand -> {
            assertThat(stand.heap()).isPositive();
            assertThat(stand.memory()).isGreaterThanOrEqualTo(stand.heap());
            assertThat(stand.threads()).isPositive();
            assertThat(stand.lost()).isZero();
        });
        assertThat(told).hasSize(Soak.PARTS);
        assertThat(engine.stopped).isTrue();
        assertThat(Soak.table(stands, "A machine")).contains("| 640 |");
    }
}
