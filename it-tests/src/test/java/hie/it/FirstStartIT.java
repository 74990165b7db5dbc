package hie.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The first start, in which the first user is made. */
@ExtendWith(CountedPassed.class)
class FirstStartIT {

    private static final int IMPATIENT_CLIENTS = 4;
    private static final int FAILURES_THAT_LOCK_OUT = 10;

    /** How long there is no user yet is nothing that the test can say: it starts anew when that was too short to try anything. */
    private static final int STARTS = 5;

    private static final Duration PAUSE = Duration.ofMillis(20);

    private final Map<Integer, LongAdder> answers = new ConcurrentHashMap<>();
    private volatile boolean stopped;

    /** The server locks out whoever fails to sign in ten times: asking before there is a user must not count. */
    @Test
    void shouldNotRefuseTheAdministratorBecauseHeWasImpatient() throws Exception {
        for (int start = 0; start < STARTS && answers(503) <= FAILURES_THAT_LOCK_OUT; start++) {
            answers.clear();
            startWithImpatientClients();
        }

        assertThat(answers(503)).as("answers before there was a user").isGreaterThan(FAILURES_THAT_LOCK_OUT);
        Path output = Path.of(System.getProperty("hie.it.directory", "target/it"), "first-start-script.log");
        assertThat(output).content().contains("HIE runs").doesNotContain("refused the user");
    }

    private void startWithImpatientClients() {
        HieServer server = HieServer.unstarted("first-start");
        stopped = false;
        try (server;
                ExecutorService clients = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < IMPATIENT_CLIENTS; i++) {
                clients.submit(() -> ask(server));
            }
            try {
                server.startAgain();
            } finally {
                stopped = true;
            }

            assertThat(server.rest().send("GET", "/status", null).status()).isEqualTo(200);
            assertThat(answers(401)).isZero();
        }
    }

    private long answers(int status) {
        return answers.getOrDefault(status, new LongAdder()).sum();
    }

    private void ask(HieServer server) {
        while (!stopped) {
            try {
                int status = new Rest(server.port(8080), "admin", password(server))
                        .send("GET", "/status", null)
                        .status();
                answers.computeIfAbsent(status, key -> new LongAdder()).increment();
            } catch (RuntimeException | IOException notYet) {
                answers.computeIfAbsent(0, key -> new LongAdder()).increment();
            }
            LockSupport.parkNanos(PAUSE.toNanos());
        }
    }

    /** As the file has it; nothing good as long as it is not there, or not whole. */
    private static String password(HieServer server) throws IOException {
        Path file = server.data().resolve("initial-admin-password");
        return Files.exists(file) ? Files.readString(file).strip() : "not known yet";
    }
}
