package hie.cli.faults;

import java.io.PrintWriter;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.ToIntFunction;

/** The result as a table in Markdown, a line a fault, over all rounds. */
final class FaultReport {

    private FaultReport() {}

    static void print(List<Outcome> outcomes, PrintWriter out) {
        out.println(
                "| fault | trials | acknowledged | refused | delivered twice | dropped | served again after, s: most |"
                        + " drained after, s: most | MB after: most | threads after: most | violations |");
        out.println("| --- | --- | --- | --- | --- | --- | --- | --- | --- | --- | --- |");
        for (Fault fault : Faults.all()) {
            List<Outcome> trials = outcomes.stream()
                    .filter(outcome -> outcome.fault().equals(fault.name()))
                    .toList();
            if (!trials.isEmpty()) {
                line(fault, trials, out);
            }
        }
        outcomes.forEach(outcome -> outcome.violations()
                .forEach(violation ->
                        out.println("* " + outcome.fault() + ", trial " + outcome.trial() + ": " + violation)));
    }

    private static void line(Fault fault, List<Outcome> trials, PrintWriter out) {
        out.printf(
                Locale.ROOT,
                "| %s: %s | %d | %d | %d | %d | %d | %s | %s | %d | %d | %d |%n",
                fault.name(),
                fault.what(),
                trials.size(),
                sum(trials, Outcome::acknowledged),
                sum(trials, Outcome::refused),
                sum(trials, Outcome::duplicates),
                sum(trials, Outcome::dropped),
                most(trials, Outcome::recoverySeconds),
                most(trials, Outcome::drainedSeconds),
                trials.stream().mapToLong(Outcome::memoryAfter).max().orElse(0),
                trials.stream().mapToInt(Outcome::threadsAfter).max().orElse(0),
                sum(trials, outcome -> outcome.violations().size()));
    }

    private static int sum(List<Outcome> trials, ToIntFunction<Outcome> of) {
        return trials.stream().mapToInt(of).sum();
    }

    /** The most of a figure; a dash when a trial has none, because what it measures never came to an end. */
    private static String most(List<Outcome> trials, Function<Outcome, Double> of) {
        List<Double> all = trials.stream().map(of).toList();
        return all.stream().anyMatch(Objects::isNull)
                ? "–"
                : String.format(
                        Locale.ROOT,
                        "%.1f",
                        all.stream().max(Comparator.naturalOrder()).orElse(0.0));
    }
}
