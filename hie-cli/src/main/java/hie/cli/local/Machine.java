package hie.cli.local;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;

/** Says on what a measurement was made, in one line. */
public final class Machine {

    private Machine() {}

    public static String describe(Path root) {
        double load = ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage();
        return "%d cores, JDK %s, %s %s %s%s%s"
                .formatted(
                        Runtime.getRuntime().availableProcessors(),
                        System.getProperty("java.version"),
                        System.getProperty("os.name"),
                        System.getProperty("os.version"),
                        System.getProperty("os.arch"),
                        load < 0 ? "" : String.format(Locale.ROOT, ", load average %.2f before the run", load),
                        commit(root).map(commit -> ", commit " + commit).orElse(""));
    }

    /** The commit checked out; empty where git or the history is missing. */
    private static Optional<String> commit(Path root) {
        try {
            Process git = new ProcessBuilder("git", "describe", "--always", "--dirty")
                    .directory(root.toFile())
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            String commit = new String(git.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
            return git.waitFor() == 0 && !commit.isEmpty() ? Optional.of(commit) : Optional.empty();
        } catch (IOException noGit) {
            return Optional.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }
}
