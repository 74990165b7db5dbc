package hie.engine.worker;

import static org.assertj.core.api.Assertions.assertThat;

import hie.engine.catalog.HostCatalog;
import hie.engine.item.ItemDefinition;
import hie.engine.item.ItemKey;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class WorkerPoolTest {

    @Test
    void shouldNotDestroyWorkersBeforeTheirDrainTimeoutIsOver() {
        ItemDefinition item = new ItemDefinition(
                new ItemKey("default", "hospital", "Out"),
                new HostCatalog().find("FileOperation").orElseThrow(),
                Map.of("DrainTimeout", "240"),
                List.of());

        assertThat(WorkerPool.endLimit(item))
                .isGreaterThan(Duration.ofSeconds(240).plus(WorkerMain.AFTER_INTERRUPTION));
    }
}
