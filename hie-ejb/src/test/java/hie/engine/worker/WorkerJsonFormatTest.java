package hie.engine.worker;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import java.io.StringReader;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import org.jboss.logging.MDC;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class WorkerJsonFormatTest {

    private static final Instant MOMENT = Instant.parse("2026-11-27T07:00:00Z");

    private final WorkerJsonFormat format = new WorkerJsonFormat();

    private static LogRecord line(Level level, Throwable thrown) {
        LogRecord line = new LogRecord(level, "something is \"odd\"\nand long");
        line.setLoggerName("hie.engine.item");
        line.setInstant(MOMENT);
        line.setThrown(thrown);
        return line;
    }

    private JsonObject written(LogRecord line) {
        String text = format.format(line);
        assertThat(text).endsWith("}\n").doesNotContain("\n{").hasLineCount(1);
        try (JsonReader reader = Json.createReader(new StringReader(text))) {
            return reader.readObject();
        }
    }

    @AfterEach
    void forget() {
        MDC.remove("session");
    }

    @Test
    void shouldWriteALineAsTheServerDoes() {
        JsonObject json = written(line(Level.WARNING, null));

        assertThat(OffsetDateTime.parse(json.getString("timestamp")).toInstant())
                .isEqualTo(MOMENT);
        assertThat(json.getString("level")).isEqualTo("WARN");
        assertThat(json.getString("loggerName")).isEqualTo("hie.engine.item");
        assertThat(json.getString("message")).isEqualTo("something is \"odd\"\nand long");
        assertThat(json.getInt("processId"))
                .isEqualTo((int) ProcessHandle.current().pid());
        assertThat(json.getJsonObject("mdc")).isEmpty();
        assertThat(json).doesNotContainKey("stackTrace");
    }

    @Test
    void shouldNameTheSessionThatIsWorkedOn() {
        MDC.put("session", "01a21bc2-a080");

        assertThat(written(line(Level.INFO, null)).getJsonObject("mdc").getString("session"))
                .isEqualTo("01a21bc2-a080");
    }

    @Test
    void shouldWriteWhatWasThrown() {
        JsonObject json = written(line(Level.SEVERE, new IllegalStateException("broken")));

        assertThat(json.getString("level")).isEqualTo("ERROR");
        assertThat(json.getString("stackTrace"))
                .startsWith("java.lang.IllegalStateException: broken")
                .contains("at " + WorkerJsonFormatTest.class.getName());
    }
}
