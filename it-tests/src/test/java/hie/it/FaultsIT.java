package hie.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/**
 * A short run of the fault suite, {@code ./hie faults}: what was acknowledged is delivered, in order, and in the warehouse,
 * whatever is killed. A fault that this machine cannot try is left out by the suite, which says so.
 */
class FaultsIT {

    private static final Path SCRIPT =
            Path.of(System.getProperty("hie.script", "../hie")).toAbsolutePath().normalize();
    private static final Path DIRECTORY =
            Path.of(System.getProperty("hie.it.directory", "target/it")).toAbsolutePath();
    private static final List<String> FAULTS =
            List.of("engine-killed", "destination-silent", "queue-rejects", "queue-drops", "database-killed");
    private static final int LIMIT_MINUTES = 10;

    @Test
    void shouldLoseNothingAcknowledgedWhateverBreaks() throws Exception {
        Path report = Files.createDirectories(DIRECTORY).resolve("faults.json");
        Path progress = DIRECTORY.resolve("faults.log");

        int exit = faults(report, progress);

        assertThat(exit).as(() -> text(progress)).isZero();
        JsonNode outcomes = new ObjectMapper().readTree(report.toFile());
        assertThat(outcomes).hasSizeGreaterThanOrEqualTo(4);
        for (JsonNode outcome : outcomes) {
            assertThat(outcome.path("violations")).as(outcome.toPrettyString()).isEmpty();
            assertThat(outcome.path("acknowledged").asInt()).isPositive();
            assertThat(outcome.path("delivered").asInt()
                            + outcome.path("dropped").asInt())
                    .isGreaterThanOrEqualTo(outcome.path("acknowledged").asInt());
            Counted.say(
                    FaultsIT.class,
                    "%s: %d acknowledged, %d delivered, %d of them twice, served again after %s s",
                    outcome.path("fault").asText(),
                    outcome.path("acknowledged").asInt(),
                    outcome.path("delivered").asInt(),
                    outcome.path("duplicates").asInt(),
                    outcome.path("recovery_s").asText());
        }
    }

    private static int faults(Path report, Path progress) throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder(
                        SCRIPT.toString(), "faults", "--json", "--hold", "3", "--faults", String.join(",", FAULTS))
                .redirectOutput(report.toFile())
                .redirectError(progress.toFile());
        builder.environment().put("HIE_JAVA_HOME", System.getProperty("java.home"));
        builder.environment().put("HIE_HEAP", "768m");
        Process suite = builder.start();
        if (!suite.waitFor(LIMIT_MINUTES, TimeUnit.MINUTES)) {
            suite.descendants().forEach(ProcessHandle::destroyForcibly);
            suite.destroyForcibly();
            throw new AssertionError("the suite did not end within " + LIMIT_MINUTES + " min: " + text(progress));
        }
        return suite.exitValue();
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            return file + ": " + e.getMessage();
        }
    }
}
