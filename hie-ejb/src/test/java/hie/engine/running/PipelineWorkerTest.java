package hie.engine.running;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import hie.api.host.Delivery;
import hie.api.message.Message;
import hie.engine.Messages;
import hie.engine.item.ItemStoppingException;
import hie.engine.messaging.Envelopes;
import hie.queue.MessageFeed;
import hie.queue.TakenMessage;
import hie.queue.TakenReference;
import hie.store.message.Hop;
import hie.store.message.HopStatus;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** An operation with several messages under way. */
class PipelineWorkerTest {

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final ItemFixture fixture = new ItemFixture();
    private final List<String> begun = new CopyOnWriteArrayList<>();
    private final List<CompletableFuture<Delivery>> verdicts = new CopyOnWriteArrayList<>();
    private final AtomicReference<Throwable> outcome = new AtomicReference<>();
    private ItemRuntime item;
    private Feed feed;
    private Thread working;

    private static String text(Message message) {
        return new String(message.body().bytes(), StandardCharsets.US_ASCII);
    }

    /** Of two characters the first is its order key. */
    private static Message message(String text) {
        Message adt = Messages.of(text, "text/plain");
        return adt.with(adt.header().sentBy("Router").to("Out", text.length() == 1 ? null : text.substring(0, 1)));
    }

    /** What waits on the queue, as the adapter hands it out. */
    private static final class Feed implements MessageFeed {

        private final List<Message> waiting = new ArrayList<>();
        private final List<TakenMessage> done = new CopyOnWriteArrayList<>();
        private final List<TakenMessage> back = new CopyOnWriteArrayList<>();

        @Override
        public synchronized TakenMessage next(BooleanSupplier enough) {
            while (waiting.isEmpty() && !enough.getAsBoolean()) {
                try {
                    wait();
                } catch (InterruptedException e) {
                    return null;
                }
            }
            return waiting.isEmpty() ? null : take(waiting.removeFirst());
        }

        synchronized void put(Message message) {
            waiting.add(message);
            notifyAll();
        }

        TakenMessage take(Message message) {
            return new TakenReference(Envelopes.reference(message), this);
        }

        @Override
        public synchronized void wake() {
            notifyAll();
        }

        @Override
        public void done(TakenMessage taken) {
            done.add(taken);
        }

        @Override
        public void giveBack(TakenMessage taken) {
            back.add(taken);
        }
    }

    private void work(Map<String, String> settings, String... texts) throws Exception {
        item = fixture.pipeline("Out", settings, message -> {
            CompletableFuture<Delivery> verdict = new CompletableFuture<>();
            verdicts.add(verdict);
            begun.add(text(message));
            return verdict;
        });
        PipelineWorker worker = new PipelineWorker(item);
        feed = new Feed();
        Arrays.stream(texts).skip(1).map(PipelineWorkerTest::message).forEach(feed.waiting::add);
        Message first = message(texts[0]);
        TakenMessage taken = feed.take(first);
        working = Thread.ofPlatform().start(() -> {
            try {
                worker.work(first, taken);
            } catch (Exception e) {
                outcome.set(e);
            }
        });
    }

