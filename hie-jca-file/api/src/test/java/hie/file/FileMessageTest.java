package hie.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

final class FileMessageTest {
    private static final Path FOLDER = Path.of("/in");
    private static final Instant TIME = Instant.parse("2026-11-24T09:00:00.123Z");

    @Test
    void shouldIdentifyTheSameFileAlike() {
        FileMessage first = message("a/x.hl7", TIME, "PID|1");
        FileMessage again = message("a/x.hl7", TIME.plusNanos(999), "PID|1");

        assertThat(again.deliveryId()).isEqualTo(first.deliveryId()).matches("[0-9a-f]{64}");
    }

    @Test
    void shouldTellFilesApartByPathTimeAndContent() {
        List<FileMessage> files = List.of(
                message("a/x.hl7", TIME, "PID|1"),
                message("b/x.hl7", TIME, "PID|1"),
                message("x.hl7", TIME, "PID|1"),
                message("a/x.hl7", TIME.plusMillis(1), "PID|1"),
                message("a/x.hl7", TIME, "PID|2"),
                message("a/x.hl7", TIME, ""));

        assertThat(files).extracting(FileMessage::deliveryId).doesNotHaveDuplicates();
    }

    @Test
    void shouldShowNeitherNameNorContent() {
        FileMessage file = message("a/NIGHTINGALE.hl7", TIME, "PID|SECRET");

        assertThat(file.toString()).doesNotContain("NIGHTINGALE", "SECRET").contains(file.deliveryId(), "10 bytes");
        assertThat(file.name()).isEqualTo("NIGHTINGALE.hl7");
        assertThat(file.originalPath()).isEqualTo(Path.of("/in/a/NIGHTINGALE.hl7"));
    }

    @Test
    void shouldRefuseAbsolutePath() {
        assertThatIllegalArgumentException().isThrownBy(() -> message("/x.hl7", TIME, ""));
    }

    private static FileMessage message(String path, Instant time, String content) {
        return new FileMessage(FOLDER, Path.of(path), time, content.getBytes(StandardCharsets.UTF_8));
    }
}
