package hie.queue;

import java.util.function.BooleanSupplier;

/**
 * More messages for a bean that works on several at a time, within one call of {@link QueueListener#onMessage}. Used by the
 * thread of that call, {@link #wake} apart. Messages that are still with the bean when the call returns are treated as the one
 * that was brought: forgotten, or, when it throws, brought again in their order.
 */
public interface MessageFeed {

    /**
     * The next message that may be begun; waits for one.
     *
     * @param enough tells that there is something else to do; asked again after each {@link #wake}
     * @return {@code null} when there is enough to do, or there are to be no more messages
     */
    TakenMessage next(BooleanSupplier enough);

    /** Has a waiting {@link #next} ask again. Called by any thread. */
    void wake();

    /** A message of this call is done with, be it the first: the broker forgets it, unless it left in a transaction. */
    void done(TakenMessage taken);

    /** A message of this call is not worked on now: it comes again as the next one. */
    void giveBack(TakenMessage taken);
}
