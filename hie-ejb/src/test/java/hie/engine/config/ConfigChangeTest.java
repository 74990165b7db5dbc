package hie.engine.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ConfigChangeTest {

    private static final ItemConfig IN =
            new ItemConfig("In", "MllpService", true, "", Map.of("Port", "1"), List.of("Out"));
    private static final ItemConfig OUT = new ItemConfig("Out", "FileOperation", true, "", Map.of(), List.of());
    private static final ProjectConfig BEFORE = new ProjectConfig("d", List.of(IN, OUT));

    private static List<String> between(ProjectConfig before, ProjectConfig after) {
        return ConfigChange.between(before, after).stream()
                .map(c -> c.action().text() + " " + c.kind() + " " + c.name() + " " + c.detail())
                .toList();
    }

    @Test
    void shouldFindNothingBetweenEquals() {
        assertThat(between(BEFORE, new ProjectConfig("d", List.of(OUT, IN)))).isEmpty();
    }

    @Test
    void shouldShowWhatIsAddedWithItsConnections() {
        assertThat(between(ProjectConfig.empty("d"), BEFORE))
                .containsExactly(
                        "add item In [class: MllpService]",
                        "add connection In -> Out []",
                        "add item Out [class: FileOperation]");
    }

    @Test
    void shouldShowWhatIsRemovedWithItsConnections() {
        assertThat(between(BEFORE, BEFORE.without("Out")))
                .containsExactly("remove connection In -> Out []", "remove item Out []");
    }

    @Test
    void shouldShowEachValueThatChanges() {
        ItemConfig changed = new ItemConfig(
                "In", "HttpService", false, "doors", Map.of("PoolSize", "", "Port", "2"), List.of("Out"));

        List<ConfigChange> changes = ConfigChange.between(BEFORE, BEFORE.with(changed));

        assertThat(changes)
                .singleElement()
                .satisfies(change -> assertThat(change.detail())
                        .containsExactlyInAnyOrder(
                                "class: 'MllpService' -> 'HttpService'",
                                "enabled: 'true' -> 'false'",
                                "category: '' -> 'doors'",
                                "Port: '1' -> '2'",
                                "PoolSize: (default) -> ''"));
    }

    @Test
    void shouldShowAConnectionThatMovesAndNoChangeOfTheItem() {
        assertThat(between(BEFORE, BEFORE.with(IN.withTargets(List.of("In")))))
                .containsExactly("add connection In -> In []", "remove connection In -> Out []");
    }

    @Test
    void shouldShowAnotherDescription() {
        assertThat(between(BEFORE, BEFORE.described("e")))
                .containsExactly("change project description [description: e]");
    }
}
