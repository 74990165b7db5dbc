package hie.engine.messaging;

import java.time.Duration;

/** How a sender bears a queue, or a disk, that is full. Called on the sender's thread. */
public interface Backpressure {

    /** For senders that never wait. */
    Backpressure NONE = new Backpressure() {
        @Override
        public Duration patience(QueueShape full) {
            return Duration.ZERO;
        }

        @Override
        public boolean isHurried() {
            return true;
        }

        @Override
        public boolean awaitYield(Duration limit) {
            return true;
        }
    };

    /** How long the sender waits for room in a queue of this shape; zero when it does not. */
    Duration patience(QueueShape full);

    /** Whether somebody waits for the sender, who is therefore told that it failed rather than left to wait for a disk. */
    boolean isHurried();

    /** Waits, at most so long, until the sender has to give up whatever it waits for; {@code true} when it has to. */
    boolean awaitYield(Duration limit);
}
