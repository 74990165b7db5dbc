package hie.engine.messaging;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** What is known of the shape of each queue. A queue of which nothing is known is plain. Safe for use by any thread. */
final class QueueShapes {

    private final Map<String, Shaped> shaped = new ConcurrentHashMap<>();

    /** A queue's shape, and the room in it. The room stays the same when the shape changes. */
    record Shaped(QueueShape shape, QueueRoom room) {}

    void put(String queue, QueueShape shape) {
        shaped.compute(queue, (name, before) -> new Shaped(shape, before == null ? new QueueRoom() : before.room));
    }

    /** The queue's shape, or {@code null} when nothing is known of it. */
    Shaped of(String queue) {
        return shaped.get(queue);
    }

    QueueShape.Order orderOf(String queue) {
        Shaped known = shaped.get(queue);
        return known == null ? QueueShape.Order.FIFO : known.shape.order();
    }
}
