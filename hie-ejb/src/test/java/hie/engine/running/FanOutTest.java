package hie.engine.running;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import hie.api.host.Call;
import hie.api.host.CallOutcome;
import hie.api.host.Delivery;
import hie.api.host.Gathering;
import hie.api.message.Message;
import hie.engine.Messages;
import hie.store.message.Hop;
import hie.store.message.HopStatus;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A process that asks several at once, and topics. */
class FanOutTest {

    private static final Duration LONG = Duration.ofSeconds(30);

    private final ItemFixture fixture = new ItemFixture();
    private final List<List<CallOutcome>> gathered = new ArrayList<>();

    private static String queue(String item) {
        return ItemFixture.key(item).queueName();
    }

    private static Message addressed(String target) {
        Message adt = Messages.adt();
        return adt.with(adt.header().sentBy("In").to(target, null));
    }

    private static Delivery says(String text) {
        return Delivery.completed(text.getBytes(StandardCharsets.US_ASCII), "AA");
    }

    /** The operation works on what has come for it, and its replies reach their callers. */
    private void settle(ItemRuntime operation) throws Exception {
        new OperationWorker(operation)
                .work(fixture.broker.on(operation.key().queueName()).getLast(), FakeBroker.taken());
        fixture.items.calls().arrived(fixture.broker.on(Calls.replyQueue()).getLast());
    }

    private List<Hop> hopsTo(String item) {
        return fixture.broker.hops().stream()
                .filter(hop -> hop.item().equals(item))
                .toList();
    }

    private static String text(CallOutcome outcome) {
        return outcome.target() + ": "
                + outcome.reply()
                        .map(reply -> new String(reply.body().bytes(), StandardCharsets.US_ASCII))
                        .orElseGet(() -> outcome.failure().orElseThrow().getMessage());
    }

    @Test
    void shouldSendToAllAtOnceAndGatherWhatEachReplies() throws Exception {
        ItemRuntime a = fixture.operation("A", Map.of(), message -> says("from A"));
        ItemRuntime b = fixture.operation("B", Map.of(), message -> says("from B"));
        ItemRuntime c = fixture.operation("C", Map.of(), message -> Delivery.suspended(null, "C refuses"));
        ItemRuntime caller = fixture.process(
                "Caller",
                Map.of(),
                (message, outbox) -> {
                    Gathering calls = outbox.callAll(List.of(
                            new Call("A", message),
                            new Call("B", message.derive("Caller", new byte[] {7})),
                            new Call("C", message)));
                    assertThat(List.of("A", "B", "C"))
                            .as("all have left before anybody replies")
                            .allSatisfy(target ->
                                    assertThat(fixture.broker.on(queue(target))).hasSize(1));
                    settle(c);
                    settle(b);
                    settle(a);
                    gathered.add(calls.gather(LONG));
                },
                "A",
                "B",
                "C");
        Message message = addressed("Caller");

        new ProcessWorker(caller).work(message, FakeBroker.taken());

        assertThat(gathered.get(0))
                .extracting(FanOutTest::text)
                .containsExactly("A: from A", "B: from B", "C: C refuses");
        assertThat(gathered.get(0).get(2).failure().orElseThrow().isAnswered()).isTrue();
        assertThat(fixture.broker.on(queue("A")).get(0).body().bytes())
                .isEqualTo(message.body().bytes());
        assertThat(fixture.broker.on(queue("B")).get(0).body().bytes()).containsExactly(7);
        assertThat(hopsTo("Caller"))
                .filteredOn(hop -> hop.status() == HopStatus.COMPLETED)
                .as("three replies and the message itself")
                .hasSize(4);
    }

