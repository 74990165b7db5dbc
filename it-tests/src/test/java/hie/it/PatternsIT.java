package hie.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import hie.it.mllp.Ack;
import hie.it.mllp.MllpPeer;
import hie.it.mllp.MllpSink;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What settings say of how items send, and when: message patterns, topics, schedules, rate limits, and whether an item is enabled. */
@ExtendWith({SharedServer.class, CountedPassed.class})
class PatternsIT {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String WORKSPACE = "patterns";
    private static final int ONE_BY_ONE = 2811;
    private static final int ALL_AT_ONCE = 2812;
    private static final int NOBODY_WAITS = 2813;

    private final HieServer server;
    private final Rest rest;

    PatternsIT(HieServer server) {
        this.server = server;
        this.rest = server.rest();
    }

    @Test
    void shouldSendInEachPatternToTopicsAndNoFasterOrEarlierThanItMay() throws Exception {
        try (MllpSink one = MllpSink.open();
                MllpSink two = MllpSink.open()) {
            deploy(one.port(), two.port());

            assertThat(send(ONE_BY_ONE, "S1")).isEqualTo("AA");
            assertThat(got(one, "S1") && got(two, "S1")).isTrue();
            assertThat(send(ALL_AT_ONCE, "G1")).isEqualTo("AA");
            assertThat(got(one, "G1") && got(two, "G1")).isTrue();
            one.answer("AE");
            assertThat(send(ONE_BY_ONE, "S2")).isEqualTo("AE");
            assertThat(got(two, "S2"))
                    .as("nobody is asked behind a target that refuses")
                    .isFalse();
            assertThat(send(ALL_AT_ONCE, "G2")).isEqualTo("AE");
            assertThat(got(two, "G2")).as("all are asked at once").isTrue();
            one.answer("AA");

            assertThat(send(NOBODY_WAITS, "N1")).isEqualTo("AA");
            assertThat(send(NOBODY_WAITS, "N2")).isEqualTo("AA");

            await().atMost(PATIENCE).until(() -> got(one, "N2") && got(two, "N2"));
            Delivered.await(server.files("patterns-news"), text -> text.contains("|N"), 2);
            Delivered.await(server.files("patterns-slow"), text -> text.contains("|N1|"), 1);
            for (String waiting : new String[] {"Off", "At no time"}) {
                await(waiting).atMost(PATIENCE).until(() -> depth(waiting) == 2);
                assertThat(state(waiting)).isEqualTo("stopped");
            }
            assertThat(state("Slow")).isEqualTo("running");
            await("Slow has settled the first").atMost(PATIENCE).until(() -> depth("Slow") == 1);
            assertThat(Delivered.in(server.files("patterns-slow"))).hasSize(1);
            assertThat(Delivered.in(server.files("patterns-off"))).isEmpty();
        } finally {
            rest.post(
                    "/projects/"
                            + rest.projectStatus(WORKSPACE, "patterns")
                                    .path("id")
                                    .asText() + "/stop",
                    null);
        }
    }

    private int depth(String item) {
        return rest.itemStatus(WORKSPACE, "patterns", item).path("queueDepth").asInt();
    }

    private String state(String item) {
        return rest.itemStatus(WORKSPACE, "patterns", item).path("state").asText();
    }

    private static boolean got(MllpSink sink, String controlId) {
        return sink.arrived().stream()
                .anyMatch(message -> new String(message, StandardCharsets.US_ASCII).contains("|" + controlId + "|"));
    }

    private String send(int basePort, String controlId) throws IOException {
        try (MllpPeer peer = MllpPeer.connect(server.port(basePort), PATIENCE)) {
            return Ack.of(peer.exchange(("MSH|^~\\&|IT|IT|HIE|HIE|20260101000000||ADT^A01|" + controlId
                                    + "|P|2.3\rPID|1||4711||Example^Erika\r")
                            .getBytes(StandardCharsets.US_ASCII)))
                    .code();
        }
    }

    private void deploy(int one, int two) {
        Map<String, String> files = new HashMap<>();
        files.put("project.yaml", "workspace: patterns\nname: patterns\n");
        service(files, "Asking one by one", ONE_BY_ONE, "ReplyTarget: One by one", "One by one");
        service(files, "Asking all", ALL_AT_ONCE, "ReplyTarget: All at once", "All at once");
        service(files, "Telling", NOBODY_WAITS, "AckMode: Immediate", "Nobody waits, Teller, Slow, Off, At no time");
        item(files, "One by one", "FanOutProcess\ntargets: [One, Two]", "Pattern: sync_reliable");
        item(files, "All at once", "FanOutProcess\ntargets: [One, Two]", "Pattern: concurrent_sync");
        item(files, "Nobody waits", "FanOutProcess\ntargets: [One, Two]", "Pattern: concurrent_async");
        item(files, "Teller", "RoutingProcess", "Rules: otherwise publish news");
        item(files, "One", "MllpOperation", "IPAddress: 127.0.0.1", "Port: " + one);
        item(files, "Two", "MllpOperation", "IPAddress: 127.0.0.1", "Port: " + two);
        item(files, "News", "FileOperation", "FilePath: ${data}/files/patterns-news", "Topics: news");
        item(
                files,
                "Slow",
                "FileOperation",
                "FilePath: ${data}/files/patterns-slow",
                "RateLimit: 1",
                "RateLimitPeriod: 86400");
        item(files, "Off", "FileOperation\nenabled: false", "FilePath: ${data}/files/patterns-off");
        item(
                files,
                "At no time",
                "FileOperation",
                "FilePath: ${data}/files/patterns-off",
                "Schedule: STOP:*-*-*T00:00:00");
        rest.apply(WORKSPACE, "patterns", files);
        await().atMost(PATIENCE)
                .until(() -> state("Asking all").equals("running")
                        && state("Asking one by one").equals("running")
                        && state("Telling").equals("running"));
    }

    private static void service(
            Map<String, String> files, String name, int port, String acknowledging, String targets) {
        item(files, name, "MllpService\ntargets: [" + targets + "]", "Port: " + port, acknowledging);
    }

    private static void item(Map<String, String> files, String name, String classAndMore, String... settings) {
        files.put(
                "items/" + name.replace(' ', '_') + ".yaml",
                "name: " + name + "\nclass: " + classAndMore + "\nsettings:\n  " + String.join("\n  ", settings)
                        + "\n");
    }
}
