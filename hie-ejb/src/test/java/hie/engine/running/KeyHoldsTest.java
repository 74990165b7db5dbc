package hie.engine.running;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import hie.engine.desk.Selection;
import hie.engine.messaging.SuspensionFilter;
import hie.engine.production.ConflictException;
import hie.queue.QueueListener;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** An operation that holds back what comes after a suspended message, and the desk, on a broker with a disk. */
class KeyHoldsTest extends HeldKeysOnDisk {

    private static final Map<String, String> KEYED = Map.of("HoldKeyOnSuspend", "true", "OrderKey", "OBX-5.1");

    private List<String> work() throws Exception {
        QueueListener bean = new QueueItemBean(out);
        broker.feed(QUEUE, bean, Integer.MAX_VALUE);
        List<String> now = List.copyOf(delivered);
        delivered.clear();
        return now;
    }

    @Test
    @Tag("setting:QueuedHost.HoldKeyOnSuspend")
    void shouldHoldBackTheKeyOfASuspendedMessageAndSendAllOfItAgainInOrder() throws Exception {
        open(KEYED);
        refused.add("a1");
        send("a1", "b1", "a2", "b2", "a3");

        assertThat(work()).containsExactly("b1", "b2");
        assertThat(suspended()).extracting(one -> name(one.message())).containsExactly("a1", "a2", "a3");
        assertThat(suspended().get(1).suspension().why())
                .isEqualTo("held behind message "
                        + suspended().get(0).message().header().id());
        refused.clear();
        send("a4", "b3");
        assertThat(retry("a1")).isEqualTo(3);
        awaitQueued(5);

        assertThat(work()).containsExactly("a1", "a2", "a3", "a4", "b3");
        assertThat(suspended()).isEmpty();
        send("a5");
        assertThat(work()).as("the key is free").containsExactly("a5");
    }

    @Test
    void shouldNotHoldBackWhenNotAskedTo() throws Exception {
        open(Map.of("OrderKey", "OBX-5.1"));
        refused.add("a1");
        send("a1", "a2");

        assertThat(work()).containsExactly("a2");
        assertThat(suspended()).hasSize(1);
    }

    @Test
    void shouldHoldTheWholeLaneBackWhereThereIsNoKey() throws Exception {
        open(Map.of("HoldKeyOnSuspend", "true"));
        refused.add("a1");
        send("a1", "b1");

        assertThat(work()).isEmpty();
        assertThat(suspended()).hasSize(2);
    }

    @Test
    void shouldHoldBackThroughARestart() throws Exception {
        open(KEYED);
        refused.add("a1");
        send("a1", "a2");
        assertThat(work()).isEmpty();
        out.close();
        broker.restart();
        refused.clear();
        open(KEYED);
        send("a3", "b1");

        assertThat(work()).containsExactly("b1");
        assertThat(retry("a1")).isEqualTo(3);
        awaitQueued(3);
        assertThat(work()).containsExactly("a1", "a2", "a3");
    }

    @Test
    void shouldLetTheOthersGoOnWhenTheFirstIsDiscarded() throws Exception {
        open(KEYED);
        refused.add("a1");
        send("a1", "a2", "a3");
        assertThat(work()).isEmpty();

        int discarded = desk.discard(Selection.Chosen.of(SuspensionFilter.ALL, List.of(suspension("a1"))), "alice");

        assertThat(discarded).isEqualTo(1);
        awaitQueued(2);
        assertThat(work()).containsExactly("a2", "a3");
        assertThat(suspended()).isEmpty();
    }

    @Test
    void shouldDiscardAllWhenAllAreMeant() throws Exception {
        open(KEYED);
        refused.add("a1");
        send("a1", "a2", "a3");
        assertThat(work()).isEmpty();

        assertThat(desk.discard(new Selection.Everything(SuspensionFilter.ALL, 3), "alice"))
                .isEqualTo(3);

        assertThat(suspended()).isEmpty();
        send("a4");
        assertThat(work()).containsExactly("a4");
    }

    @Test
    void shouldSendEverythingAgainInItsOrder() throws Exception {
        open(KEYED);
        refused.addAll(List.of("a1", "b1"));
        send("a1", "b1", "a2", "b2", "a3");
        assertThat(work()).isEmpty();
        refused.clear();

        assertThat(desk.retry(new Selection.Everything(SuspensionFilter.ALL, 5), "alice"))
                .isEqualTo(5);

        awaitQueued(5);
        List<String> now = work();
        assertThat(now).filteredOn(name -> name.startsWith("a")).containsExactly("a1", "a2", "a3");
        assertThat(now).filteredOn(name -> name.startsWith("b")).containsExactly("b1", "b2");
    }

    @Test
    void shouldRefuseToSendAMessageAgainBeforeTheOneThatItIsHeldBehind() throws Exception {
        open(KEYED);
        refused.add("a1");
        send("a1", "a2", "a3");
        assertThat(work()).isEmpty();

        assertThatExceptionOfType(ConflictException.class)
                .isThrownBy(() -> retry("a2"))
                .withMessageContaining("is held behind message");
        refused.clear();
        assertThat(retry("a3", "a1")).isEqualTo(3);
        awaitQueued(3);
        assertThat(work()).containsExactly("a1", "a2", "a3");
    }

    @Test
    void shouldHoldBackAnewWhenTheFirstIsSuspendedAgain() throws Exception {
        open(KEYED);
        refused.add("a1");
        send("a1", "a2");
        assertThat(work()).isEmpty();
        retry("a1");
        awaitQueued(2);

        assertThat(work()).isEmpty();
        assertThat(suspended()).extracting(one -> name(one.message())).containsExactly("a1", "a2");
        refused.clear();
        retry("a1");
        awaitQueued(2);
        assertThat(work()).containsExactly("a1", "a2");
    }

    @Test
    void shouldLineUpWhatAWorkerHasInHandBehindWhatIsSentAgain() throws Exception {
        open(KEYED);
        refused.add("a1");
        send("a1", "a2");
        assertThat(work()).isEmpty();
        refused.clear();
        send("a3");
        var inHand = broker.takeNext(QUEUE).orElseThrow();
        retry("a1");
        awaitQueued(3);
        QueueListener bean = new QueueItemBean(out);

        bean.onMessage(inHand.taken());
        send("a4");

        assertThat(delivered).isEmpty();
        awaitQueued(4);
        assertThat(work()).containsExactly("a1", "a2", "a3", "a4");
    }
}
