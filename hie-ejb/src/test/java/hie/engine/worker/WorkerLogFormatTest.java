package hie.engine.worker;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import org.jboss.logging.MDC;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class WorkerLogFormatTest {

    private final WorkerLogFormat format = new WorkerLogFormat();

    private static LogRecord line(Throwable thrown) {
        LogRecord line = new LogRecord(Level.WARNING, "something is odd");
        line.setLoggerName("hie.engine.item");
        line.setInstant(Instant.parse("2026-11-27T07:00:00Z"));
        line.setThrown(thrown);
        return line;
    }

    @AfterEach
    void forget() {
        MDC.remove("session");
    }

    @Test
    void shouldShowTheSessionThatIsWorkedOn() {
        MDC.put("session", "01a21bc2-a080");

        assertThat(format.format(line(null))).contains("[01a21bc2-a080] something is odd");
    }

    @Test
    void shouldShowNoSessionWhereNoneIsWorkedOn() {
        assertThat(format.format(line(null))).contains("something is odd").doesNotContain("] something is odd");
    }

    @Test
    void shouldShowWhatWasThrownBelow() {
        assertThat(format.format(line(new IllegalStateException("broken"))))
                .contains("something is odd")
                .contains("java.lang.IllegalStateException: broken")
                .contains("at " + WorkerLogFormatTest.class.getName());
    }
}
