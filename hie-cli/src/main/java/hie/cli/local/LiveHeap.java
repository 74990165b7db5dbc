package hie.cli.local;

import hie.cli.CliException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a Java process holds in its heap: asked by the JDK's own tool, after a full collection. */
public final class LiveHeap {

    private static final Pattern USED = Pattern.compile("used (\\d+)K");
    private static final int KILOBYTES = 1024;

    private LiveHeap() {}

    /**
     * Has a process collect all garbage, and tells how many megabytes are left.
     *
     * @throws CliException when it does not answer
     */
    public static long megabytes(ProcessHandle process) throws IOException, InterruptedException {
        ask(process, "GC.run");
        return used(ask(process, "GC.heap_info"));
    }

    /** @param info what the tool prints of a heap */
    static long used(String info) {
        Matcher used = USED.matcher(info);
        if (!used.find()) {
            throw new CliException("How much of the heap is used is not said in: " + info);
        }
        return Long.parseLong(used.group(1)) / KILOBYTES;
    }

    private static String ask(ProcessHandle process, String command) throws IOException, InterruptedException {
        String tool = Path.of(System.getProperty("java.home"), "bin", "jcmd").toString();
        Process asking = new ProcessBuilder(tool, Long.toString(process.pid()), command)
                .redirectErrorStream(true)
                .start();
        String answer = new String(asking.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (asking.waitFor() != 0) {
            throw new CliException("Process " + process.pid() + " does not answer " + command + ": " + answer);
        }
        return answer;
    }
}
