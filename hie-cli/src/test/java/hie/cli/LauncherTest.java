package hie.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The sentences of the launcher script that need no server. */
class LauncherTest {

    private static final Path LAUNCHER = Path.of("..", "hie").toAbsolutePath().normalize();

    @TempDir
    Path directory;

    @BeforeEach
    void needsBash() {
        assumeThat(Path.of("/bin/bash")).exists();
    }

    @Test
    void shouldListCommandsUsersKnow() throws Exception {
        Result result = hie(Map.of(), "--help");

        assertThat(result.exit()).isZero();
        assertThat(result.output())
                .contains("start", "stop", "status", "send", "plan", "apply", "export", "import", "bench", "test");
    }

    @Test
    void shouldHelpWithEachOfItsOwnCommands() throws Exception {
        for (String command : List.of("start", "stop", "test")) {
            Result result = hie(Map.of(), command, "--help");

            assertThat(result.exit()).as(command).isZero();
            assertThat(result.output()).as(command).startsWith("Usage: ./hie " + command);
        }
    }

    @Test
    void shouldRefuseUnknownCommandAndOption() throws Exception {
        assertThat(hie(Map.of(), "launch")).isEqualTo(new Result(2, "Unknown command 'launch'. See: ./hie --help\n"));
        assertThat(hie(Map.of(), "start", "--colour").output()).contains("'--colour'", "./hie start --help");
        assertThat(hie(Map.of(), "start", "--port-offset", "many").output())
                .contains("--port-offset must be", "'many'");
        assertThat(hie(Map.of(), "stop", "--data").output()).contains("--data needs a value");
        assertThat(hie(Map.of()).exit()).isEqualTo(2);
    }

    @Test
    void shouldStopNothingWhenNothingRuns() throws Exception {
        Files.writeString(directory.resolve("hie.pid"), "1\n");

        Result result = hie(Map.of(), "stop", "--data", directory.toString());

        assertThat(result.exit()).isZero();
        assertThat(result.output()).contains("HIE is not running on " + directory.toRealPath());
        assertThat(directory.resolve("hie.pid")).doesNotExist();
    }

    @Test
    void shouldSayWhichJdkIsNeeded() throws Exception {
        Path home = Files.createDirectories(directory.resolve("copy/.mvn"));
        Files.writeString(home.resolve("find-jdk.sh"), "hie_find_jdk() { echo 'needs a JDK' >&2; return 1; }\n");
        Path copy = Files.copy(LAUNCHER, directory.resolve("copy/hie"));

        Result result =
                run(copy, Map.of(), "start", "--data", directory.resolve("d").toString());

        assertThat(result).isEqualTo(new Result(1, "needs a JDK\n"));
        assertThat(directory.resolve("d")).doesNotExist();
    }

    @Test
    void shouldRefuseDataDirectoryThatCannotBeMade() throws Exception {
        Path file = Files.writeString(directory.resolve("file"), "");

        Result result = hie(Map.of(), "start", "--data", file + "/data");

        assertThat(result.exit()).isEqualTo(1);
        assertThat(result.output()).contains(file + "/data cannot be created", "--data DIR");
    }

    @Test
    void shouldRefuseDiskWithoutRoom() throws Exception {
        Path tools = Files.createDirectories(directory.resolve("tools"));
        Path df = tools.resolve("df");
        Files.writeString(df, "#!/bin/sh\necho header\necho disk 1000000 900000 102400 90% /\n");
        assertThat(df.toFile().setExecutable(true)).isTrue();

        Result result = hie(
                Map.of("PATH", tools + ":" + System.getenv("PATH")),
                "start",
                "--data",
                directory.resolve("d").toString());

        assertThat(result.exit()).isEqualTo(1);
        assertThat(result.output()).contains("needs at least 500 MB free", "found 100 MB");
    }

    @Test
    void shouldSayThatDiskIsFullWhenNothingCanBeWritten() throws Exception {
        assumeThat(Path.of("/dev/full")).exists();
        Files.createSymbolicLink(directory.resolve("hie.probe"), Path.of("/dev/full"));

        Result result = hie(Map.of(), "start", "--data", directory.toString());

        assertThat(result)
                .isEqualTo(new Result(
                        1,
                        "Nothing can be written to the data directory " + directory.toRealPath()
                                + ": there is no space, no inode or no quota left; free some space or choose another place"
                                + " with --data DIR, and start again.\n"));
        assertThat(directory).isEmptyDirectory();
    }

    @Test
    void shouldSayThatDiskIsFullWhenBuildFailsOfIt() throws Exception {
        Path home = Files.createDirectories(directory.resolve("copy/.mvn"));
        Files.writeString(home.resolve("find-jdk.sh"), "hie_find_jdk() { :; }\n");
        Path maven = Files.writeString(
                directory.resolve("copy/mvnw"),
                "#!/bin/sh\necho '[ERROR] Failed to copy: No space left on device -> [Help 1]'\nexit 1\n");
        assertThat(maven.toFile().setExecutable(true)).isTrue();
        Path copy = Files.copy(LAUNCHER, directory.resolve("copy/hie"));

        Result result =
                run(copy, Map.of(), "start", "--data", directory.resolve("d").toString());

        assertThat(result.exit()).isEqualTo(1);
        assertThat(result.output())
                .contains("The build failed: no space is left on the disk of ")
                .contains("copy/target/hie-build.log")
                .doesNotContain("[ERROR]");
    }

    @Test
    void shouldNamePortInUse() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Run run = Run.of("port-check", taken.getLocalPort() + "=sample MLLP service");

            assertThat(run.exit()).isEqualTo(1);
            assertThat(run.err().strip())
                    .isEqualTo("Port " + taken.getLocalPort() + " (sample MLLP service) is in use; stop what uses it or"
                            + " start with --port-offset N.");
        }
    }

    private record Result(int exit, String output) {}

    private static Result hie(Map<String, String> environment, String... arguments)
            throws IOException, InterruptedException {
        return run(LAUNCHER, environment, arguments);
    }

    private static Result run(Path launcher, Map<String, String> environment, String... arguments)
            throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("/bin/bash", launcher.toString()));
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().putAll(environment);
        Process process = builder.start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        return new Result(process.exitValue(), output);
    }
}
