package hie.engine.running;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import hie.engine.catalog.HostKind;
import hie.engine.item.HostStartException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The overflow strategy block on a broker with a disk: senders wait for room. */
class BlockedSendersTest extends QueueOnDisk {

    @ParameterizedTest
    @Tag("setting:QueuedHost.OverflowStrategy")
    @CsvSource({"fifo, a, b c", "priority, a, b c", "lifo, b, c a", "unordered, a, b c"})
    void shouldHaveTheSenderWaitUntilThereIsRoom(String type, String first, String left) throws Exception {
        Map<String, String> settings = Map.of("QueueType", type, "QueueSize", "2", "BlockTimeout", "3600");
        open(settings);
        send("a", "b");
        restart(settings);
        CompletableFuture<Boolean> blocked = sendMeanwhile("c");
        await().during(Duration.ofMillis(100)).until(() -> !blocked.isDone());

        assertThat(deliver(1)).containsExactly(first);

        await().atMost(PATIENCE).until(blocked::isDone);
        assertThat(blocked.join()).isTrue();
        restart(settings);
        assertThat(deliverAll()).containsExactly(left.split(" "));
    }

    @Test
    @Tag("setting:QueuedHost.BlockTimeout")
    void shouldNotHaveTheSenderWaitForLongerThanItMay() throws Exception {
        open(Map.of("QueueSize", "1", "BlockTimeout", "0.05"));
        send("a");

        assertThat(isTaken("b")).isFalse();
        assertThat(deliverAll()).containsExactly("a");
    }

    @Test
    void shouldReleaseASenderThatWaitsWhenItStops() throws Exception {
        open(Map.of("QueueSize", "1", "BlockTimeout", "3600"));
        send("a");
        CompletableFuture<Boolean> blocked = sendMeanwhile("b");
        await().during(Duration.ofMillis(100)).until(() -> !blocked.isDone());

        in.signalStop();

        await().atMost(PATIENCE).until(blocked::isDone);
        assertThat(blocked.join()).isFalse();
    }

    @Test
    void shouldReleaseASenderThatWaitsWhenTheLimitIsRaised() throws Exception {
        open(Map.of("QueueSize", "1", "BlockTimeout", "3600"));
        send("a");
        CompletableFuture<Boolean> blocked = sendMeanwhile("b");

        fixture.define("Out", ItemFixture.OperationHost.class, HostKind.OPERATION, Map.of("QueueSize", "2"));

        await().atMost(PATIENCE).until(blocked::isDone);
        assertThat(blocked.join()).isTrue();
    }

    private CompletableFuture<Boolean> sendMeanwhile(String text) {
        return CompletableFuture.supplyAsync(() -> {
            try {
                return isTaken(text);
            } catch (HostStartException e) {
                throw new IllegalStateException(e);
            }
        });
    }
}
