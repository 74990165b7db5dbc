package hie.engine.routing;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Has something done when the first host of an item starts, and when the last one has stopped, however many there are; in this
 * process. Safe for use by any thread.
 */
final class ItemStarts {

    private static final Map<Item, ItemStarts> ALL = new ConcurrentHashMap<>();

    private record Item(String workspace, String project, String name) {}

    private int hosts;

    static ItemStarts of(String workspace, String project, String item) {
        return ALL.computeIfAbsent(new Item(workspace, project, item), made -> new ItemStarts());
    }

    /** A host starts; when the work fails, it has not. Another one waits meanwhile. */
    synchronized void start(Runnable first) {
        if (hosts == 0) {
            first.run();
        }
        hosts++;
    }

    /** A host that had started stops. */
    synchronized void stop(Runnable last) {
        hosts--;
        if (hosts == 0) {
            last.run();
        }
    }
}