    @Test
    void shouldShowWhatHasComeWhenTheTimeIsOverAndTheRestLater() throws Exception {
        ItemRuntime quick = fixture.operation("Quick", Map.of(), message -> says("here"));
        ItemRuntime slow = fixture.operation("Slow", Map.of(), message -> says("at last"));
        ItemRuntime caller = fixture.process(
                "Caller",
                Map.of(),
                (message, outbox) -> {
                    Gathering calls = outbox.callAll(List.of(new Call("Slow", message), new Call("Quick", message)));
                    settle(quick);
                    gathered.add(calls.gather(Duration.ofMillis(50)));
                    settle(slow);
                    gathered.add(calls.gather(Duration.ZERO));
                },
                "Quick",
                "Slow");

        new ProcessWorker(caller).work(addressed("Caller"), FakeBroker.taken());

        assertThat(gathered.get(0))
                .extracting(FanOutTest::text)
                .containsExactly("Slow: no reply from Slow within 0.05 s", "Quick: here");
        assertThat(gathered.get(0).get(0).failure().orElseThrow().isAnswered()).isFalse();
        assertThat(gathered.get(1)).extracting(FanOutTest::text).containsExactly("Slow: at last", "Quick: here");
    }

    @Test
    void shouldKeepRepliesInTheTraceThatNobodyGathers() throws Exception {
        ItemRuntime early = fixture.operation("Early", Map.of(), message -> says("before the end"));
        ItemRuntime late = fixture.operation("Late", Map.of(), message -> says("after the end"));
        ItemRuntime caller = fixture.process(
                "Caller",
                Map.of(),
                (message, outbox) -> {
                    outbox.callAll(List.of(new Call("Early", message), new Call("Late", message)));
                    settle(early);
                },
                "Early",
                "Late");

        new ProcessWorker(caller).work(addressed("Caller"), FakeBroker.taken());
        settle(late);

        assertThat(hopsTo("Caller"))
                .filteredOn(hop -> hop.status() == HopStatus.DISCARDED)
                .extracting(Hop::from)
                .containsExactly("Early", "Late");
    }

    @Test
    void shouldLetNothingLeaveWhenOneTargetIsNotConnected() throws Exception {
        ItemRuntime caller = fixture.process(
                "Caller",
                Map.of(),
                (message, outbox) -> outbox.callAll(List.of(new Call("A", message), new Call("Nobody", message))),
                "A");

        new ProcessWorker(caller).work(addressed("Caller"), FakeBroker.taken());

        assertThat(fixture.broker.on(queue("A"))).isEmpty();
        assertThat(hopsTo("Caller").get(0).detail()).contains("has no connection to 'Nobody'");
    }

    @Test
    void shouldTellACallerThatItsMessageExpired() throws Exception {
        ItemRuntime operation = fixture.operation("Out", Map.of(), message -> says("too late"));
        ItemRuntime process = fixture.process("Router", Map.of(), (message, outbox) -> outbox.reply(new byte[0]));
        CompletableFuture<List<String>> told = new CompletableFuture<>();
        ItemRuntime caller = fixture.process(
                "Caller",
                Map.of(),
                (message, outbox) -> {
                    Message mortal = message.with(message.header().withTimeToLive(Duration.ofMillis(1)));
                    Gathering calls = outbox.callAll(List.of(new Call("Out", mortal), new Call("Router", mortal)));
                    Message request = fixture.broker.on(queue("Out")).get(0);
                    await().until(() -> Expiry.isOver(request));
                    settle(operation);
                    new ProcessWorker(process)
                            .work(fixture.broker.on(queue("Router")).get(0), FakeBroker.taken());
                    fixture.items
                            .calls()
                            .arrived(fixture.broker.on(Calls.replyQueue()).getLast());
                    told.complete(
                            calls.gather(LONG).stream().map(FanOutTest::text).toList());
                },
                "Out",
                "Router");

        new ProcessWorker(caller).work(addressed("Caller"), FakeBroker.taken());

        assertThat(told)
                .isCompletedWithValue(List.of(
                        "Out: not delivered in its time to live of 1 ms",
                        "Router: not delivered in its time to live of 1 ms"));
    }

