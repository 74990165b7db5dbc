package hie.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class AwaitCommandTest extends ServerStandIn {

    @BeforeEach
    void writeLog() throws IOException {
        Files.writeString(directory.resolve("console.log"), "\u001B[0mINFO all is well\u001B[0m\n");
    }

    @Test
    void shouldWaitForEngineAndProjectsAndSayWhereEverythingIs() throws IOException {
        Files.writeString(directory.resolve("initial-admin-password"), "generated\n");
        answer("/api/health/live", "{}", "{}");
        answer(
                "/api/status",
                "{\"state\":\"starting\",\"projects\":[]}",
                "{\"state\":\"running\",\"projects\":[{\"workspace\":\"w\",\"name\":\"p\",\"state\":\"starting\"}]}",
                "{\"state\":\"running\",\"projects\":[{\"workspace\":\"w\",\"name\":\"p\",\"state\":\"running\"}]}");

        Run run = await("--sample=true");

        assertThat(run.err()).isEmpty();
        assertThat(run.exit()).isZero();
        assertThat(run.out())
                .contains(
                        "waiting for the engine (starting)",
                        "waiting for project w/p (starting)",
                        "http://127.0.0.1:",
                        "admin, password generated",
                        directory.toString(),
                        "./hie send",
                        "./hie stop --data " + directory);
    }

    @Test
    void shouldSayThatFirstPasswordWasChanged() throws IOException {
        answer("/api/health/live", "{}");
        Files.createDirectories(directory.resolve("identities/a"));
        Files.writeString(directory.resolve("identities/a/admin.xml"), "<identity/>");

        Run run = await("--sample=false");

        assertThat(run.exit()).isZero();
        assertThat(run.out()).contains("its first password was changed").doesNotContain("./hie send");
    }

    @Test
    void shouldWaitForTheFirstUser() throws IOException {
        answer("/api/health/live", "{}");

        Run run = await("--timeout=1");

        assertThat(run.exit()).isEqualTo(1);
        assertThat(run.err()).contains("it was waiting for the engine (there is no user yet)");
    }

    @Test
    void shouldGiveUpWhenTimeIsOver() {
        Run run = await("--timeout=1");

        assertThat(run.exit()).isEqualTo(1);
        assertThat(run.err())
                .contains("not ready within 1 s", "waiting for the server", "  INFO all is well", "console.log")
                .doesNotContain("\u001B");
    }

    @Test
    void shouldGiveUpWhenProcessEnds() throws Exception {
        process.getOutputStream().close();
        process.waitFor();
        Files.writeString(directory.resolve("console.log"), "INFO begun\nERROR the port is taken\nINFO stopped\n");

        Run run = await("--timeout=60", "--launch=0");

        assertThat(run.exit()).isEqualTo(1);
        assertThat(run.err())
                .contains("The server ended while starting.", "ERROR the port is taken")
                .doesNotContain("INFO begun");
    }

    @Test
    void shouldSayThatDiskIsFull() throws Exception {
        process.getOutputStream().close();
        process.waitFor();
        Files.writeString(
                directory.resolve("console.log"), "ERROR java.io.IOException: No space left on device\nINFO stopped\n");

        Run run = await("--timeout=60", "--launch=0");

        assertThat(run.exit()).isEqualTo(1);
        assertThat(run.err())
                .contains("The server ended while starting. No space is left on the disk of " + directory.toRealPath()
                        + "; free some and start again.");
    }

    private Run await(String... options) {
        String[] arguments = new String[options.length + 3];
        arguments[0] = "await";
        arguments[1] = "--data=" + directory;
        arguments[2] = "--log=" + directory.resolve("console.log");
        System.arraycopy(options, 0, arguments, 3, options.length);
        return Run.of(arguments);
    }

    /** Answers one after the other; the last one stays. */
    private void answer(String path, String... bodies) {
        AtomicInteger asked = new AtomicInteger();
        server.createContext(
                path, exchange -> reply(exchange, 200, bodies[Math.min(asked.getAndIncrement(), bodies.length - 1)]));
    }
}
