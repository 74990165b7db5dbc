package hie.engine.desk;

import hie.api.message.Message;
import hie.engine.item.ItemKey;
import hie.engine.messaging.ErrorQueue;
import hie.engine.messaging.SuspendedMessage;
import hie.engine.messaging.Suspension;
import hie.engine.running.ItemRuntime;
import hie.engine.running.KeyHolds;
import hie.engine.running.RunningItems;
import jakarta.jms.JMSException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * The order keys that one action of the desk lets go, because it takes the messages at their heads. While it lasts no item holds
 * back or lets go anything else.
 */
final class Releases implements AutoCloseable {

    private final RunningItems items;
    private final List<KeyHolds> turns;
    private final Map<UUID, Released> released = new LinkedHashMap<>();

    /** A key of an item, with what was sent again of it. */
    private record Released(ItemKey item, String key, List<UUID> again) {}

    private Releases(RunningItems items, List<KeyHolds> turns) {
        this.items = items;
        this.turns = turns;
    }

    static Releases begin(RunningItems items) {
        List<KeyHolds> turns = items.holding().stream().map(ItemRuntime::holds).toList();
        turns.forEach(holds -> holds.turn().lock());
        return new Releases(items, turns);
    }

    /**
     * The message at the head of a key is taken.
     *
     * @param again what is sent in its place, or {@code null}
     */
    void head(SuspendedMessage taken, Message again) {
        Suspension suspension = taken.suspension();
        if (suspension.key() == null) {
            return;
        }
        ItemKey item = ItemKey.parse(
                suspension.project() + "/" + taken.message().header().target());
        UUID head = suspension.behind() == null ? suspension.id() : suspension.behind();
        Released key =
                released.computeIfAbsent(head, unknown -> new Released(item, suspension.key(), new ArrayList<>()));
        if (again != null) {
            key.again.add(again.header().id());
        }
    }

    /**
     * Takes what is held behind those heads, and lets the keys go.
     *
     * @param fate sends a message again
     * @return how many messages there were
     */
    int followers(ErrorQueue queue, ErrorQueue.Fate fate) throws JMSException {
        int followers = 0;
        for (Map.Entry<UUID, Released> entry : released.entrySet()) {
            Released key = entry.getValue();
            followers += queue.takeBehind(entry.getKey(), taken -> {
                ErrorQueue.Outcome outcome = fate.of(taken);
                key.again.add(outcome.message().header().id());
                return outcome;
            });
            items.find(key.item)
                    .map(ItemRuntime::holds)
                    .ifPresent(holds -> holds.release(key.key, entry.getKey(), key.again));
        }
        return followers;
    }

    @Override
    public void close() {
        turns.forEach(holds -> holds.turn().unlock());
    }
}
