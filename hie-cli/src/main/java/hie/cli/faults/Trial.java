package hie.cli.faults;

import hie.cli.local.LocalServer;
import java.time.Duration;
import java.util.Random;

/**
 * What a fault has to strike at.
 *
 * @param server under load
 * @param port of its MLLP service
 * @param destination of its operation
 * @param grounds what the server stands on
 * @param holds how long the fault lasts
 * @param moments says when, so that a trial can be repeated with the same seed
 */
record Trial(LocalServer server, int port, Destination destination, Grounds grounds, Duration holds, Random moments) {

    /** Lets the fault last. */
    void hold() throws InterruptedException {
        Thread.sleep(holds);
    }

    /** Lets a part of the fault's time pass, at random, so that it strikes at another moment each time. */
    void lurk() throws InterruptedException {
        Thread.sleep(moments.nextLong(1, holds.toMillis()));
    }
}
