package hie.engine.worker;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** How much of the machine's memory a process holds, where the machine says so (Linux). */
final class ResidentMemory {

    private static final String LINE = "VmRSS:";
    private static final long UNIT = 1024;

    private ResidentMemory() {}

    /** In bytes; 0 when it is not known. */
    static long of(long pid) {
        try (Stream<String> lines = Files.lines(Path.of("/proc", String.valueOf(pid), "status"))) {
            return lines.filter(line -> line.startsWith(LINE))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("[^0-9]", "")) * UNIT)
                    .findFirst()
                    .orElse(0);
        } catch (IOException | UncheckedIOException notKnown) {
            return 0;
        }
    }
}
