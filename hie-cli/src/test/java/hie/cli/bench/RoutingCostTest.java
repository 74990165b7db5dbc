package hie.cli.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class RoutingCostTest {

    private static final byte[] MESSAGE = RoutingCost.message();

    @Test
    void shouldMeasureAMessageOfThreeKilobytesThatHapiTakes() {
        assertThat(MESSAGE).hasSizeBetween(3000, 3200);
        assertThat(new HapiParse().apply("").applyAsInt(MESSAGE)).isPositive();
    }

    @Test
    void shouldTellWhetherRoutingCostsUnderAThird() {
        RoutingCost cost =
                new RoutingCost(3000, List.of(20_000.0, 10_000.0, 30_000.0), List.of(80_000.0, 70_000.0, 10.0));

        assertThat(cost.isMet()).isTrue();
        assertThat(cost.figures())
                .containsEntry("routing_ns", 20_000.0)
                .containsEntry("parsing_ns", 70_000.0)
                .containsEntry("ratio", 20_000.0 / 70_000)
                .containsEntry("met", true);
        assertThat(cost.table()).contains("20.0 (20.0, 10.0, 30.0)", "70.0 (80.0, 70.0, 0.0)", "0.286", "met");
        assertThat(new RoutingCost(3000, List.of(10.0), List.of(29.0)).isMet()).isFalse();
    }

    @Test
    void shouldLookAtWhatEachMessageTells() {
        AtomicInteger told = new AtomicInteger();

        assertThat(CostLoop.nanos(RoutingCostTest::busy, MESSAGE, 0.01)).isPositive();
        assertThatIllegalStateException()
                .isThrownBy(() -> CostLoop.nanos(message -> told.incrementAndGet(), MESSAGE, 1));
    }

    /** Takes half a millisecond of processor time, so that the two hundred messages of a batch take more than the clock's grain of 10 ms. */
    private static int busy(byte[] message) {
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        long end = threads.getCurrentThreadCpuTime() + 500_000;
        while (threads.getCurrentThreadCpuTime() < end) {
            Thread.onSpinWait();
        }
        return message.length;
    }
}
