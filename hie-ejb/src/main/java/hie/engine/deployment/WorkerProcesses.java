package hie.engine.deployment;

import hie.engine.item.ItemKey;
import hie.engine.item.ItemStartException;
import hie.engine.item.WorkerStatus;
import hie.engine.running.ItemRuntime;
import java.util.List;

/**
 * The operating-system processes in which items of ExecutionMode multiprocess work (docs/adr/0027). Calls for the same item do not
 * overlap, the caller sees to that; otherwise safe for use by any thread.
 */
public interface WorkerProcesses {

    /**
     * Starts an item's workers and waits until all of them take messages.
     *
     * @throws ItemStartException when one of them does not get that far; none is left then
     */
    void start(ItemRuntime item) throws ItemStartException;

    /** Ends an item's workers; what is in the works is finished, or goes back to its queue. */
    void stop(ItemKey item);

    /** Lets them take no messages. */
    void pause(ItemKey item);

    /** Lets them take messages again. */
    void resume(ItemKey item);

    /** What the deployed productions say of items has changed: tells it to all workers that it concerns. */
    void tell();

    /** An item's workers at this moment; none for an item that has none. */
    List<WorkerStatus> status(ItemKey item);
}
