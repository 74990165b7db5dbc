package hie.engine.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import hie.api.host.Receipt;
import hie.engine.running.ItemRuntime;
import hie.engine.running.QueueOnDisk;
import hie.engine.running.ServiceWorker;
import hie.file.FileMessage;
import hie.file.FileRejectedException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a file service says of a file to the adapter, which keeps what is not taken and moves away what is refused. */
class FileItemBeanTest extends QueueOnDisk {

    private static FileMessage file(String name) {
        return new FileMessage(
                Path.of("/in"),
                Path.of(name),
                Instant.parse("2026-11-27T12:00:00Z"),
                name.getBytes(StandardCharsets.US_ASCII));
    }

    @ParameterizedTest
    @CsvSource({"reject_new, 10", "block, 0.05"})
    void shouldLeaveAFileWhereItIsWhileItsTargetIsFullAndTakeItOnceThereIsRoom(String strategy, String patience)
            throws Exception {
        Map<String, String> settings = strategy.equals("block")
                ? Map.of("QueueSize", "1", "BlockTimeout", patience)
                : Map.of("QueueSize", "1", "OverflowStrategy", strategy);
        open(settings);
        FileItemBean bean = new FileItemBean(new ServiceWorker(in));
        bean.onFile(file("a"));
        awaitDepth(1);

        assertThatIllegalStateException()
                .isThrownBy(() -> bean.onFile(file("b")))
                .withMessageContaining("full (QueueSize 1)");

        assertThat(deliver(1)).containsExactly("a");
        awaitDepth(0);
        bean.onFile(file("b"));
        assertThat(deliverAll()).containsExactly("b");
        awaitDepth(0);
        bean.onFile(file("b"));
        assertThat(deliverAll()).as("a second delivery after a crash").isEmpty();
        bean.release();
    }

    @Test
    void shouldWaitWithAFileUntilThereIsRoom() throws Exception {
        open(Map.of("QueueSize", "1", "BlockTimeout", "3600"));
        FileItemBean bean = new FileItemBean(new ServiceWorker(in));
        bean.onFile(file("a"));
        awaitDepth(1);
        CompletableFuture<Void> blocked = CompletableFuture.runAsync(() -> {
            try {
                bean.onFile(file("b"));
            } catch (FileRejectedException e) {
                throw new IllegalStateException(e);
            }
        });

        assertThat(deliver(1)).containsExactly("a");

        assertThat(blocked).succeedsWithin(PATIENCE);
        assertThat(deliverAll()).containsExactly("b");
        bean.release();
    }

    @Test
    void shouldRejectForGoodWhatTheServiceRefuses() throws Exception {
        open(Map.of());
        ItemRuntime strict =
                fixture.service("Strict", Map.of(), (message, outbox) -> Receipt.refused(null, "no header"), "Out");
        FileItemBean bean = new FileItemBean(new ServiceWorker(strict));

        assertThatExceptionOfType(FileRejectedException.class)
                .isThrownBy(() -> bean.onFile(file("a")))
                .withMessage("no header");
        bean.release();
    }
}
