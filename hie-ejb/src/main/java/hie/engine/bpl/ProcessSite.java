package hie.engine.bpl;

import java.time.Duration;
import java.util.List;
import java.util.function.BooleanSupplier;

/**
 * Where a process runs.
 *
 * @param item its name
 * @param targets the items that it is connected to
 * @param callTimeout how long a call without a time of its own is waited for
 * @param stopping whether the item has been asked to stop
 */
record ProcessSite(String item, List<String> targets, Duration callTimeout, BooleanSupplier stopping) {

    boolean isStopping() {
        return stopping.getAsBoolean();
    }
}
