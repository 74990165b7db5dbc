package hie.cli.faults;

import java.io.IOException;

/**
 * Something that goes wrong. It strikes while messages flow, lasts as long as the trial says, and is mended when
 * {@link Strike#at} returns; the suite then waits for the engine to recover.
 *
 * @param name as the command line and the report call it
 * @param what happens, in words
 * @param site what kind of server it strikes at
 * @param settings further settings of the project's operation, as YAML lines; empty for none
 * @param mayDrop whether these settings have the engine drop messages, with a record of each
 */
record Fault(String name, String what, Site site, String settings, boolean mayDrop, Strike strike) {

    /** What is done to the engine or to those around it. */
    @FunctionalInterface
    interface Strike {

        /** Breaks something, waits, and mends it. */
        void at(Trial trial) throws IOException, InterruptedException;
    }

    Fault(String name, String what, Site site, Strike strike) {
        this(name, what, site, "", false, strike);
    }
}
