package hie.engine.messaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.File;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;

class BrokerEndTest {

    private final SmallDisk disk = new SmallDisk();
    private final List<Integer> ended = new CopyOnWriteArrayList<>();
    private final BrokerEnd end = new BrokerEnd(disk, ended::add);

    @Test
    void shouldHaveTheServerStartedAnewOnceThereIsRoom() {
        assertThat(end.isPreviouslyFailed()).isFalse();

        end.onIOException(new IOException("No space left on device"), "No space left on device", null);
        await().during(Duration.ofMillis(100)).until(ended::isEmpty);
        disk.usable = 1L << 30;

        await().untilAsserted(() -> assertThat(ended).containsExactly(10));
        assertThat(end.isPreviouslyFailed()).isTrue();
    }

    private static final class SmallDisk extends File {

        private static final long serialVersionUID = 1;

        private volatile long usable;

        private SmallDisk() {
            super("journal");
        }

        @Override
        public long getUsableSpace() {
            return usable;
        }
    }
}
