package hie.engine.production;

import static org.assertj.core.api.Assertions.assertThat;

import hie.engine.catalog.HostCatalog;
import hie.engine.item.ItemDefinition;
import hie.engine.item.ItemKey;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class StartOrderTest {

    private static final HostCatalog CATALOG = new HostCatalog();

    private static ItemDefinition item(String name, String className, String... targets) {
        return new ItemDefinition(
                new ItemKey("w", "p", name), CATALOG.find(className).orElseThrow(), Map.of(), List.of(targets));
    }

    private static List<String> order(ItemDefinition... items) {
        return StartOrder.of(Stream.of(items).toList()).stream()
                .map(item -> item.key().item())
                .toList();
    }

    @Test
    void shouldStartOperationsThenProcessesThenServices() {
        assertThat(order(
                        item("A", "MllpService", "B"),
                        item("B", "RoutingProcess", "C"),
                        item("D", "FileOperation"),
                        item("C", "FileOperation")))
                .containsExactly("C", "D", "B", "A");
    }

    @Test
    void shouldStartAProcessAfterThoseItSendsTo() {
        assertThat(order(
                        item("A", "RoutingProcess", "M", "Z"),
                        item("M", "RoutingProcess", "Z", "Out"),
                        item("B", "RoutingProcess"),
                        item("Z", "RoutingProcess", "Out"),
                        item("Out", "FileOperation")))
                .containsExactly("Out", "Z", "M", "A", "B");
    }

    @Test
    void shouldComeToAnEndWithProcessesInACircle() {
        assertThat(order(item("A", "RoutingProcess", "B"), item("B", "RoutingProcess", "A")))
                .containsExactly("B", "A");
    }

    @Test
    void shouldOverlookTargetsThatAreNotStarted() {
        assertThat(order(item("A", "RoutingProcess", "Disabled"))).containsExactly("A");
    }
}
