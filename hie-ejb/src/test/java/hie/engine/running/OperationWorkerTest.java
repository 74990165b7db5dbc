package hie.engine.running;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import hie.api.host.Delivery;
import hie.api.host.DeliveryFailedException;
import hie.api.message.Message;
import hie.engine.Messages;
import hie.engine.item.BreakerState;
import hie.engine.item.HostStartException;
import hie.engine.item.ItemStoppingException;
import hie.store.message.Attempt;
import hie.store.message.Hop;
import hie.store.message.HopStatus;
import jakarta.jms.JMSException;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class OperationWorkerTest {

    private static final byte[] REPLY = {9};

    private final ItemFixture fixture = new ItemFixture();
    private final Message message = addressed();
    private final Deque<ItemFixture.Operation> script = new ArrayDeque<>();

    private static Message addressed() {
        Message adt = Messages.adt();
        return adt.with(adt.header().sentBy("Router").to("Out", null));
    }

    private OperationWorker worker(String retryInterval, String failureTimeout, ItemFixture.Operation... steps)
            throws HostStartException {
        script.addAll(List.of(steps));
        return new OperationWorker(fixture.operation(
                "Out",
                Map.of("RetryInterval", retryInterval, "FailureTimeout", failureTimeout),
                m -> script.remove().deliver(m)));
    }

    @Test
    void shouldRecordADeliveryWithItsReply() throws Exception {
        OperationWorker worker = worker("0", "-1", m -> Delivery.completed(REPLY, "AA"));

        worker.work(message, FakeBroker.taken());

        assertThat(fixture.broker.consumed()).hasSize(1);
        assertThat(fixture.broker.hops()).singleElement().satisfies(hop -> {
            assertThat(hop.status()).isEqualTo(HopStatus.COMPLETED);
            assertThat(hop.from()).isEqualTo("Router");
            assertThat(hop.item()).isEqualTo("Out");
            assertThat(hop.detail()).isEqualTo("AA");
            assertThat(hop.attempts()).isEqualTo(1);
            assertThat(hop.reply()).isEqualTo(REPLY);
        });
        assertThat(fixture.broker.errors()).isEmpty();
        assertThat(worker.item().counters().snapshot().out()).isEqualTo(1);
    }

    @Test
    void shouldTryAgainInPlaceUntilItIsDelivered() throws Exception {
        OperationWorker worker = worker(
                "0",
                "-1",
                m -> {
                    throw new IOException("refused\nsecret");
                },
                m -> Delivery.retry(REPLY, "AR"),
                m -> Delivery.completed(null, "AA"));

        worker.work(message, FakeBroker.taken());

        assertThat(fixture.broker.hops())
                .extracting(Hop::status)
                .containsExactly(HopStatus.RETRYING, HopStatus.RETRYING, HopStatus.COMPLETED);
        assertThat(fixture.broker.attempts()).extracting(Attempt::number).containsExactly(1, 2);
        assertThat(fixture.broker.attempts()).extracting(Attempt::detail).containsExactly("refused", "AR");
        assertThat(fixture.broker.hops().get(2).attempts()).isEqualTo(3);
        assertThat(fixture.broker.errors()).isEmpty();
        assertThat(worker.item().counters().snapshot().retries()).isEqualTo(2);
    }

    @Test
    @Tag("setting:BusinessOperation.RetryInterval")
    void shouldWaitForTheRetryIntervalBeforeItTriesAgain() throws Exception {
        CountDownLatch tried = new CountDownLatch(1);
        OperationWorker worker = worker("3600", "-1", m -> {
            tried.countDown();
            return Delivery.retry(null, "AR");
        });
        Thread working = Thread.ofPlatform()
                .start(() -> assertThatExceptionOfType(ItemStoppingException.class)
                        .isThrownBy(() -> worker.work(message, FakeBroker.taken())));

        tried.await();
        await().until(() -> working.getState() == Thread.State.TIMED_WAITING);
        worker.item().signalStop();
        working.join();

        assertThat(fixture.broker.attempts()).hasSize(1);
    }

    @Test
    @Tag("setting:BusinessOperation.FailureTimeout")
    void shouldGiveUpAfterTheFailureTimeout() throws Exception {
        OperationWorker worker = worker("0", "0", m -> Delivery.retry(null, "AR"));

        worker.work(message, FakeBroker.taken());

        assertThat(fixture.broker.hops()).singleElement().satisfies(hop -> {
            assertThat(hop.status()).isEqualTo(HopStatus.SUSPENDED);
            assertThat(hop.detail()).isEqualTo("given up after 1 attempts: AR");
        });
        assertThat(fixture.broker.errors())
                .singleElement()
                .satisfies(kept ->
                        assertThat(kept.body().bytes()).isEqualTo(message.body().bytes()));
    }

    @Test
    void shouldPutASuspendedMessageOnTheErrorQueueAndGoOn() throws Exception {
        OperationWorker worker =
                worker("0", "-1", m -> Delivery.suspended(REPLY, "AE"), m -> Delivery.completed(null, "AA"));

        worker.work(message, FakeBroker.taken());
        worker.work(addressed(), FakeBroker.taken());

        assertThat(fixture.broker.hops())
                .extracting(Hop::status)
                .containsExactly(HopStatus.SUSPENDED, HopStatus.COMPLETED);
        assertThat(fixture.broker.errors())
                .extracting(kept -> kept.header().id())
                .containsExactly(message.header().id());
        assertThat(worker.item().counters().snapshot().errors()).isEqualTo(1);
    }

    @Test
    void shouldPutAMessageOnTheErrorQueueOnWhichTheHostBreaks() throws Exception {
        OperationWorker worker = worker("0", "-1", m -> {
            throw new IllegalArgumentException("unexpected");
        });

        worker.work(message, FakeBroker.taken());

        assertThat(fixture.broker.hops()).singleElement().satisfies(hop -> {
            assertThat(hop.status()).isEqualTo(HopStatus.ERROR);
            assertThat(hop.detail()).isEqualTo("unexpected");
        });
        assertThat(fixture.broker.errors()).hasSize(1);
    }

    @Test
    void shouldGiveTheMessageBackWhenTheItemStopsBetweenTwoAttempts() throws Exception {
        CountDownLatch tried = new CountDownLatch(1);
        OperationWorker worker = worker("86400", "-1", m -> {
            tried.countDown();
            return Delivery.retry(null, "AR");
        });
        AtomicReference<Throwable> outcome = new AtomicReference<>();

        Thread working = Thread.ofVirtual().start(() -> {
            try {
                worker.work(message, FakeBroker.taken());
            } catch (JMSException | RuntimeException e) {
                outcome.set(e);
            }
        });
        assertThat(tried.await(10, TimeUnit.SECONDS)).isTrue();
        worker.item().signalStop();

        assertThat(working.join(java.time.Duration.ofSeconds(10))).isTrue();
        assertThat(outcome.get()).isInstanceOf(ItemStoppingException.class);
        assertThat(fixture.broker.errors()).isEmpty();
        assertThat(fixture.broker.hops()).extracting(Hop::status).containsExactly(HopStatus.RETRYING);
    }

    @Test
    void shouldNotBeginWhenTheItemIsStopping() throws Exception {
        OperationWorker worker = worker("0", "-1");
        worker.item().signalStop();

        assertThatExceptionOfType(ItemStoppingException.class)
                .isThrownBy(() -> worker.work(message, FakeBroker.taken()));
        assertThat(fixture.broker.commits()).isZero();
    }

    @Test
    void shouldPutAFailedMessageOnTheErrorQueueWithItsReason() throws Exception {
        OperationWorker worker = worker("0", "-1", m -> Delivery.failed(REPLY, "AR"));

        worker.work(message, FakeBroker.taken());

        assertThat(fixture.broker.hops()).extracting(Hop::status).containsExactly(HopStatus.ERROR);
        assertThat(fixture.broker.attempts()).extracting(Attempt::reply).containsExactly(REPLY);
        assertThat(fixture.broker.suspensions()).singleElement().satisfies(suspension -> {
            assertThat(suspension.project()).isEqualTo("default/hospital");
            assertThat(suspension.status()).isEqualTo(HopStatus.ERROR);
            assertThat(suspension.attempts()).isEqualTo(1);
            assertThat(suspension.why()).isEqualTo("AR");
        });
    }

    @Test
    void shouldEndAsToldWhenRetryingIsGivenUp() throws Exception {
        OperationWorker worker =
                worker("0", "0", m -> Delivery.retry(null, "AR").atLast(Delivery.Verdict.FAILED));

        worker.work(message, FakeBroker.taken());

        assertThat(fixture.broker.hops()).extracting(Hop::status).containsExactly(HopStatus.ERROR);
    }

    @Test
    void shouldAskToBeStoppedAndKeepTheMessageWhenItIsDisabled() throws Exception {
        OperationWorker worker = worker("0", "-1", m -> Delivery.disabled(null, "AR"));
        AtomicReference<Throwable> outcome = new AtomicReference<>();

        Thread working = inBackground(worker, outcome);
        org.awaitility.Awaitility.await()
                .untilAsserted(() ->
                        assertThat(fixture.items.disabled()).containsExactly(Map.entry(ItemFixture.key("Out"), "AR")));
        Thread next = inBackground(worker, new AtomicReference<>());
        worker.item().signalStop();

        assertThat(working.join(java.time.Duration.ofSeconds(10))).isTrue();
        assertThat(next.join(java.time.Duration.ofSeconds(10))).isTrue();
        assertThat(outcome.get()).isInstanceOf(ItemStoppingException.class);
        assertThat(fixture.broker.errors()).isEmpty();
        assertThat(fixture.broker.hops()).extracting(Hop::status).containsExactly(HopStatus.RETRYING);
    }

    private Thread inBackground(OperationWorker worker, AtomicReference<Throwable> outcome) {
        return Thread.ofVirtual().start(() -> {
            try {
                worker.work(message, FakeBroker.taken());
            } catch (JMSException | RuntimeException e) {
                outcome.set(e);
            }
        });
    }

    @Test
    void shouldWaitInPlaceWhileTheBreakerIsOpen() throws Exception {
        CountDownLatch tried = new CountDownLatch(2);
        OperationWorker worker = new OperationWorker(fixture.operation(
                "Out",
                Map.of("RetryInterval", "0", "CircuitBreakerThreshold", "2", "CircuitBreakerDelay", "86400"),
                m -> {
                    tried.countDown();
                    return Delivery.retry(null, "AR");
                }));
        AtomicReference<Throwable> outcome = new AtomicReference<>();

        Thread working = inBackground(worker, outcome);
        assertThat(tried.await(10, TimeUnit.SECONDS)).isTrue();
        org.awaitility.Awaitility.await()
                .untilAsserted(() -> assertThat(worker.item().breaker()).contains(BreakerState.OPEN));
        worker.item().signalStop();

        assertThat(working.join(java.time.Duration.ofSeconds(10))).isTrue();
        assertThat(outcome.get()).isInstanceOf(ItemStoppingException.class);
        assertThat(fixture.broker.attempts()).as("no third attempt was made").hasSize(2);
        assertThat(fixture.broker.errors()).isEmpty();
    }

    @Test
    @Tag("setting:BusinessOperation.RateLimit")
    void shouldNotTryMoreOftenThanTheRateLimitAllows() throws Exception {
        OperationWorker worker = new OperationWorker(fixture.operation(
                "Out", Map.of("RateLimit", "2", "RateLimitPeriod", "86400"), m -> Delivery.completed(null, "AA")));
        AtomicReference<Throwable> outcome = new AtomicReference<>();

        worker.work(message, FakeBroker.taken());
        worker.work(addressed(), FakeBroker.taken());
        Thread working = inBackground(worker, outcome);
        org.awaitility.Awaitility.await()
                .untilAsserted(() ->
                        assertThat(worker.item().counters().snapshot().in()).isEqualTo(3));
        worker.item().signalStop();

        assertThat(working.join(java.time.Duration.ofSeconds(10))).isTrue();
        assertThat(outcome.get()).isInstanceOf(ItemStoppingException.class);
        assertThat(worker.item().counters().snapshot().out()).isEqualTo(2);
        assertThat(worker.item().breaker()).isEmpty();
    }

    @Test
    void shouldGiveTheMessageBackWhenItsOutcomeIsNotStored() throws Exception {
        OperationWorker worker =
                worker("0", "-1", m -> Delivery.completed(null, "AA"), m -> Delivery.completed(null, "AA"));
        fixture.broker.failNextCommit(new JMSException("disk full"));

        assertThatExceptionOfType(JMSException.class)
                .isThrownBy(() -> worker.work(message, FakeBroker.taken()))
                .withMessage("disk full");
        worker.work(message, FakeBroker.taken());

        assertThat(fixture.broker.hops()).extracting(Hop::status).containsExactly(HopStatus.COMPLETED);
    }

    /** What becomes of a message whose delivery fails as told, with ReplyCodeActions. */
    private OperationWorker failing(String actions, Exception... failures) throws HostStartException {
        for (Exception failure : failures) {
            script.add(m -> {
                throw failure;
            });
        }
        return new OperationWorker(fixture.operation(
                "Out",
                Map.of("RetryInterval", "0", "ReplyCodeActions", actions),
                m -> script.remove().deliver(m)));
    }

    private static Exception silence(Delivery otherwise) {
        return new DeliveryFailedException(otherwise.unanswered(), null);
    }

    @Test
    @Tag("setting:BusinessOperation.ReplyCodeActions")
    void shouldDoAsTheFirstCodeSaysThatNamesTheFailure() throws Exception {
        failing("E*disk=S,E*road=F,E=C", new IOException("disk full")).work(message, FakeBroker.taken());
        failing("E*disk=S,E*road=F,E=C", new IOException("no road")).work(addressed(), FakeBroker.taken());
        failing("E*disk=S,E*road=F,E=C", new IOException("rain")).work(addressed(), FakeBroker.taken());

        assertThat(fixture.broker.hops())
                .extracting(Hop::status)
                .containsExactly(HopStatus.SUSPENDED, HopStatus.ERROR, HopStatus.COMPLETED);
        assertThat(fixture.broker.hops()).extracting(Hop::detail).containsExactly("disk full", "no road", "rain");
        assertThat(fixture.broker.errors()).hasSize(2);
    }

    @Test
    @Tag("setting:BusinessOperation.ReplyCodeActions")
    void shouldLeaveAFailureThatNoCodeNamesToTheOperation() throws Exception {
        OperationWorker worker = failing(
                "E*disk=F",
                new IOException("no road"),
                new DeliveryFailedException(Delivery.suspended(null, "no such name"), null));

        worker.work(message, FakeBroker.taken());

        assertThat(fixture.broker.hops())
                .extracting(Hop::status)
                .containsExactly(HopStatus.RETRYING, HopStatus.SUSPENDED);
    }

    @Test
    @Tag("setting:BusinessOperation.ReplyCodeActions")
    void shouldTellSilenceFromAnAnswer() throws Exception {
        DeliveryFailedException answered = new DeliveryFailedException(Delivery.suspended(null, "no such name"), null);

        failing("X=F", silence(Delivery.retry(null, "nobody there"))).work(message, FakeBroker.taken());
        failing("X=F", answered).work(addressed(), FakeBroker.taken());

        assertThat(fixture.broker.hops()).extracting(Hop::status).containsExactly(HopStatus.ERROR, HopStatus.SUSPENDED);
    }

    @Test
    @Tag("setting:BusinessOperation.ReplyCodeActions")
    void shouldTryAgainAndEndAsTheActionsSay() throws Exception {
        script.add(m -> {
            throw new DeliveryFailedException(Delivery.suspended(null, "no such name"), null);
        });
        OperationWorker worker = new OperationWorker(fixture.operation(
                "Out",
                Map.of("RetryInterval", "0", "FailureTimeout", "0", "ReplyCodeActions", "E=RF"),
                m -> script.remove().deliver(m)));

        worker.work(message, FakeBroker.taken());

        assertThat(fixture.broker.hops()).singleElement().satisfies(hop -> {
            assertThat(hop.status()).isEqualTo(HopStatus.ERROR);
            assertThat(hop.detail()).isEqualTo("given up after 1 attempts: no such name");
        });
    }

    @Test
    @Tag("setting:BusinessOperation.ReplyCodeActions")
    void shouldDisableTheItemAndKeepTheMessageWhereTheActionsSaySo() throws Exception {
        OperationWorker worker = failing("E=D", new IOException("no road"));
        AtomicReference<Throwable> outcome = new AtomicReference<>();

        Thread working = inBackground(worker, outcome);
        await().untilAsserted(() ->
                assertThat(fixture.items.disabled()).containsExactly(Map.entry(ItemFixture.key("Out"), "no road")));
        worker.item().signalStop();
        working.join();

        assertThat(outcome.get()).isInstanceOf(ItemStoppingException.class);
        assertThat(fixture.broker.errors()).isEmpty();
        assertThat(fixture.broker.consumed()).isEmpty();
    }

    @Test
    void shouldGiveUpAMessageOnWhichTheHostBreaksWhateverTheActionsSay() throws Exception {
        failing("E=C", new IllegalStateException("unexpected")).work(message, FakeBroker.taken());

        assertThat(fixture.broker.hops()).extracting(Hop::status).containsExactly(HopStatus.ERROR);
    }
}
