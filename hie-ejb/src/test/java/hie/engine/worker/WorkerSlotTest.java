package hie.engine.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import hie.engine.item.ItemKey;
import hie.engine.item.RestartPolicy;
import hie.engine.item.WorkerStatus;
import hie.engine.metrics.ItemProgress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** The supervision of real processes, whose programs are scripts. */
@EnabledOnOs({OS.LINUX, OS.MAC})
class WorkerSlotTest {

    private static final ItemKey ITEM = new ItemKey("default", "hospital", "Router");
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Duration MOMENT = Duration.ofMillis(1);
    private static final String READY = "echo '" + report(Report.Kind.READY, "", 0) + "'; ";
    private static final String UNTIL_END_OF_INPUT = "cat > /dev/null";

    @TempDir
    Path base;

    private final List<Report> heard = new CopyOnWriteArrayList<>();
    private WorkerSlot slot;
    private Thread thread;

    private static String report(Report.Kind kind, String text, int worked) {
        return Report.of(kind, text, new ItemProgress(worked, 0, 0, 0, worked, worked, 0, 0, false))
                .write();
    }

    private void run(String script, RestartPolicy policy) {
        slot = new WorkerSlot(
                ITEM,
                1,
                policy,
                () -> WorkerProcess.start(
                        ITEM, 1, new ProcessBuilder("sh", "-c", script), base, "what is to be done", heard::add));
        thread = Thread.ofVirtual().start(slot);
    }

    private static RestartPolicy most(int restarts) {
        return new RestartPolicy(restarts, MOMENT);
    }

    @AfterEach
    void end() throws InterruptedException {
        slot.askToEnd();
        slot.awaitEnd(PATIENCE);
        thread.join();
    }

    private void awaitState(WorkerStatus.State state) {
        await().atMost(PATIENCE).until(() -> slot.status().state(), state::equals);
    }

    @Test
    void shouldStartTheNextProcessWhenOneIsKilled() {
        run(READY + UNTIL_END_OF_INPUT, most(3));
        slot.firstReady().join();
        awaitState(WorkerStatus.State.RUNNING);
        long first = slot.status().pid();

        ProcessHandle.of(first).orElseThrow().destroyForcibly();

        await().atMost(PATIENCE).until(() -> slot.status().restarts(), restarts -> restarts == 1);
        awaitState(WorkerStatus.State.RUNNING);
        assertThat(slot.status().pid()).isNotZero().isNotEqualTo(first);
        assertThat(ProcessHandle.of(slot.status().pid())).isPresent();
    }

    @Test
    void shouldLeaveItAloneAfterSoManyProcessesThatDidNothing() {
        run(READY + "exit 3", most(2));

        awaitState(WorkerStatus.State.LEFT_ALONE);

        assertThat(slot.status().restarts()).isEqualTo(2);
        assertThat(slot.isLeftAlone()).isTrue();
        assertThat(slot.status().pid()).isZero();
    }

    @Test
    void shouldBeginToCountAnewAfterAProcessThatDidSomething() {
        run(READY + "echo '" + report(Report.Kind.PROGRESS, "", 1) + "'; exit 3", most(1));

        await().atMost(PATIENCE).until(() -> slot.status().restarts(), restarts -> restarts > 3);
    }

    @Test
    void shouldSayWhyTheFirstProcessDidNotGetReady() {
        run("echo '" + report(Report.Kind.FAILED, "no such class", 0) + "'; exit 1", most(5));

        assertThatThrownBy(() -> slot.firstReady().join()).hasMessageContaining("exit code 1, no such class");
        assertThat(slot.status().restarts()).isZero();
    }

    @Test
    void shouldEndTheProcessByEndingItsInput() throws Exception {
        run(READY + UNTIL_END_OF_INPUT, most(5));
        slot.firstReady().join();
        long pid = slot.status().pid();

        slot.askToEnd();
        slot.awaitEnd(PATIENCE);

        assertThat(ProcessHandle.of(pid)).isEmpty();
        assertThat(slot.status().restarts()).isZero();
    }

    @Test
    void shouldDestroyAProcessThatDoesNotEnd() throws Exception {
        run(READY + "exec sleep 600", most(5));
        slot.firstReady().join();
        long pid = slot.status().pid();

        slot.askToEnd();
        slot.awaitEnd(MOMENT);

        assertThat(ProcessHandle.of(pid)).isEmpty();
    }

    @Test
    void shouldTellAProcessWhatIsToBeDoneAndHearWhatItHasDone() {
        run(
                "read order; test \"$order\" = 'what is to be done' || exit 1; " + READY + "echo '"
                        + report(Report.Kind.PROGRESS, "", 7) + "'; " + UNTIL_END_OF_INPUT,
                most(0));

        await().atMost(PATIENCE).until(() -> slot.status().processed(), processed -> processed == 7);
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(heard)
                        .extracting(Report::kind)
                        .containsExactly(Report.Kind.READY, Report.Kind.PROGRESS));
    }
}
