package hie.cli.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class BacklogTest {

    @Test
    void shouldTellWhatOfTheBacklogDidNotArriveInOrder() throws Exception {
        // Nothing stands between: the service is a sink of its own, and the destination hears of nothing.
        try (Sink service = new Sink();
                Backlog backlog = new Backlog(Sink.freePort(), 20)) {
            backlog.fill(service.port(), 2);
            backlog.release();

            assertThat(backlog.drain(Duration.ZERO))
                    .matches(Pattern.compile("; meanwhile 0 a second of a backlog of 20; of it 20 lost.*"));
        }
    }
}
