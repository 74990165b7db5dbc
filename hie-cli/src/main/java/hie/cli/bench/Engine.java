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

    /** Stops and deletes its data; does nothing when it does not run. */
    void stop() throws IOException, InterruptedException;
}