    @Test
    @Tag("setting:QueuedHost.Topics")
    void shouldGiveEachSubscriberACopyOfItsOwnAndNobodyElse() throws Exception {
        fixture.operation("Ward", Map.of("Topics", "Other, Admissions"), message -> says(""));
        fixture.process("Watch", Map.of("Topics", "Admissions"), (message, outbox) -> {});
        fixture.process("Deaf", Map.of("Topics", "Other"), (message, outbox) -> {});
        ItemRuntime stopped = fixture.process("Stopped", Map.of("Topics", "Admissions"), (message, outbox) -> {});
        fixture.items.close(stopped);
        ItemRuntime publisher = fixture.process(
                "Publisher",
                Map.of("Topics", "Admissions"),
                (message, outbox) -> outbox.publish("Admissions", message));
        Message message = addressed("Publisher");

        new ProcessWorker(publisher).work(message, FakeBroker.taken());

        assertThat(List.of("Ward", "Watch", "Stopped"))
                .allSatisfy(subscriber -> assertThat(fixture.broker.on(queue(subscriber)))
                        .singleElement()
                        .satisfies(event -> {
                            assertThat(event.header().target()).isEqualTo(subscriber);
                            assertThat(event.header().property("Topic")).contains("Admissions");
                            assertThat(event.header().causation())
                                    .isEqualTo(message.header().id());
                            assertThat(event.body().bytes())
                                    .isEqualTo(message.body().bytes());
                        }));
        assertThat(fixture.broker.on(queue("Deaf"))).isEmpty();
        assertThat(fixture.broker.on(queue("Publisher")))
                .as("not its own event")
                .isEmpty();
        assertThat(hopsTo("Publisher").get(0).detail()).isEqualTo("published to Admissions");
    }

    @Test
    void shouldReplyToACallerItselfAndNotThroughWhatItPublishes() throws Exception {
        ItemRuntime subscriber = fixture.operation("Ward", Map.of("Topics", "T"), message -> says("not asked"));
        ItemRuntime publisher =
                fixture.process("Publisher", Map.of(), (message, outbox) -> outbox.publish("T", message));
        CompletableFuture<String> told = new CompletableFuture<>();
        ItemRuntime caller = fixture.process(
                "Caller",
                Map.of(),
                (message, outbox) -> {
                    Gathering calls = outbox.callAll(List.of(new Call("Publisher", message)));
                    new ProcessWorker(publisher)
                            .work(fixture.broker.on(queue("Publisher")).get(0), FakeBroker.taken());
                    fixture.items
                            .calls()
                            .arrived(fixture.broker.on(Calls.replyQueue()).getLast());
                    told.complete(text(calls.gather(LONG).get(0)));
                },
                "Publisher");

        new ProcessWorker(caller).work(addressed("Caller"), FakeBroker.taken());
        new OperationWorker(subscriber).work(fixture.broker.on(queue("Ward")).get(0), FakeBroker.taken());

        assertThat(told).isCompletedWithValue("Publisher: ");
        assertThat(fixture.broker.on(Calls.replyQueue())).hasSize(1);
    }

    @Test
    void shouldRefuseWhatIsNoTopic() throws Exception {
        ItemRuntime publisher =
                fixture.process("Publisher", Map.of(), (message, outbox) -> outbox.publish("a b", message));

        new ProcessWorker(publisher).work(addressed("Publisher"), FakeBroker.taken());

        assertThat(hopsTo("Publisher").get(0).detail()).isEqualTo("'a b' cannot be the name of a topic");
        assertThat(hie.api.host.Topics.parse("a, b.c ,ä-1")).containsExactly("a", "b.c", "ä-1");
        assertThat(new hie.api.host.Topics().fault("a,,b"))
                .hasValueSatisfying(fault -> assertThat(fault).contains("'' is no name of a topic"));
    }
}