    private void awaitBegun(String... texts) {
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(begun).containsExactly(texts));
    }

    private List<String> statuses() {
        return fixture.broker.hops().stream()
                .map(Hop::status)
                .map(HopStatus::name)
                .toList();
    }

    private void end() throws Exception {
        assertThat(working.join(PATIENCE)).isTrue();
        if (outcome.get() != null && !(outcome.get() instanceof ItemStoppingException)) {
            throw new AssertionError(outcome.get());
        }
    }

    private static Delivery good() {
        return Delivery.completed(null, "AA");
    }

    @Test
    @Tag("setting:BusinessOperation.PipelineWindow")
    @Tag("setting:QueuedHost.ExecutionMode")
    void shouldHaveAsManyMessagesUnderWayAsTheWindowHolds() throws Exception {
        work(Map.of("PipelineWindow", "3"), "a", "b", "c", "d", "e");

        awaitBegun("a", "b", "c");
        await().until(() -> working.getState() == Thread.State.WAITING);
        verdicts.get(0).complete(good());
        awaitBegun("a", "b", "c", "d");
        verdicts.get(1).complete(good());
        awaitBegun("a", "b", "c", "d", "e");
        verdicts.forEach(verdict -> verdict.complete(good()));
        end();

        assertThat(statuses()).hasSize(5).containsOnly("COMPLETED");
        assertThat(feed.done).hasSize(5);
        assertThat(fixture.broker.consumed()).containsExactlyElementsOf(feed.done);
        assertThat(outcome.get()).isNull();
    }

    @Test
    void shouldStoreOutcomesInTheOrderOfTheQueueWhateverReplyComesFirst() throws Exception {
        work(Map.of(), "a", "b", "c");
        awaitBegun("a", "b", "c");

        verdicts.get(2).complete(good());
        verdicts.get(1).complete(Delivery.suspended(null, "AE"));
        assertThat(fixture.broker.consumed()).isEmpty();
        verdicts.get(0).complete(good());
        end();

        assertThat(statuses()).containsExactly("COMPLETED", "SUSPENDED", "COMPLETED");
        assertThat(fixture.broker.errors())
                .singleElement()
                .satisfies(kept -> assertThat(text(kept)).isEqualTo("b"));
    }

    @Test
    void shouldSendAgainWhatIsNotConfirmedBehindAFailureAndNothingElse() throws Exception {
        work(Map.of("RetryInterval", "0"), "a", "b", "c", "d");
        awaitBegun("a", "b", "c", "d");

        verdicts.get(0).complete(good());
        verdicts.get(2).complete(good());
        verdicts.get(3).completeExceptionally(new java.io.IOException("lost"));
        verdicts.get(1).completeExceptionally(new java.io.IOException("lost"));

        awaitBegun("a", "b", "c", "d", "b");
        await().until(() -> working.getState() == Thread.State.WAITING);
        assertThat(begun).as("nothing leaves before b is settled").hasSize(5);
        verdicts.get(4).complete(good());
        awaitBegun("a", "b", "c", "d", "b", "d");
        verdicts.get(5).complete(good());
        end();

        assertThat(statuses()).containsExactly("COMPLETED", "RETRYING", "COMPLETED", "COMPLETED", "COMPLETED");
        assertThat(fixture.broker.consumed())
                .containsExactlyElementsOf(feed.done)
                .hasSize(4);
    }

    @Test
    void shouldKeepWhatIsConfirmedWhenTheItemStopsAtAFailure() throws Exception {
        work(Map.of("RetryInterval", "3600"), "a", "b", "c");
        awaitBegun("a", "b", "c");

        verdicts.get(1).complete(good());
        verdicts.get(2).complete(Delivery.retry(null, "AR"));
        verdicts.get(0).complete(Delivery.retry(null, "AR"));
        await().until(() -> working.getState() == Thread.State.TIMED_WAITING);
        item.signalStop();
        end();

        assertThat(outcome.get()).isInstanceOf(ItemStoppingException.class);
        assertThat(feed.done).hasSize(1);
        assertThat(statuses()).containsExactly("RETRYING", "COMPLETED");
    }

    @Test
    @Tag("setting:QueuedHost.HoldKeyOnSuspend")
    void shouldHaveWhatComesAfterASuspendedMessageOfItsKeyFollowIt() throws Exception {
        work(Map.of("HoldKeyOnSuspend", "true", "OrderKey", "MSH-10"), "a1", "b1");
        awaitBegun("a1", "b1");

        verdicts.get(0).complete(Delivery.suspended(null, "AE"));
        await().until(() -> feed.done.size() == 1);
        feed.put(message("a2"));
        feed.put(message("c1"));
        awaitBegun("a1", "b1", "c1");
        verdicts.forEach(verdict -> verdict.complete(good()));
        end();

        assertThat(fixture.broker.errors()).extracting(PipelineWorkerTest::text).containsExactly("a1", "a2");
        assertThat(statuses()).containsExactly("SUSPENDED", "SUSPENDED", "COMPLETED", "COMPLETED");
        assertThat(feed.done).hasSize(4);
        assertThat(fixture.broker.consumed()).hasSize(4);
    }

    @Test
    void shouldTryOneMessageByItselfWhileTheBreakerIsNotClosed() throws Exception {
        work(Map.of("RetryInterval", "0", "CircuitBreakerThreshold", "1", "CircuitBreakerDelay", "1"), "a", "b", "c");
        awaitBegun("a", "b", "c");

        verdicts.forEach(verdict -> verdict.complete(Delivery.retry(null, "AR").unanswered()));
        awaitBegun("a", "b", "c", "a");
        await().until(() -> working.getState() == Thread.State.WAITING);
        verdicts.get(3).complete(good());
        awaitBegun("a", "b", "c", "a", "b", "c");
        verdicts.forEach(verdict -> verdict.complete(good()));
        end();

        assertThat(statuses()).containsExactly("RETRYING", "COMPLETED", "COMPLETED", "COMPLETED");
    }

    @Test
    void shouldGoOnWhenTheHostBreaksOnOneMessage() throws Exception {
        work(Map.of(), "a", "b");
        awaitBegun("a", "b");

        verdicts.get(0).completeExceptionally(new IllegalArgumentException("unexpected"));
        verdicts.get(1).complete(good());
        end();

        assertThat(statuses()).containsExactly("ERROR", "COMPLETED");
    }

    @Test
    void shouldNotBeginWhenTheItemIsStopping() throws Exception {
        item = fixture.pipeline("Out", Map.of(), message -> new CompletableFuture<>());
        PipelineWorker worker = new PipelineWorker(item);
        item.signalStop();

        assertThatExceptionOfType(ItemStoppingException.class)
                .isThrownBy(() -> worker.work(message("a"), FakeBroker.taken()));
    }
}
