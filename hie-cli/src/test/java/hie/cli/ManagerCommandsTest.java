package hie.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.Base64;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class ManagerCommandsTest extends ManagerStandIn {

    @Test
    void shouldPrintChangesOfPlan() throws IOException {
        answer("/api/workspaces/default/projects/lab/plan", 200, """
                {"revision":3,"state":"running","changes":[
                {"action":"add","kind":"item","name":"Out","detail":["port: 2600"]},
                {"action":"remove","kind":"connection","name":"In -> Old","detail":[]}],
                "warnings":["item Out: setting SSLConfig: this server has no SSL context 'ward'"]}""");

        Run run = command("plan", project("name: lab\n").toString());

        assertThat(run.err()).isEmpty();
        assertThat(run.exit()).isZero();
        assertThat(run.out())
                .contains(
                        "Plan for default/lab",
                        "Warning: item Out: setting SSLConfig: this server has no SSL context 'ward'",
                        "+ item Out",
                        "port: 2600",
                        "- connection In -> Old",
                        "1 to add, 0 to change, 1 to remove.");
        String sent = requests.get("/api/workspaces/default/projects/lab/plan");
        assertThat(ManagerApi.JSON
                        .readTree(sent)
                        .path("files")
                        .path("items/In.yaml")
                        .asText())
                .isEqualTo("name: In\n");
        assertThat(requests).containsEntry("authorization", "Basic " + basic("admin:secret"));
    }

    @Test
    void shouldTellWhatACandidateMakesOfStoredMessages() throws IOException {
        String path = "/api/workspaces/default/projects/lab/compare";
        answer(path, 200, """
                {"same":7,"different":1,"failed":0,"absent":2,"complete":false,"changed":[{"message":"m-1","created":"2026-01-31T12:00:00Z",
                "differences":[{"path":"Billing: PID-8","expected":"F","actual":""}]}]}""");
        String folder = project("name: lab\n").toString();

        Run run = command("compare", "--rules=R", "--item=Router", "--ignore=MSH-7,MSH-10", "--limit=10", folder);

        assertThat(run.err()).isEmpty();
        assertThat(run.exit()).isEqualTo(1);
        assertThat(run.out()).isEqualToNormalizingNewlines("""
                  m-1, 2026-01-31T12:00:00Z
                      Billing: PID-8: deployed F, now nothing
                7 the same, 1 different, 0 fail, 2 without content. Time ran out before all were tried.
                """);
        assertThat(ManagerApi.JSON.readTree(requests.get(path)).toString())
                .startsWith(
                        "{\"rules\":\"R\",\"transform\":null,\"item\":\"Router\",\"from\":null,\"to\":null,\"limit\":10,\"shown\":20,"
                                + "\"ignore\":[\"MSH-7\",\"MSH-10\"],\"files\":{");
        assertThat(command("compare", "--item=Router", folder).exit()).isEqualTo(2);
    }

    @Test
    void shouldWaitUntilAppliedRevisionRuns() throws IOException {
        answer(
                "/api/workspaces/w%201/projects/lab/apply",
                200, "{\"revision\":2,\"state\":\"starting\",\"changes\":[]}");
        AtomicInteger asked = new AtomicInteger();
        server.createContext("/api/status", exchange -> {
            int revision = asked.incrementAndGet() < 3 ? 1 : 2;
            reply(exchange, 200, STATUS.formatted("running", revision, "null").replace("\"default\"", "\"w 1\""));
        });

        Run run = command("apply", project("name: lab\nworkspace: w 1\n").toString());

        assertThat(run.exit()).isZero();
        assertThat(asked).hasValue(3);
        assertThat(run.out()).contains("revision 2", "No changes.", "The project is running.");
    }

    @Test
    void shouldFailWhenAppliedProjectIsTroubled() throws IOException {
        answer(
                "/api/workspaces/default/projects/lab/apply",
                200,
                "{\"revision\":2,\"state\":\"starting\",\"changes\":[]}");
        answer("/api/status", 200, STATUS.formatted("troubled", 2, "\"port 2575 is in use\""));

        Run run = command("apply", project("name: lab\n").toString());

        assertThat(run.exit()).isEqualTo(1);
        assertThat(run.out()).contains("The project is troubled.", "In: port 2575 is in use");
    }

    @Test
    void shouldPrintProblemReadably() throws IOException {
        answer("/api/workspaces/default/projects/lab/plan", 422, """
                {"title":"The project is not valid","detail":"2 faults","errors":[
                {"item":"In","setting":"port","message":"must be from 1 to 65535"},
                {"item":null,"setting":null,"message":"no service"}]}""");

        Run run = command("plan", project("name: lab\n").toString());

        assertThat(run.exit()).isEqualTo(1);
        assertThat(run.err())
                .contains(
                        "The project is not valid: 2 faults (HTTP 422)",
                        "  item In, setting port: must be from 1 to 65535",
                        "  no service");
    }

    @Test
    void shouldSayThatLoginWasRefused() throws IOException {
        answer("/api/workspaces/default/projects/lab/plan", 401, "");

        Run run = command("plan", project("name: lab\n").toString());

        assertThat(run.exit()).isEqualTo(1);
        assertThat(run.err()).contains("refused the user 'admin'", "HIE_PASSWORD");
    }

    @Test
    void shouldSayThatPasswordIsUnknown() throws IOException {
        Files.delete(directory.resolve("initial-admin-password"));

        Run run = command("plan", project("name: lab\n").toString());

        assertThat(run.exit()).isEqualTo(1);
        assertThat(run.err()).contains("No password is known", "HIE_PASSWORD");
    }

    @Test
    void shouldSayThatServerDoesNotAnswer() throws IOException {
        server.stop(0);

        Run run = command("plan", project("name: lab\n").toString());

        assertThat(run.exit()).isEqualTo(1);
        assertThat(run.err()).contains("HIE does not answer on http://127.0.0.1:");
    }

    @Test
    void shouldRefuseDirectoryThatIsNoProject() throws IOException {
        assertThat(command("plan", directory.resolve("absent").toString()).err())
                .contains("no directory");
        assertThat(command("plan", Files.createDirectory(directory.resolve("e")).toString())
                        .err())
                .contains("no project.yaml");
        assertThat(command("plan", project("title: x\n").toString()).err()).contains("'name'");
        assertThat(command("plan", project("name: [x\n").toString()).err()).contains("is no YAML");
        assertThat(requests).isEmpty();
    }

    @Test
    void shouldReportStatusAsTextAndAsJson() throws IOException {
        answer("/api/status", 200, STATUS.formatted("running", 4, "null"));

        Run text = command("status");
        Run json = command("status", "--json");

        assertThat(text.err()).isEmpty();
        assertThat(text.exit()).as(text.out()).isZero();
        assertThat(text.out()).contains("HIE is running on", "default/lab: running, revision 4", "In");
        assertThat(ManagerApi.JSON
                        .readTree(json.out())
                        .path("projects")
                        .path(0)
                        .path("name")
                        .asText())
                .isEqualTo("lab");
        assertThat(ManagerApi.JSON.readTree(json.out()).path("pid").asLong()).isEqualTo(process.pid());
    }

    @Test
    void shouldReportStoppedWhenNoProcessIsThere() throws IOException {
        Files.delete(directory.resolve("hie.pid"));

        Run text = command("status");
        Run json = command("status", "--json");

        assertThat(text.exit()).isEqualTo(1);
        assertThat(text.out()).contains("HIE is not running on " + directory);
        assertThat(ManagerApi.JSON.readTree(json.out()).path("state").asText()).isEqualTo("stopped");
    }

    @Test
    void shouldNotTakeAnotherProgramWithTheSameProcessIdForTheServer() throws IOException {
        Files.writeString(
                directory.resolve("hie.pid"),
                Long.toString(ProcessHandle.current().pid()));

        assertThat(command("status").out()).contains("HIE is not running on");
    }

    private static String basic(String credentials) {
        return Base64.getEncoder().encodeToString(credentials.getBytes(StandardCharsets.UTF_8));
    }
}
