package hie.engine.item;

import java.time.Instant;
import java.util.Locale;

/**
 * A worker process at this moment.
 *
 * @param number its place among the item's workers, from 1
 * @param pid its process id, or 0 when there is no process
 * @param memory what it holds in the machine's memory, in bytes; 0 when that is not known
 * @param processed messages that it has worked on since {@code started}
 * @param failed those of them that failed
 * @param started when its process was started, or {@code null}
 * @param restarts how often it was started anew since the item was
 */
public record WorkerStatus(
        int number, long pid, State state, long memory, long processed, long failed, Instant started, int restarts) {

    /** Where a worker is in its life. */
    public enum State {
        STARTING,
        RUNNING,
        /** Its process has ended by itself; the next one is due. */
        ENDED,
        /** Its process has ended by itself, and RestartPolicy allows no other. */
        LEFT_ALONE,
        STOPPING;

        /** The state as written in REST and on the command line. */
        public String text() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
