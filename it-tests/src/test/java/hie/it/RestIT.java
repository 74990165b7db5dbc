package hie.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What the API answers where no other test looks. */
@ExtendWith({SharedServer.class, CountedPassed.class})
class RestIT {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String WORKSPACE = "rest";

    private final HieServer server;
    private final Rest rest;

    RestIT(HieServer server) {
        this.server = server;
        this.rest = server.rest();
    }

    @Test
    @Tag("setting:HttpService.MaxMessageSize")
    void shouldAnswer413ToAMessageAboveTheServicesLimit() {
        rest.apply(WORKSPACE, "limits", files("limits", "1024", "limits"));
        await().atMost(PATIENCE).until(() -> running("limits"));
        String door = "/in/" + WORKSPACE + "/limits/Http";

        Rest.Answer tooLarge = rest.send("POST", door, "text/plain", new byte[1025]);
        Rest.Answer fits =
                rest.send("POST", door, "text/plain", "x".repeat(1024).getBytes(StandardCharsets.US_ASCII));

        assertThat(tooLarge.status()).isEqualTo(413);
        assertThat(tooLarge.json().path("detail").asText()).contains("1024 bytes", "MaxMessageSize", "Http");
        assertThat(fits.status()).isEqualTo(200);
        Delivered.await(server.files("limits"), content -> content.length() == 1024, 1);
    }

    @Test
    void shouldTellWhatARevisionChangedAndRestoreAnEarlierOne() {
        rest.apply(WORKSPACE, "back", files("back", "1024", "back"));
        rest.apply(WORKSPACE, "back", files("back", "2048", "back"));
        rest.apply(WORKSPACE, "back", files("back", "2048", "elsewhere"));
        String project =
                "/projects/" + rest.projectStatus(WORKSPACE, "back").path("id").asText();
        int third = rest.projectStatus(WORKSPACE, "back").path("revision").asInt();

        JsonNode changes = rest.get(project + "/revisions/" + third + "/changes");
        JsonNode since = rest.get(project + "/revisions/" + third + "/changes?since=" + (third - 2));
        Rest.Answer restored = rest.send("POST", project + "/revisions/" + (third - 2) + "/restore", null);

        assertThat(changes).singleElement().satisfies(change -> {
            assertThat(change.path("action").asText()).isEqualTo("change");
            assertThat(change.path("name").asText()).isEqualTo("Out");
            assertThat(change.path("detail").toString()).contains("elsewhere");
        });
        assertThat(since).extracting(change -> change.path("name").asText()).containsExactlyInAnyOrder("Http", "Out");
        assertThat(restored.status()).isEqualTo(201);
        assertThat(restored.json().path("number").asInt()).isEqualTo(third + 1);
        assertThat(rest.get(project + "/revisions/" + (third + 1) + "/changes?since=" + (third - 2)))
                .isEmpty();
        assertThat(rest.projectStatus(WORKSPACE, "back").path("revision").asInt())
                .as("restoring writes a revision and deploys none")
                .isEqualTo(third);
        rest.post(project + "/reload", null);
        await().atMost(PATIENCE)
                .until(() ->
                        rest.projectStatus(WORKSPACE, "back").path("revision").asInt() == third + 1);
    }

    @Test
    void shouldRefuseToRestoreWhatIsThereAlreadyOrNeverWas() {
        rest.apply(WORKSPACE, "same", files("same", "1024", "same"));
        String project =
                "/projects/" + rest.projectStatus(WORKSPACE, "same").path("id").asText();
        int newest = rest.projectStatus(WORKSPACE, "same").path("revision").asInt();

        assertThat(rest.send("POST", project + "/revisions/" + newest + "/restore", null)
                        .status())
                .isEqualTo(409);
        assertThat(rest.send("POST", project + "/revisions/" + (newest + 7) + "/restore", null)
                        .status())
                .isEqualTo(404);
        assertThat(rest.send("GET", project + "/revisions/" + (newest + 7) + "/changes", null)
                        .status())
                .isEqualTo(404);
    }

    @Test
    void shouldRefuseAChangeThatWasMadeFromAnEarlierRevision() {
        rest.apply(WORKSPACE, "stale", files("stale", "1024", "stale"));
        String project =
                "/projects/" + rest.projectStatus(WORKSPACE, "stale").path("id").asText();
        int seen = revision(project);

        Rest.Answer first = rest.sendFrom(seen, "PUT", project, Map.of("description", "the first"));
        Rest.Answer second = rest.sendFrom(seen, "PUT", project, Map.of("description", "the second"));

        assertThat(first.status()).isEqualTo(200);
        assertThat(second.status()).isEqualTo(412);
        assertThat(second.json().path("detail").asText()).contains("revision " + (seen + 1), "revision " + seen);
        assertThat(rest.get(project).path("description").asText()).isEqualTo("the first");
        assertThat(revision(project)).isEqualTo(seen + 1);
    }

    @Test
    void shouldChangeNothingByAPlan() {
        rest.apply(WORKSPACE, "planned", files("planned", "1024", "planned"));
        String project = "/projects/"
                + rest.projectStatus(WORKSPACE, "planned").path("id").asText();
        int before = revision(project);

        JsonNode planned = rest.post(
                Rest.project(WORKSPACE, "planned") + "/plan", Map.of("files", files("planned", "2048", "planned")));

        assertThat(planned.path("changes"))
                .singleElement()
                .satisfies(change -> assertThat(change.path("name").asText()).isEqualTo("Http"));
        assertThat(revision(project)).isEqualTo(before);
        assertThat(rest.get(project + "/items/Http")
                        .path("settings")
                        .path("MaxMessageSize")
                        .asText())
                .isEqualTo("1024");
    }

    private int revision(String project) {
        return Integer.parseInt(rest.send("GET", project, null)
                .headers()
                .firstValue("ETag")
                .orElseThrow()
                .replace("\"", ""));
    }

    private boolean running(String project) {
        return rest.projectStatus(WORKSPACE, project).path("state").asText().equals("running");
    }

    private static Map<String, String> files(String project, String maxSize, String folder) {
        return Map.of(
                "project.yaml",
                """
                workspace: %s
                name: %s
                """.formatted(WORKSPACE, project),
                "items/Http.yaml",
                """
                name: Http
                class: HttpService
                settings:
                  MaxMessageSize: %s
                targets:
                - Out
                """.formatted(maxSize),
                "items/Out.yaml",
                """
                name: Out
                class: FileOperation
                settings:
                  FilePath: ${data}/files/%s
                """.formatted(folder));
    }
}
