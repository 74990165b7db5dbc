package hie.cli.local;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * What a process takes from its machine.
 *
 * @param megabytes of memory that is resident; 0 where the system does not tell
 * @param threads how many it has; 0 likewise
 */
public record Footprint(long megabytes, int threads) {

    public static final Footprint NONE = new Footprint(0, 0);

    private static final int KILOBYTES = 1024;

    public static Footprint of(ProcessHandle process) {
        try {
            List<String> lines = Files.readAllLines(Path.of("/proc", Long.toString(process.pid()), "status"));
            return new Footprint(number(lines, "VmRSS:") / KILOBYTES, (int) number(lines, "Threads:"));
        } catch (IOException gone) {
            return NONE;
        }
    }

    private static long number(List<String> lines, String name) {
        return lines.stream()
                .filter(line -> line.startsWith(name))
                .map(line -> line.substring(name.length()).replace("kB", "").strip())
                .mapToLong(Long::parseLong)
                .findFirst()
                .orElse(0);
    }
}
