package hie.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Golden messages of a project folder, without a server and on one. */
@ExtendWith({SharedServer.class, CountedPassed.class})
class CheckIT {

    private static final Path SCRIPT = Path.of("..", "hie").toAbsolutePath().normalize();

    private static final String WORKSPACE = "golden";

    private static final String TEST = """
            # inpatients are billed
            rules: Admissions
            message: |
              MSH|^~\\&|HIS|WARD|HIE|HUB|20261124120000||ADT^A01^ADT_A01|MSG00001|P|2.5
              PID|1||4711^^^WARD^MR||Müller^Erika||19640812|F
              PV1|1|I|W1^101^1
            """;

    private static final Map<String, String> FILES = Map.of(
            "project.yaml", "workspace: " + WORKSPACE + "\nname: hospital\n",
            "items/Out.yaml", "name: Out\nclass: FileOperation\nsettings:\n  FilePath: ${data}/golden\n",
            "rules/Admissions.yaml", """
            sets:
            - rules:
              - name: Inpatients
                do:
                - when: HL7.{PV1:2} = Lookup("Classes", "inpatient")
                  do: [{send: Billing, transform: [To_Billing, Sign]}]
            """,
            "transforms/To_Billing.yaml", "create: copy\ndo:\n- {set: \"target.{PID:8}\", value: '\"U\"'}\n",
            "scripts/Sign.js", "msg['MSH']['MSH.4']['MSH.4.1'] = 'SIGNED';",
            "tables/Classes.csv", "inpatient,I\n",
            "tests/Inpatient.yaml", TEST);

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final HieServer server;
    private final Rest rest;

    @TempDir
    Path folder;

    CheckIT(HieServer server) {
        this.server = server;
        this.rest = server.rest();
    }

    private record Said(int exit, String text) {}

    private Said check(String... options) throws Exception {
        ProcessBuilder command = new ProcessBuilder(SCRIPT.toString(), "check", folder.toString());
        command.command().addAll(List.of(options));
        command.environment().put("HIE_JAVA_HOME", System.getProperty("java.home"));
        Process process = command.redirectErrorStream(true).start();
        process.getOutputStream().close();
        String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Said(process.waitFor(), text);
    }

    private void write(String path, String text) throws Exception {
        Path file = folder.resolve(path);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }

    @Test
    void shouldCheckAFolderWithoutAServerAcceptWhatCameOutAndTellWhatChangedSince() throws Exception {
        for (Map.Entry<String, String> file : FILES.entrySet()) {
            write(file.getKey(), file.getValue());
        }

        Said open = check();
        Said accepted = check("--accept");
        Said passed = check("--junit", folder.resolve(".report.xml").toString());
        String test = Files.readString(folder.resolve("tests/Inpatient.yaml"));
        write("tables/Classes.csv", "inpatient,E\n");
        Said failed = check("--json", folder.resolve(".report.json").toString());

        assertThat(open).isEqualTo(new Said(1, """
                  FAIL  Inpatient (rules Admissions)
                          nothing is expected yet; look at what --accept writes
                0 of 1 as expected.
                """));
        assertThat(accepted.exit()).as(accepted.text()).isZero();
        assertThat(test)
                .startsWith(TEST + "expect:\n  fired:\n  - Inpatients\n  sends:\n  - target: Billing\n    message: |\n")
                .contains("|SIGNED|", "Müller^Erika||19640812|U");
        assertThat(passed).isEqualTo(new Said(0, "  ok    Inpatient (rules Admissions)\n1 of 1 as expected.\n"));
        assertThat(folder.resolve(".report.xml")).content().contains("tests=\"1\" failures=\"0\"");
        assertThat(failed.exit()).isEqualTo(1);
        assertThat(failed.text())
                .contains("fired: expected Inpatients, was nothing", "sends: expected Billing, was nothing");
        assertThat(folder.resolve(".report.json")).content().contains("\"passed\" : false");
    }

