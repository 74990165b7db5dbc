package hie.cli.local;

import hie.cli.CliException;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;

/** A program that is given everything at once, and answers once. */
public final class Program {

    private Program() {}

    /**
     * Runs it, and waits for its end. What it says on standard error is seen.
     *
     * @param command the program with its arguments
     * @param input for its standard input
     * @return its standard output
     * @throws CliException when its exit code is not 0
     */
    public static byte[] run(List<String> command, byte[] input) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try (OutputStream orders = process.getOutputStream()) {
            orders.write(input);
        }
        byte[] answer = process.getInputStream().readAllBytes();
        if (process.waitFor() != 0) {
            throw new CliException("A program of HIE failed; what it said is above.");
        }
        return answer;
    }
}
