package hie.cli.bench;

import hie.cli.CliException;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;

/** Something that takes messages over MLLP, keeps them durably and delivers them over MLLP; in its own process. */
interface Engine {

    /** The name in tables and on the command line. */
    String name();

    /**
     * Starts with empty data and returns the port it listens on.
     *
     * @param sinkPort where to deliver, on the loopback address
     * @throws CliException when it does not come up
     */
    int start(int sinkPort) throws IOException, InterruptedException;

    /** The engine's process, while it runs. */
    Optional<ProcessHandle> process();

    /** The processor time its process has used so far; zero where the system does not tell. */
    default Duration cpu() {
        return process().flatMap(running -> running.info().totalCpuDuration()).orElse(Duration.ZERO);
    }

    /** How long it took to come up with all its items when they were already deployed; zero when that was not tried. */
    default Duration startTime() {
        return Duration.ZERO;
    }

    /** Puts up what it has to carry during the load that follows. */
    default void burden() throws IOException, InterruptedException {}

    /** Ends that after the load; says what became of it, or nothing. */
    default String relieve() throws IOException, InterruptedException {
        return "";
    }

    /** Stops and deletes its data; does nothing when it does not run. */
    void stop() throws IOException, InterruptedException;
}
