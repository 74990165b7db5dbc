package hie.cli.faults;

import hie.cli.CliException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** Runs programs of the machine. */
final class Command {

    private Command() {}

    /**
     * Runs one to its end.
     *
     * @throws CliException with what it said, when it fails
     */
    static void run(String... command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.waitFor() != 0) {
            throw new CliException(String.join(" ", command) + " failed: " + said.strip());
        }
    }
}
