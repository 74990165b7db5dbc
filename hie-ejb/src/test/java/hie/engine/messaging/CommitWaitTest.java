package hie.engine.messaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.jms.JMSException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.activemq.artemis.core.persistence.impl.journal.OperationContextImpl;
import org.junit.jupiter.api.Test;

class CommitWaitTest {

    private final CommitWait wait = new CommitWait();
    private final OperationContextImpl context = new OperationContextImpl(wait);

    @Test
    void shouldReturnAtOnceWhenEverythingIsOnDisk() throws JMSException {
        wait.await(context);
    }

    @Test
    void shouldDoTheBrokersWorkInTheWaitingThread() throws Exception {
        AtomicReference<Thread> worker = new AtomicReference<>();
        context.storeLineUp();
        context.executeOnCompletion(new org.apache.activemq.artemis.core.io.IOCallback() {
            @Override
            public void done() {
                worker.set(Thread.currentThread());
            }

            @Override
            public void onError(int code, String message) {
                throw new AssertionError(message);
            }
        });
        CompletableFuture<Void> disk = CompletableFuture.runAsync(context::done);

        wait.await(context);
        disk.join();

        assertThat(worker.get()).isSameAs(Thread.currentThread());
    }

    @Test
    void shouldReportADiskThatDoesNotAnswer() {
        context.storeLineUp();
        AtomicBoolean isOver = new AtomicBoolean();
        CompletableFuture<Void> watchdog = CompletableFuture.runAsync(() -> {
            while (!isOver.get()) {
                wait.expire(Duration.ofHours(1));
                wait.expire(Duration.ZERO);
            }
        });

        assertThatThrownBy(() -> wait.await(context))
                .isInstanceOf(JMSException.class)
                .hasMessageContaining("did not answer");
        isOver.set(true);
        watchdog.join();
    }

    @Test
    void shouldWaitOnWhileTheDiskIsNotOverdue() throws JMSException {
        context.storeLineUp();
        CompletableFuture<Void> disk = CompletableFuture.runAsync(() -> {
            wait.expire(Duration.ofHours(1));
            context.done();
        });

        wait.await(context);
        disk.join();
    }

    @Test
    void shouldReportADiskThatFails() {
        context.storeLineUp();
        CompletableFuture<Void> disk = CompletableFuture.runAsync(() -> context.onError(1, "no space left"));

        assertThatThrownBy(() -> wait.await(context))
                .isInstanceOf(JMSException.class)
                .hasMessageContaining("no space left");
        disk.join();
    }

    @Test
    void shouldKeepAnInterruptionForLater() throws Exception {
        context.storeLineUp();
        Thread waiting = Thread.currentThread();
        waiting.interrupt();
        CompletableFuture<Void> disk = CompletableFuture.runAsync(context::done);

        wait.await(context);
        disk.join();

        assertThat(Thread.interrupted()).isTrue();
    }

    @Test
    void shouldLoseNoWorkWhenNobodyWaitsAnyMore() {
        AtomicReference<String> done = new AtomicReference<>("");
        wait.execute(() -> done.set(done.get() + "early "));
        wait.abandon();
        wait.execute(() -> done.set(done.get() + "late"));

        assertThat(done.get()).isEqualTo("early late");
    }
}
