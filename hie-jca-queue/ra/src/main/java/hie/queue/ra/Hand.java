package hie.queue.ra;

import hie.queue.MessageFeed;
import hie.queue.TakenMessage;
import hie.queue.TakenReference;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import org.apache.activemq.artemis.core.server.MessageReference;

/** The messages that one worker has in hand, in the order in which it took them. Used by the worker's thread. */
final class Hand implements MessageFeed {

    private final QueueConsumer consumer;
    private final Map<TakenMessage, MessageReference> held = new LinkedHashMap<>();

    Hand(QueueConsumer consumer) {
        this.consumer = consumer;
    }

    TakenMessage take(MessageReference reference) {
        TakenMessage taken = new TakenReference(reference, this);
        held.put(taken, reference);
        return taken;
    }

    @Override
    public TakenMessage next(BooleanSupplier enough) {
        MessageReference reference = consumer.take(enough);
        return reference == null ? null : take(reference);
    }

    @Override
    public void wake() {
        consumer.wake();
    }

    @Override
    public void done(TakenMessage taken) {
        settle(taken, held.remove(taken));
    }

    private void settle(TakenMessage taken, MessageReference reference) {
        if (!taken.isAcknowledged()) {
            consumer.acknowledge(reference);
        }
        consumer.done(reference);
    }

    @Override
    public void giveBack(TakenMessage taken) {
        consumer.again(held.remove(taken));
    }

    void doneWithAll() {
        held.forEach(this::settle);
        held.clear();
    }

    /** Those that did not leave in a transaction come again; the last one first, for each comes before those that wait. */
    void giveBackAll() {
        List<TakenMessage> all = new ArrayList<>(held.keySet());
        for (TakenMessage taken : all.reversed()) {
            MessageReference reference = held.get(taken);
            if (taken.isAcknowledged()) {
                consumer.done(reference);
            } else {
                consumer.again(reference);
            }
        }
        held.clear();
    }
}
