package hie.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/**
 * Used by {@code ./hie start}: waits until the server that was just launched is live and its projects run, then says where
 * everything is. Gives up when the process ends or the time is over, showing the log's last errors.
 */
@Command(name = "await", hidden = true, description = "Waits until a server that was launched is ready.")
final class AwaitCommand implements Callable<Integer> {

    private static final Duration POLL = Duration.ofMillis(500);

    private static final Duration SECOND_CHANCE = Duration.ofSeconds(5);
    /** How the server ends its line WFLYSRV0026. */
    private static final String BOOTED_WITH_ERRORS = "started (with errors)";

    /** How the operating system says it, in any log. */
    private static final String DISK_FULL = "No space left on device";

    private static final int LINES = 12;
    private static final Pattern COLOURS = Pattern.compile("\\u001B\\[[0-9;]*m");

    @Spec
    CommandSpec spec;

    @Mixin
    Instance instance;

    @Mixin
    Login login;

    @Option(names = "--timeout", defaultValue = "180", description = "Seconds to wait.")
    int timeout;

    @Option(
            names = "--launch",
            defaultValue = "15",
            description = "Seconds that the start script may take to leave a process id.")
    int launch;

    @Option(names = "--log", required = true, description = "Where the server writes.")
    Path log;

    @Option(
            names = "--sample",
            arity = "1",
            defaultValue = "false",
            description = "Whether the sample project is deployed.")
    boolean sample;

    private final HttpClient client = HttpClient.newBuilder()
            .proxy(HttpClient.Builder.NO_PROXY)
            .connectTimeout(Duration.ofSeconds(2))
            .build();
    private final Instant started = Instant.now();
    private boolean launched;
    private Instant bootedWithErrors;
    private String waitingFor = "";

    @Override
    public Integer call() throws InterruptedException {
        Instant deadline = started.plusSeconds(timeout);
        while (Instant.now().isBefore(deadline)) {
            boolean alive = instance.pid().isPresent();
            launched |= alive;
            if (!alive && (launched || Instant.now().isAfter(started.plusSeconds(launch)))) {
                throw failure("The server ended while starting.");
            }
            Optional<String> missing = missing();
            if (missing.isEmpty()) {
                announce();
                return 0;
            }
            failWhenBootedWithErrors();
            tell(missing.get());
            Thread.sleep(POLL);
        }
        throw failure("HIE was not ready within " + timeout + " s (HIE_START_TIMEOUT); it was waiting for " + waitingFor
                + ". The server is left running for you to look at; ./hie stop ends it.");
    }

    /** A server that has booted with errors and does not serve HIE's pages will not serve them later either. */
    private void failWhenBootedWithErrors() throws InterruptedException {
        if (bootedWithErrors == null) {
            if (logLines().stream().anyMatch(line -> line.contains(BOOTED_WITH_ERRORS))) {
                bootedWithErrors = Instant.now();
            }
        } else if (Instant.now().isAfter(bootedWithErrors.plus(SECOND_CHANCE)) && !live()) {
            throw failure("The server started, but HIE in it did not. The server is left running for you to look at;"
                    + " ./hie stop ends it.");
        }
    }

    /** What is not ready yet; empty when all is. */
    private Optional<String> missing() throws InterruptedException {
        if (!live()) {
            return Optional.of("the server");
        }
        if (!passwordIsKnown()) {
            return instance.hasUsers() ? Optional.empty() : Optional.of("the engine (there is no user yet)");
        }
        try {
            ServerStatus status = login.connect(instance).status();
            return "running".equals(status.state())
                    ? unsettled(status)
                    : Optional.of("the engine (" + status.state() + ")");
        } catch (Refused e) {
            boolean passwordWasChanged = e.isLogin() && !Files.exists(instance.passwordFile());
            return passwordWasChanged ? Optional.empty() : Optional.of("the engine (" + e.getMessage() + ")");
        } catch (Unreachable e) {
            return Optional.of("the server");
        }
    }

    /** The first project that is on its way to another state. */
    private static Optional<String> unsettled(ServerStatus status) {
        return status.projects().stream()
                .filter(project -> !project.settled() && !project.stopped())
                .findFirst()
                .map(project -> "project " + project.workspace() + "/" + project.name() + " (" + project.state() + ")");
    }

    private boolean live() throws InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(instance.http().resolve("/api/health/live"))
                .timeout(Duration.ofSeconds(5))
                .build();
        try {
            return client.send(request, BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException notYet) {
            return false;
        }
    }

    private boolean passwordIsKnown() {
        return System.getenv("HIE_PASSWORD") != null
                || instance.initialPassword().isPresent();
    }

    private void tell(String missing) {
        if (!missing.equals(waitingFor)) {
            waitingFor = missing;
            spec.commandLine().getOut().println("  waiting for " + missing);
        }
    }

    private void announce() {
        PrintWriter out = spec.commandLine().getOut();
        String offset = instance.portOffset() == 0 ? "" : " --port-offset " + instance.portOffset();
        String data = instance.givenData == null || instance.isDefaultData() ? "" : " --data " + instance.data();
        out.println("HIE runs, " + Duration.between(started, Instant.now()).toSeconds() + " s after its launch.");
        out.println();
        out.println("  Console         " + instance.http() + "/");
        if (sample) {
            out.println("  MLLP            127.0.0.1:" + instance.mllpPort() + " (sample project)");
        }
        out.println("  Data directory  " + instance.data());
        out.println("  Administrator   "
                + instance.initialPassword()
                        .map(password -> "admin, password " + password + " (" + instance.passwordFile() + ")")
                        .orElse("admin; its first password was changed"));
        out.println();
        if (sample) {
            out.println("  Send a message  ./hie send" + offset + " FILE");
        }
        out.println("  See its state   ./hie status" + data);
        out.println("  Stop            ./hie stop" + data);
    }

    private CliException failure(String sentence) {
        StringBuilder text = new StringBuilder(sentence);
        if (logLines().stream().anyMatch(line -> line.contains(DISK_FULL))) {
            text.append(" No space is left on the disk of ")
                    .append(instance.data())
                    .append("; free some and start again.");
        }
        List<String> errors = lastErrors();
        if (!errors.isEmpty()) {
            text.append(System.lineSeparator()).append("Last errors:");
            errors.forEach(
                    line -> text.append(System.lineSeparator()).append("  ").append(line));
        }
        return new CliException(text.append(System.lineSeparator())
                .append("All of it: ")
                .append(log)
                .toString());
    }

    /** The last lines that tell of errors, or the last lines when none does. */
    private List<String> lastErrors() {
        List<String> lines = logLines();
        List<String> errors = lines.stream()
                .filter(line -> line.contains("ERROR") || line.contains("FATAL") || line.startsWith("Error"))
                .toList();
        List<String> telling = errors.isEmpty() ? lines : errors;
        return telling.subList(Math.max(0, telling.size() - LINES), telling.size());
    }

    private List<String> logLines() {
        try {
            String text = new String(Files.readAllBytes(log), StandardCharsets.UTF_8);
            return COLOURS.matcher(text)
                    .replaceAll("")
                    .lines()
                    .filter(line -> !line.isBlank())
                    .toList();
        } catch (IOException e) {
            return List.of("the log cannot be read: " + e.getMessage());
        }
    }
}
