package hie.cli.faults;

import hie.cli.local.LocalServer;
import java.time.Duration;
import java.util.Random;

/** What a fault has to strike at. Used by one thread. */
final class Trial {

    private final Stand stand;
    private final Duration holds;
    private final Random moments;
    private long over;

    /**
     * Prepares a trial.
     *
     * @param holds how long the fault lasts
     * @param moments says when, so that a trial can be repeated with the same seed
     */
    Trial(Stand stand, Duration holds, Random moments) {
        this.stand = stand;
        this.holds = holds;
        this.moments = moments;
    }

    /** The server under load. */
    LocalServer server() {
        return stand.server();
    }

    /** The port of its MLLP service. */
    int port() {
        return stand.servicePort();
    }

    /** Where its operation delivers to. */
    Destination destination() {
        return stand.destination();
    }

    /** What the server stands on. */
    Grounds grounds() {
        return stand.grounds();
    }

    Duration holds() {
        return holds;
    }

    Random moments() {
        return moments;
    }

    /** The worst is over: from now on the engine recovers, with whatever the fault still does to mend it. */
    void isOver() {
        over = System.nanoTime();
    }

    /** {@link System#nanoTime} since when the engine recovers; 0 when the fault did not say. */
    long over() {
        return over;
    }

    /** Lets the fault last. */
    void hold() throws InterruptedException {
        Thread.sleep(holds);
    }

    /** Lets a part of the fault's time pass, at random, so that it strikes at another moment each time. */
    void lurk() throws InterruptedException {
        Thread.sleep(moments.nextLong(1, holds.toMillis()));
    }
}
