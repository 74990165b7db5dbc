package hie.engine.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import hie.api.host.CertifiedPeer;
import hie.engine.catalog.HostCatalog;
import hie.engine.item.ItemDefinition;
import hie.engine.item.ItemKey;
import hie.engine.metrics.ItemProgress;
import hie.engine.running.ItemFixture;
import hie.engine.running.ItemRuntime;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class WorkerPoolTest {

    private static final ItemKey OUT = new ItemKey("default", "hospital", "Out");

    private static ItemDefinition item(String type, Map<String, String> settings) {
        return new ItemDefinition(OUT, new HostCatalog().find(type).orElseThrow(), settings, List.of());
    }

    @Test
    void shouldNotDestroyWorkersBeforeTheirDrainTimeoutIsOver() {
        ItemDefinition item = item("FileOperation", Map.of("DrainTimeout", "240"));

        assertThat(WorkerPool.endLimit(item))
                .isGreaterThan(Duration.ofSeconds(240).plus(WorkerMain.AFTER_INTERRUPTION));
    }

    @Test
    @EnabledOnOs({OS.LINUX, OS.MAC})
    @Tag("setting:HttpOperation.CertificateExpiryAlert")
    void shouldHearWhatADestinationPresentsToItsWorkers(@TempDir Path base) throws Exception {
        CertifiedPeer.Certificate certificate = new CertifiedPeer.Certificate(
                Instant.parse("2027-01-01T00:00:00Z"), Instant.parse("2026-11-27T12:00:00Z"));
        String ready = Report.of(Report.Kind.READY, "", ItemProgress.NONE).write();
        String presented = Report.of(Report.Kind.PROGRESS, "", ItemProgress.NONE)
                .with(Optional.of(certificate))
                .write();
        ItemFixture fixture = new ItemFixture();
        fixture.run(item("HttpOperation", Map.of("URL", "https://his/in", "ExecutionMode", "multiprocess")));
        ItemRuntime out = fixture.runningItems().require(OUT);
        WorkerPool pool = new WorkerPool(
                out,
                base,
                (number, own) -> new ProcessBuilder(
                        "sh", "-c", "echo '" + ready + "'; echo '" + presented + "'; cat > /dev/null"),
                "what is to be done",
                () -> "and this",
                why -> {});

        pool.start(1);
        try {
            await().until(() -> out.peerCertificate().equals(Optional.of(certificate)));
        } finally {
            pool.stop();
        }
    }
}