    @Test
    void shouldTryACandidateOnStoredMessagesBesideWhatIsDeployed() {
        Map<String, String> files = new LinkedHashMap<>(FILES);
        files.put("project.yaml", "workspace: " + WORKSPACE + "\nname: traffic\n");
        files.put(
                "items/Billing.yaml",
                "name: Billing\nclass: FileOperation\nsettings:\n  FilePath: ${data}/files/golden\n");
        files.put(
                "items/Router.yaml",
                "name: Router\nclass: RoutingProcess\nsettings:\n  PoolSize: 0\n  BusinessRuleName: Admissions\ntargets: [Billing]\n");
        files.put("items/Http.yaml", "name: Http\nclass: HttpService\ntargets: [Router]\n");
        rest.apply(WORKSPACE, "traffic", files);
        await().atMost(PATIENCE)
                .until(() -> rest.projectStatus(WORKSPACE, "traffic")
                        .path("state")
                        .asText()
                        .equals("running"));
        for (String patientClass : List.of("I", "O", "I")) {
            String message = TEST.substring(TEST.indexOf("MSH"))
                    .replace("|I|", "|" + patientClass + "|")
                    .replace("\n  ", "\r");
            Rest.Answer answer = rest.send(
                    "POST",
                    "/in/" + WORKSPACE + "/traffic/Http",
                    "application/hl7-v2",
                    message.getBytes(StandardCharsets.ISO_8859_1));
            assertThat(answer.status()).as(answer.toString()).isEqualTo(200);
        }
        Delivered.await(server.files("golden"), content -> content.contains("SIGNED"), 2);
        await("what Router got is in the warehouse")
                .atMost(PATIENCE)
                .until(() -> rest.messages(Map.of("project", WORKSPACE + "/traffic", "item", "Router")).stream()
                                .filter(message ->
                                        message.path("source").asText().equals("Http"))
                                .count()
                        == 3);
        files.put(
                "transforms/To_Billing.yaml",
                FILES.get("transforms/To_Billing.yaml").replace("U", "X"));
        Map<String, Object> request = Map.of("rules", "Admissions", "item", "Router", "files", files);

        JsonNode changed = rest.post(Rest.project(WORKSPACE, "traffic") + "/compare", request);
        JsonNode same = rest.post(
                Rest.project(WORKSPACE, "traffic") + "/compare", Map.of("rules", "Admissions", "item", "Router"));
        Rest.Answer refused = rest.send(
                "POST", Rest.project(WORKSPACE, "traffic") + "/compare", Map.of("rules", "None", "item", "Router"));

        assertThat(changed.path("same").asInt()).as(changed.toString()).isEqualTo(1);
        assertThat(changed.path("different").asInt()).isEqualTo(2);
        assertThat(changed.path("complete").asBoolean()).isTrue();
        assertThat(changed.path("changed").get(0).path("differences"))
                .hasToString("[{\"path\":\"Billing: PID-8\",\"expected\":\"U\",\"actual\":\"X\"}]");
        assertThat(same.path("same").asInt()).isEqualTo(3);
        assertThat(refused.status()).isEqualTo(400);
    }

    @Test
    void shouldKeepTestsInTheProjectAndTryThemOnTheServer() {
        rest.apply(WORKSPACE, "hospital", FILES);
        String project = rest.projectStatus(WORKSPACE, "hospital").path("id").asText();
        Map<String, String> changed = new LinkedHashMap<>(FILES);
        changed.put("tests/Inpatient.yaml", TEST + "expect:\n  fired: [Inpatients]\n  sends: [{target: Wards}]\n");

        JsonNode open = rest.post("/projects/" + project + "/check", null);
        JsonNode plan = rest.apply(WORKSPACE, "hospital", changed);
        JsonNode failed = rest.post("/projects/" + project + "/check", null);
        JsonNode earlier = rest.post("/projects/" + project + "/check?revision=2", null);

        assertThat(open.path("results").get(0).path("verdict").asText()).isEqualTo("open");
        assertThat(plan.path("changes")).singleElement().satisfies(change -> {
            assertThat(change.path("kind").asText()).isEqualTo("test");
            assertThat(change.path("name").asText()).isEqualTo("Inpatient");
        });
        assertThat(failed.path("passed").asBoolean()).isFalse();
        assertThat(failed.path("results").get(0).path("differences").get(0))
                .hasToString("{\"path\":\"sends\",\"expected\":\"Wards\",\"actual\":\"Billing\"}");
        assertThat(earlier).isEqualTo(open);
        assertThat(rest.get(Rest.project(WORKSPACE, "hospital") + "/export")
                        .path("files")
                        .path("tests/Inpatient.yaml")
                        .asText())
                .isEqualTo(changed.get("tests/Inpatient.yaml"));
    }
}
