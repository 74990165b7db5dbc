package hie.engine.running;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import hie.api.host.CallFailedException;
import hie.api.message.Message;
import hie.engine.Messages;
import hie.engine.item.HostStartException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** How long a caller waits, by a clock that the test moves. */
class CallTimeoutTest {

    private static final Duration TIMEOUT = Duration.ofMinutes(5);
    private static final long LOOKS = 3;

    private final ItemFixture fixture = new ItemFixture();
    private final AtomicLong now = new AtomicLong();
    private final AtomicLong looks = new AtomicLong();
    private final CompletableFuture<Throwable> told = new CompletableFuture<>();

    private void call() throws HostStartException {
        fixture.nanoTime = () -> {
            looks.incrementAndGet();
            return now.get();
        };
        ItemRuntime caller = fixture.process(
                "Caller",
                Map.of(),
                (message, outbox) -> {
                    try {
                        outbox.call("Out", message, TIMEOUT);
                    } catch (CallFailedException e) {
                        told.complete(e);
                    }
                },
                "Out");
        Message adt = Messages.adt();
        Message message = adt.with(adt.header().sentBy("In").to("Caller", null));
        ProcessWorker worker = new ProcessWorker(caller);
        Thread.startVirtualThread(() -> {
            try {
                worker.work(message, FakeBroker.taken());
            } catch (Exception e) {
                told.completeExceptionally(e);
            }
        });
        awaitLooks();
    }

    private void awaitLooks() {
        long before = looks.get();
        await().until(() -> looks.get() >= before + LOOKS);
    }

    @Test
    void shouldWaitForAReplyUntilItsTimeIsOverAndNoLonger() throws Exception {
        call();

        now.addAndGet(TIMEOUT.toNanos() - 1);
        awaitLooks();
        assertThat(told).isNotDone();
        now.addAndGet(1);

        await().until(told::isDone);
        assertThat(told.get()).isInstanceOf(CallFailedException.class).hasMessage("no reply from Out within 300.0 s");
        await().until(() -> fixture.items.calls().waiting() == 0);
    }
}
