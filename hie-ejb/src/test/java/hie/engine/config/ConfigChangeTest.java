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

    private static List<String> rules(String before, String after) {
        List<ConfigChange> changes = ConfigChange.between(
                new ProjectConfig("d", List.of(router(before))), new ProjectConfig("d", List.of(router(after))));
        return changes.stream().flatMap(change -> change.detail().stream()).toList();
    }

    private static ItemConfig router(String rules) {
        return new ItemConfig(
                "Router", "RoutingProcess", true, "", rules == null ? Map.of() : Map.of("Rules", rules), List.of());
    }

    @Test
    void shouldShowOfALongValueOnlyTheLinesThatChange() {
        assertThat(rules(
                        "when a\nwhen b\nwhen c\nwhen d\notherwise\n",
                        "when a\nwhen B\nwhen c\nwhen d\nwhen e\notherwise\n"))
                .containsExactly("Rules, line 2:", "  - when b", "  + when B", "Rules, line 5:", "  + when e");
        assertThat(rules("when a\nwhen b\notherwise\n", "when a\notherwise\n"))
                .containsExactly("Rules, line 2:", "  - when b");
    }

    @Test
    void shouldShowALongValueThatComesOrGoes() {
        assertThat(rules(null, "when a\notherwise\n"))
                .containsExactly("Rules: (default) -> as follows", "  + when a", "  + otherwise");
        assertThat(rules("when a\notherwise\n", null))
                .containsExactly("Rules: as follows -> (default)", "  - when a", "  - otherwise");
        assertThat(rules("otherwise", "when a\notherwise")).containsExactly("Rules, line 1:", "  + when a");
        assertThat(rules("when a\notherwise\n", "")).containsExactly("Rules, line 1:", "  - when a", "  - otherwise");
    }

    @Test
    void shouldShowEvenWhatCannotBeSeen() {
        assertThat(rules("when a\notherwise\n", "when a\r\notherwise\n"))
                .containsExactly("Rules, line 1:", "  - when a", "  + when a\\r");
        assertThat(rules("when a\notherwise\n", "when a\notherwise"))
                .containsExactly("Rules: only the end of the last line changes");
        assertThat(rules("otherwise\n", "otherwise")).containsExactly("Rules: only the end of the last line changes");
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

    @Test
    void shouldShowDocumentsThatComeChangeAndGo() {
        ProjectDocument rules = new ProjectDocument(ProjectDocument.Kind.RULES, "R", "a\nb\n");
        ProjectConfig after = BEFORE.with(rules);

        assertThat(between(BEFORE, after)).containsExactly("add rule set R [lines: 2]");
        assertThat(between(after, after.with(new ProjectDocument(ProjectDocument.Kind.RULES, "R", "a\nc\n"))))
                .containsExactly("change rule set R [text, line 2:,   - b,   + c]");
        assertThat(between(after, BEFORE)).containsExactly("remove rule set R []");
        assertThat(between(after, after.described("d").with(IN))).isEmpty();
    }
}
