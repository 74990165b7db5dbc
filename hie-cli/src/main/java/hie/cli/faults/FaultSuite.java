package hie.cli.faults;

import hie.cli.CliException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/** Runs trials, round after round: in each round a server of each site, and on it its faults one after another. */
final class FaultSuite {

    private final Path root;
    private final Path work;
    private final Random moments;
    private final Duration holds;
    private final Consumer<String> progress;
    private final List<Outcome> outcomes = new ArrayList<>();
    private int trials;

    /**
     * Prepares a suite.
     *
     * @param root directory of the launcher
     * @param work directory for servers; what broke a promise stays there
     * @param seed says when random things happen
     * @param holds how long each fault lasts
     * @param progress is told how it goes, a line at a time
     */
    FaultSuite(Path root, Path work, long seed, Duration holds, Consumer<String> progress) {
        this.root = root;
        this.work = work;
        this.moments = new Random(seed);
        this.holds = holds;
        this.progress = progress;
    }

    /** Runs rounds of these faults until the time is over, at least one; the last round is finished. */
    List<Outcome> run(List<Fault> faults, Duration time) throws IOException, InterruptedException {
        Map<Site, List<Fault>> bySite = new LinkedHashMap<>();
        for (Fault fault : faults) {
            if (fault.site().missing().isPresent()) {
                progress.accept(
                        fault.name() + " is left out: " + fault.site().missing().get());
            } else {
                bySite.computeIfAbsent(fault.site(), site -> new ArrayList<>()).add(fault);
            }
        }
        long end = System.nanoTime() + time.toNanos();
        int round = 0;
        do {
            round++;
            for (Map.Entry<Site, List<Fault>> at : bySite.entrySet()) {
                progress.accept("Round " + round + ": a server, "
                        + at.getKey().name().toLowerCase(Locale.ROOT).replace('_', ' '));
                run(
                        at.getKey(),
                        at.getValue(),
                        work.resolve(round + "-" + at.getKey().name().toLowerCase(Locale.ROOT)));
            }
        } while (System.nanoTime() < end);
        return List.copyOf(outcomes);
    }

    private void run(Site site, List<Fault> faults, Path directory) throws IOException, InterruptedException {
        boolean clean = true;
        Stand stand = Stand.open(root, directory, site);
        try (stand) {
            for (Fault fault : faults) {
                clean &= run(stand, fault, directory);
            }
        }
        if (clean) {
            stand.clean();
        }
    }

    private boolean run(Stand stand, Fault fault, Path directory) throws IOException, InterruptedException {
        TrialRun trial = new TrialRun(stand, fault, ++trials);
        Outcome outcome = trial.run(holds, moments);
        outcomes.add(outcome);
        progress.accept(describe(outcome));
        if (!outcome.violations().isEmpty()) {
            Path file = Files.createDirectories(directory).resolve("history-" + outcome.trial() + ".csv");
            trial.write(file);
            progress.accept("    what happened to each message: " + file);
            return false;
        }
        return true;
    }

    private static String describe(Outcome outcome) {
        return String.format(
                        Locale.ROOT,
                        "  %-20s %6d acknowledged, %d refused, %d delivered, %d twice, %d dropped; served again after %s s,"
                                + " drained after %s s; %d to %d MB, %d to %d threads",
                        outcome.fault(),
                        outcome.acknowledged(),
                        outcome.refused(),
                        outcome.delivered(),
                        outcome.duplicates(),
                        outcome.dropped(),
                        outcome.recoverySeconds(),
                        outcome.drainedSeconds(),
                        outcome.memoryBefore(),
                        outcome.memoryAfter(),
                        outcome.threadsBefore(),
                        outcome.threadsAfter())
                + outcome.violations().stream()
                        .map(violation -> System.lineSeparator() + "    VIOLATION: " + violation)
                        .collect(Collectors.joining());
    }

    /** The faults with these names, in the order of the suite. */
    static List<Fault> named(List<String> names) {
        List<String> known = Faults.all().stream().map(Fault::name).toList();
        names.stream().filter(name -> !known.contains(name)).findFirst().ifPresent(name -> {
            throw new CliException("There is no fault '" + name + "'; there are " + String.join(", ", known) + ".");
        });
        return Faults.all().stream()
                .filter(fault -> names.contains(fault.name()))
                .toList();
    }
}
