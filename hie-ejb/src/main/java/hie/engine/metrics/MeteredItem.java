package hie.engine.metrics;

import hie.engine.item.BreakerState;
import hie.engine.item.ItemDefinition;
import java.util.Optional;

/** A running item as its meters see it. Asked by any thread. */
public interface MeteredItem {

    ItemDefinition definition();

    ItemCounters counters();

    /** Whether it takes no work for now. */
    boolean isPaused();

    /** How many of its hosts are still at work on messages that were taken from them (MessageTimeout). */
    int leftBehind();

    /** Where its circuit breaker stands; empty when it has none. */
    Optional<BreakerState> breaker();
}
