package hie.engine.check;

import hie.api.message.Message;
import hie.engine.golden.Difference;
import hie.engine.golden.Outcome;
import hie.engine.golden.OutcomeDifferences;
import hie.engine.golden.Subject;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.List;

/** Has two versions of a subject try messages, one after the other, and counts. Used by one thread. */
final class Comparing {

    /** So many differences of a message are kept, and so many characters of a value: a message may be large. */
    private static final int MOST_DIFFERENCES = 50;

    private static final int MOST_CHARACTERS = 500;

    private final Subject.Trial deployed;
    private final Subject.Trial candidate;
    private final List<String> ignore;
    private final int most;
    private final ZonedDateTime now;
    private final List<Comparison.Changed> changed = new ArrayList<>();
    private int same;
    private int different;
    private int failed;
    private int absent;

    /**
     * @param ignore paths that do not count
     * @param most so many that are not the same are kept
     * @param now the time that both see
     */
    Comparing(Subject.Trial deployed, Subject.Trial candidate, List<String> ignore, int most, ZonedDateTime now) {
        this.deployed = deployed;
        this.candidate = candidate;
        this.ignore = List.copyOf(ignore);
        this.most = most;
        this.now = now;
    }

    void tryOn(Message message) {
        Outcome before = deployed.run(message, now);
        Outcome after = candidate.run(message, now);
        List<Difference> differences = OutcomeDifferences.between(before, after, ignore);
        if (differences.isEmpty()) {
            same++;
            return;
        }
        if (after.isFailure()) {
            failed++;
        } else {
            different++;
        }
        if (changed.size() < most) {
            changed.add(new Comparison.Changed(
                    message.header().id(),
                    message.header().created(),
                    differences.stream()
                            .limit(MOST_DIFFERENCES)
                            .map(Comparing::shortened)
                            .toList()));
        }
    }

    private static Difference shortened(Difference one) {
        return new Difference(one.path(), shortened(one.expected()), shortened(one.actual()));
    }

    private static String shortened(String value) {
        return value.length() <= MOST_CHARACTERS ? value : value.substring(0, MOST_CHARACTERS) + "…";
    }

    void absent() {
        absent++;
    }

    Comparison result(boolean complete) {
        return new Comparison(same, different, failed, absent, complete, changed);
    }
}
