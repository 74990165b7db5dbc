package hie.engine.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What items may be connected to. */
class ConnectionCheckTest extends CheckedConfig {

    @Test
    void shouldAcceptAProjectThatFitsTogether() {
        assertThat(faults(
                        item("In", "MllpService", Map.of("Port", "1"), "Router", "Out"),
                        item("Router", "RoutingProcess", Map.of("Rules", "otherwise send Out"), "Out"),
                        files("Out")))
                .isEmpty();
    }

    @Test
    void shouldNameEveryConnectionThatCannotBe() {
        assertThat(faults(
                        item("In", "MllpService", Map.of("Port", "1"), "Nowhere", "In", "Out", "Out"),
                        item("Out", "FileOperation", Map.of("FilePath", "/tmp/x"), "In")))
                .containsExactly(
                        "item In: its target 'Nowhere' is no item of the project",
                        "item In: its target 'In' is a service; messages go to processes and operations",
                        "item In: its target 'Out' is named twice",
                        "item Out: an operation of class FileOperation delivers to the outside only and has no targets (such as extend"
                                + " SendingOperation have)",
                        "item Out: its target 'In' is a service; messages go to processes and operations");
    }

    @Test
    void shouldNameTheRuleThatCannotBeRead() {
        assertThat(faults(
                        item("Router", "RoutingProcess", Map.of("Rules", "# first\notherwise deliver Out"), "Out"),
                        files("Out")))
                .containsExactly(
                        "item Router: setting Rules: rule line 2: 'deliver' where 'send', 'publish' or 'drop' was expected");
    }

    @Test
    void shouldNameTheRuleWhoseTargetIsNotConnected() {
        assertThat(faults(
                        item(
                                "Router",
                                "RoutingProcess",
                                Map.of("Rules", "when exists PID-3 send Out\notherwise send Rest"),
                                "Out"),
                        files("Out"),
                        files("Rest")))
                .containsExactly(
                        "item Router: setting Rules: rule line 2: there is no connection to 'Rest'; connect the"
                                + " items, or correct the name");
    }

    @Test
    void shouldLetAnItemBeMadeBeforeItsConnections() {
        assertThat(faults(item("Router", "RoutingProcess", Map.of("Rules", "otherwise send Out"))))
                .isEmpty();
    }

    @Test
    void shouldRefuseTwoItemsOfOneName() {
        assertThat(faults(files("Out"), files("Out"))).containsExactly("item Out: two items have this name");
    }

    private static ItemConfig router(String name, Map<String, String> settings, String... targets) {
        Map<String, String> all = new HashMap<>(settings);
        all.put("Rules", "otherwise send " + String.join(", ", targets));
        return item(name, "RoutingProcess", all, targets);
    }

    @Test
    void shouldSpellOutACycleAndSayHowToAllowIt() {
        assertThat(planned(
                        item("From HIS", "MllpService", Map.of("Port", "1"), "B"),
                        router("B", Map.of(), "Files", "C"),
                        router("C", Map.of(), "A"),
                        router("A", Map.of(), "B"),
                        files("Files")))
                .containsExactly(
                        "item A: its connections lead back to it: A -> B -> C -> A; remove one of them, or set AllowCycle on one of"
                                + " these items if messages are meant to go round");
    }

    @Test
    void shouldFindAnItemThatIsConnectedToItself() {
        assertThat(planned(router("A", Map.of(), "A")))
                .singleElement()
                .asString()
                .startsWith("item A: its connections lead back to it: A -> A;");
    }

    @Test
    void shouldTakeNoCycleForWhatOnlyMeetsAgain() {
        assertThat(planned(
                        router("A", Map.of(), "B", "C"),
                        router("B", Map.of(), "Files"),
                        router("C", Map.of(), "Files", "B"),
                        files("Files")))
                .isEmpty();
    }

    @Test
    @Tag("setting:BusinessProcess.AllowCycle")
    void shouldLetACycleBeWhereAnItemOfItAllowsIt() {
        Map<String, String> allowing = Map.of("AllowCycle", "true");

        assertThat(planned(router("A", Map.of(), "B"), router("B", allowing, "A")))
                .isEmpty();
        assertThat(planned(router("A", Map.of(), "B", "C"), router("B", allowing, "A"), router("C", Map.of(), "A")))
                .singleElement()
                .asString()
                .contains("A -> C -> A;");
    }
}
