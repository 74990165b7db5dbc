package hie.engine.running;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import hie.api.host.CallFailedException;
import hie.api.host.Delivery;
import hie.api.message.Message;
import hie.engine.Messages;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Calls over a broker in memory; a thread does what the workers and the reply consumer would do. */
class CallsTest extends CallingItems {

    /** As {@link #run}, each worker on a thread of its own: one may wait for another. */
    private void runEachByItself() {
        for (QueueWorker worker : workers) {
            repeat(() -> {
                for (Message message : fresh(worker.item().key().queueName())) {
                    worker.work(message, FakeBroker.taken());
                }
                return null;
            });
        }
        repeat(() -> {
            deliverReplies();
            return null;
        });
    }

    private void repeat(Callable<Void> work) {
        Thread.startVirtualThread(() -> {
            while (!ended) {
                try {
                    work.call();
                    fixture.broker.committing.tryAcquire(MILLIS_TO_LOOK_AGAIN, TimeUnit.MILLISECONDS);
                } catch (Exception e) {
                    throw new IllegalStateException(e);
                }
            }
        });
    }

    @Test
    void shouldLetAnOperationCallAnItemAndAnswerItsOwnCaller() throws Exception {
        work(fixture.operation("Terms", Map.of(), message -> Delivery.completed(bytes("code 7"), "")));
        work(fixture.sending(
                "Out",
                Map.of(),
                (message, outbox) -> {
                    outbox.send("Copy", message);
                    return Delivery.completed(
                            outbox.call("Terms", message, LONG).body().bytes(), "");
                },
                "Terms",
                "Copy"));
        fixture.operation("Copy", Map.of(), message -> Delivery.completed(null, ""));
        ServiceWorker service = http(Map.of("ReplyTarget", "Out"), "Out");
        runEachByItself();

        ServiceWorker.Outcome outcome = service.receive(Messages.of("{}", "application/json"));

        assertThat(text(outcome.reply())).isEqualTo("code 7");
        await().until(() -> fixture.broker.on(queue("Copy")).size() == 1);
        assertThat(fixture.broker.on(queue("Copy")).get(0).header().properties())
                .as("nobody waits for an answer of what is sent on")
                .doesNotContainKey(Calls.REPLY_TO);
    }

    @Test
    void shouldTellACallerAtOnceThatAProcessFailed() throws Exception {
        work(fixture.process("Router", Map.of(), (message, outbox) -> {
            throw new IllegalStateException("no rule holds");
        }));
        fixture.inline("Inline", (message, outbox) -> {
            throw new IllegalStateException("none here");
        });
        CompletableFuture<String> told = new CompletableFuture<>();
        CompletableFuture<String> toldInline = new CompletableFuture<>();
        ItemRuntime caller = fixture.process(
                "Caller",
                Map.of(),
                (message, outbox) -> {
                    told.complete(failure(outbox, "Router", message));
                    toldInline.complete(failure(outbox, "Inline", message));
                },
                "Router",
                "Inline");
        run();

        new ProcessWorker(caller).work(addressed("Caller"), FakeBroker.taken());

        assertThat(told).isCompletedWithValue("no rule holds");
        assertThat(toldInline).isCompletedWithValue("none here");
        assertThat(fixture.broker.errors()).hasSize(2);
    }

    private static String failure(hie.api.host.Outbox outbox, String target, Message message) throws Exception {
        try {
            return "replied: " + outbox.call(target, message, LONG);
        } catch (CallFailedException e) {
            assertThat(e.isAnswered()).isTrue();
            return e.getMessage();
        }
    }

    private static Message addressed(String target) {
        Message adt = Messages.adt();
        return adt.with(adt.header().sentBy("In").to(target, null));
    }

    @Test
    void shouldLetTheMessageLeaveEvenIfTheCallersWorkIsUndone() throws Exception {
        ItemRuntime caller = fixture.process(
                "Caller",
                Map.of(),
                (message, outbox) -> {
                    outbox.send("Other", message);
                    outbox.call("Out", message, SHORT);
                },
                "Out",
                "Other");
        Message message = addressed("Caller");

        new ProcessWorker(caller).work(message, FakeBroker.taken());

        assertThat(fixture.broker.on(queue("Other"))).isEmpty();
        assertThat(fixture.broker.errors()).hasSize(1);
        assertThat(fixture.broker.on(queue("Out"))).singleElement().satisfies(sent -> {
            assertThat(sent.header().causation()).isEqualTo(message.header().id());
            assertThat(sent.body().bytes()).isEqualTo(message.body().bytes());
        });
        assertThat(fixture.broker.traces().get(0).messages()).hasSize(1);
    }

    @Test
    void shouldGiveUpWhenTheCallersItemStops() throws Exception {
        CompletableFuture<Throwable> end = new CompletableFuture<>();
        ItemRuntime caller = fixture.process(
                "Caller",
                Map.of(),
                (message, outbox) -> {
                    try {
                        outbox.call("Out", message, LONG);
                    } catch (CallFailedException e) {
                        end.complete(e);
                    }
                },
                "Out");
        Message message = addressed("Caller");
        ProcessWorker worker = new ProcessWorker(caller);
        Thread.startVirtualThread(() -> {
            try {
                worker.work(message, FakeBroker.taken());
            } catch (Exception e) {
                end.complete(e);
            }
        });
        await().until(() -> !fixture.broker.on(queue("Out")).isEmpty());

        caller.signalStop();

        assertThat(end.get(10, java.util.concurrent.TimeUnit.SECONDS))
                .isInstanceOf(CallFailedException.class)
                .hasMessage("the item stops before Out replies");
    }

    @Test
    void shouldRefuseACallWithoutAConnection() throws Exception {
        ItemRuntime caller =
                fixture.process("Caller", Map.of(), (message, outbox) -> outbox.call("Out", message, LONG));

        new ProcessWorker(caller).work(addressed("Caller"), FakeBroker.taken());

        assertThat(fixture.broker.hops())
                .singleElement()
                .satisfies(hop -> assertThat(hop.detail()).contains("has no connection to 'Out'"));
    }

    @Test
    void shouldAnswerNobodyWhereNobodyWaits() throws Exception {
        ItemRuntime out = fixture.operation("Out", Map.of(), message -> Delivery.completed(bytes("MSA|AA"), "AA"));

        new OperationWorker(out).work(addressed("Out"), FakeBroker.taken());

        assertThat(fixture.broker.on(Calls.replyQueue())).isEmpty();
    }
}
