package hie.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ManagerCommandsTest {

    private static final String STATUS = """
            {"state":"running","node":"n1","projects":[{"id":"1","workspace":"default","name":"lab","state":"%s",
            "revision":%d,"items":[{"name":"In","kind":"service","state":"running","queueDepth":3,"in":5,"out":4,
            "errors":1,"reason":%s}]}]}""";

    private final Map<String, String> requests = new ConcurrentHashMap<>();
    private HttpServer server;
    private Process process;

    @TempDir
    Path directory;

    /** Listens where the commands look: on port 8080 plus an offset that is free. */
    @BeforeEach
    void listen() throws IOException {
        for (int offset = 20_000; server == null; offset++) {
            try {
                server = HttpServer.create(
                        new InetSocketAddress(InetAddress.getLoopbackAddress(), Instance.HTTP_PORT + offset), 0);
                Files.writeString(directory.resolve("port-offset"), Integer.toString(offset));
            } catch (IOException inUse) {
                assertThat(offset).isLessThan(50_000);
            }
        }
        Files.writeString(directory.resolve("initial-admin-password"), "secret\n");
        server.start();
        // Stands in for the server's process: it lives until its input ends and has the argument it is known by.
        process = new ProcessBuilder(
                        "/bin/sh",
                        "-c",
                        "read line; exit 0",
                        "-Djboss.server.base.dir=" + directory.toRealPath() + "/server")
                .start();
        Files.writeString(directory.resolve("hie.pid"), process.pid() + "\n");
    }

    @AfterEach
    void close() throws IOException {
        server.stop(0);
        process.getOutputStream().close();
    }

    private void answerRevisions() {
        answer("/api/status", 200, STATUS.formatted("running", 4, "null"));
        answer("/api/projects/1/revisions", 200, """
                [{"number":4,"author":"eve","createdAt":"2026-11-02T10:00:00Z"},
                {"number":3,"author":"bob","createdAt":"2026-11-01T10:00:00Z"}]""");
        answer("/api/projects/1/revisions/2/changes", 200, """
                [{"action":"change","kind":"item","name":"Out","detail":["port: 2601 -> 2600"]}]""");
        answer("/api/projects/1/revisions/2/restore", 201, """
                {"number":4,"author":"bob","createdAt":"2026-11-03T10:00:00Z"}""");
        answer("/api/projects/1/reload", 200, "{}");
    }

    @Test
    void shouldRollBackToAnEarlierRevisionAndSayWhatThatChanged() {
        answerRevisions();

        Run run = command("rollback", "lab", "2");

        assertThat(run.err()).isEmpty();
        assertThat(run.exit()).isZero();
        assertThat(run.out())
                .contains(
                        "Rolled default/lab back to what revision 2 said, as revision 4:",
                        "~ item Out",
                        "port: 2601 -> 2600",
                        "The project is running.");
        assertThat(requests).containsKeys("/api/projects/1/revisions/2/restore", "/api/projects/1/reload");
    }

    @Test
    void shouldOnlyShowWhatRollingBackWouldChange() {
        answerRevisions();

        Run run = command("rollback", "default/lab", "2", "--plan");

        assertThat(run.exit()).isZero();
        assertThat(run.out()).contains("would change:", "~ item Out");
        assertThat(requests).doesNotContainKeys("/api/projects/1/revisions/2/restore", "/api/projects/1/reload");
    }

    @Test
    void shouldListRevisionsToRollBackTo() {
        answerRevisions();

        Run run = command("rollback", "lab");

        assertThat(run.exit()).isZero();
        assertThat(run.out().lines())
                .containsExactly("4  2026-11-02T10:00:00Z  eve  deployed", "3  2026-11-01T10:00:00Z  bob");
    }

    @Test
    void shouldPrintChangesOfPlan() throws IOException {
        answer("/api/workspaces/default/projects/lab/plan", 200, """
                {"revision":3,"state":"running","changes":[
                {"action":"add","kind":"item","name":"Out","detail":["port: 2600"]},
                {"action":"remove","kind":"connection","name":"In -> Old","detail":[]}]}""");

        Run run = command("plan", project("name: lab\n").toString());

        assertThat(run.err()).isEmpty();
        assertThat(run.exit()).isZero();
        assertThat(run.out())
                .contains(
                        "Plan for default/lab",
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
    void shouldWriteAProjectAsClassesOfIrisAndTellWhatIsNotInThem() throws IOException {
        answer("/api/workspaces/w/projects/lab/export/iris", 200, """
                {"files":{"Lab.P.cls":"Class Lab.P","Wards.lut.xml":"<lookupTable/>"},
                "differences":["item A: setting B has no equal in IRIS; it is left out"]}""");
        Path to = directory.resolve("classes");

        Run run = Run.of("export", "--data=" + directory, "--format", "iris", "w/lab", to.toString());

        assertThat(run.err()).isEmpty();
        assertThat(run.exit()).isZero();
        assertThat(run.out()).contains("Wrote 2 files", "item A: setting B has no equal in IRIS");
        assertThat(to.resolve("Lab.P.cls")).hasContent("Class Lab.P");
        assertThat(Run.of("export", "--data=" + directory, "--format", "xml", "w/lab", to.toString())
                        .err())
                .contains("--format must be hie or iris");
    }

    @Test
    void shouldImportIrisFilesPrintTheReportAndWriteIt() throws IOException {
        answer("/api/workspaces/w/projects/lab/import/iris", 200, """
                {"revision":1,"report":{"verdict":"ISSUES","productions":[{"name":"Lab.P","verdict":"ISSUES",
                "items":{"found":2,"mapped":1,"stubbed":1},"settings":{"found":9,"mapped":4,"kept":9},
                "stubs":[{"item":"X","className":"Site.X","why":"no equal"}],"renamed":[],"missing":[],"defaults":[],"supply":[]}],
                "rules":[],"transforms":[],"tables":[],"schemas":[],"bpl":[],
                "refused":[{"where":"item A","what":"setting Host/B","why":"cannot"}]}}""");
        Path file = Files.write(directory.resolve("lab.cls"), new byte[] {(byte) 0xFF, 1});
        Path report = directory.resolve("report.json");

        Run run = Run.of(
                "import",
                "iris",
                "--data=" + directory,
                file.toString(),
                "--into",
                "w/lab",
                "--report",
                report.toString());

        assertThat(run.err()).isEmpty();
        assertThat(run.exit()).isZero();
        assertThat(run.out())
                .contains(
                        "Verdict: ISSUES",
                        "Production Lab.P",
                        "items: 2 found, 1 mapped, 1 stubs",
                        "stub: X (Site.X): no equal",
                        "item A: setting Host/B: cannot",
                        "Written to w/lab as revision 1; not deployed.");
        assertThat(ManagerApi.JSON.readTree(report.toFile()).path("verdict").asText())
                .isEqualTo("ISSUES");
        assertThat(ManagerApi.JSON
                        .readTree(requests.get("/api/workspaces/w/projects/lab/import/iris"))
                        .path("files")
                        .path(0)
                        .path("content")
                        .asText())
                .isEqualTo(Base64.getEncoder().encodeToString(new byte[] {(byte) 0xFF, 1}));
    }

    @Test
    void shouldImportChannelsOfMirthAndPrintTheReport() throws IOException {
        answer("/api/workspaces/default/projects/lab/import/mirth", 200, """
                {"revision":1,"report":{"verdict":"ISSUES","channels":[{"name":"ADT","verdict":"ISSUES",
                "connectors":{"found":3,"mapped":2,"stubbed":1},"rules":{"found":1,"translated":1,"refused":0},
                "steps":{"found":4,"translated":3,"refused":1},"scripts":{"found":0,"translated":0,"refused":0},
                "properties":{"found":9,"mapped":4,"kept":5},
                "stubs":[{"item":"X","className":"Database Writer","why":"no equal"}],"renamed":[],"defaults":[],"supply":[]}],
                "libraries":[{"name":"Texts","document":"Texts","templates":2}],
                "refused":[{"where":"channel ADT","what":"step 4","why":"it uses java"}]}}""");
        Path file = Files.writeString(directory.resolve("adt.xml"), "<channel/>");

        Run run = Run.of("import", "mirth", "--data=" + directory, file.toString(), "--into", "lab");

        assertThat(run.err()).isEmpty();
        assertThat(run.exit()).isZero();
        assertThat(run.out())
                .contains(
                        "Channel ADT: ISSUES",
                        "connectors: 3 found, 2 mapped, 1 stubs",
                        "steps: 4 found, 3 translated, 1 refused",
                        "properties: 9 found, 4 mapped, 5 kept",
                        "stub: X (Database Writer): no equal",
                        "Code templates Texts: 2 templates",
                        "channel ADT: step 4: it uses java");
    }

    @Test
    void shouldFailWhenAnImportIsInconclusive() throws IOException {
        answer("/api/workspaces/default/projects/lab/import/iris", 200, """
                {"revision":null,"report":{"verdict":"INCONCLUSIVE","productions":[],"refused":[]}}""");
        Path file = Files.writeString(directory.resolve("empty.xml"), "");

        Run run = Run.of("import", "iris", "--data=" + directory, file.toString(), "--into", "lab");

        assertThat(run.exit()).isEqualTo(Main.NOT_DONE);
        assertThat(run.out()).contains("Verdict: INCONCLUSIVE", "Nothing was written.");
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
    void shouldExportFilesAndRefuseDirectoryInUse() throws IOException {
        answer(
                "/api/workspaces/ward/projects/lab/export",
                200,
                "{\"files\":{\"project.yaml\":\"name: lab\\n\",\"items/In.yaml\":\"name: In\\n\"}}");
        Path target = directory.resolve("out");

        Run first = command("export", "ward/lab", target.toString());
        Files.writeString(target.resolve("items/Old.yaml"), "name: Old\n");
        Run second = command("export", "ward/lab", target.toString());
        Run forced = command("export", "--force", "ward/lab", target.toString());

        assertThat(first.exit()).isZero();
        assertThat(target.resolve("items/In.yaml")).hasContent("name: In\n");
        assertThat(second.exit()).isEqualTo(1);
        assertThat(second.err()).contains("is not empty", "--force");
        assertThat(forced.exit()).isZero();
        assertThat(forced.err()).contains("Old.yaml is no part of the project");
    }

    @Test
    void shouldWriteNothingWhenExportLeadsOutOfDirectory() throws IOException {
        for (String path : new String[] {"../evil.yaml", "/etc/evil.yaml", "items/../../evil.yaml", "a\\\\b", ""}) {
            requests.clear();
            answer(
                    "/api/workspaces/default/projects/evil/export",
                    200,
                    "{\"files\":{\"project.yaml\":\"x\",\"" + path + "\":\"x\"}}");

            Run run = command("export", "evil", directory.resolve("out").toString());

            assertThat(run.exit()).as(path).isEqualTo(1);
            assertThat(run.err()).as(path).contains("nothing was written");
            assertThat(directory.resolve("out")).doesNotExist();
            server.removeContext("/api/workspaces/default/projects/evil/export");
        }
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

    private Run command(String name, String... rest) {
        String[] arguments = new String[rest.length + 2];
        arguments[0] = name;
        arguments[1] = "--data=" + directory;
        System.arraycopy(rest, 0, arguments, 2, rest.length);
        return Run.of(arguments);
    }

    private Path project(String projectFile) throws IOException {
        Path project = directory.resolve("project");
        Files.createDirectories(project.resolve("items"));
        Files.writeString(project.resolve("project.yaml"), projectFile);
        Files.writeString(project.resolve("items/In.yaml"), "name: In\n");
        Files.createDirectories(project.resolve(".git"));
        Files.writeString(project.resolve(".git/config"), "hidden");
        return project;
    }

    private void answer(String path, int status, String body) {
        server.createContext(path.replace("%20", " "), exchange -> {
            requests.put(
                    exchange.getRequestURI().getRawPath(),
                    new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
            requests.put("authorization", exchange.getRequestHeaders().getFirst("Authorization"));
            reply(exchange, status, body);
        });
    }

    private static void reply(HttpExchange exchange, int status, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    private static String basic(String credentials) {
        return Base64.getEncoder().encodeToString(credentials.getBytes(StandardCharsets.UTF_8));
    }
}
