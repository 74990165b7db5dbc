package hie.engine.rule;

import hie.api.message.Message;
import hie.engine.format.Formats;
import java.time.LocalDateTime;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** A rule document ready to run: every expression compiled, every name found. Immutable; used by any number of threads. */
public final class CompiledRules {

    /** What a step has to say about what comes next. */
    enum Flow {
        GO_ON,
        RETURN
    }

    /** A step ready to run. */
    interface Action {
        Flow act(RuleRun run);
    }

    /**
     * A rule ready to run.
     *
     * @param label it in the log
     * @param title its name, as {@link RuleOutcome#fired} has it
     */
    record Ready(String label, String title, Predicate<RuleRun> constraint, Action body) {}

    /** A rule set ready to run. */
    record ReadySet(Optional<LocalDateTime> begin, Optional<LocalDateTime> end, List<Ready> rules) {
        boolean isInEffect(LocalDateTime now) {
            return begin.filter(now::isBefore).isEmpty()
                    && end.filter(moment -> !now.isBefore(moment)).isEmpty();
        }
    }

    /**
     * A target that a step names.
     *
     * @param where rule and line, for a fault
     */
    public record TargetUse(String target, String where) {}

    private final String name;
    private final List<ReadySet> sets;
    private final List<TargetUse> targets;
    private final Formats formats;

    CompiledRules(String name, List<ReadySet> sets, List<TargetUse> targets, Formats formats) {
        this.formats = formats;
        this.name = name;
        this.sets = List.copyOf(sets);
        this.targets = List.copyOf(targets);
    }

    /** Every target that a step names, also in rules that are delegated to; what is disabled counts not. */
    public List<TargetUse> targets() {
        return targets;
    }

    /**
     * What the rules decide about a message.
     *
     * @param now decides which set is in effect
     * @throws IllegalStateException when no set is
     * @throws hie.engine.expression.EvaluationException when an expression has no value, or the budget is spent
     */
    public RuleOutcome run(Message message, ZonedDateTime now) {
        RuleRun run = RuleRun.of(message, now, formats);
        run(run);
        return run.outcome();
    }

    void run(RuleRun run) {
        LocalDateTime moment = run.now().toLocalDateTime();
        ReadySet set = sets.stream()
                .filter(candidate -> candidate.isInEffect(moment))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException(
                        "no set of the rules '" + name + "' is in effect now; see their begin and end"));
        for (Ready rule : set.rules()) {
            if (rule.constraint().test(run)) {
                run.enter(rule);
                if (rule.body().act(run) == Flow.RETURN) {
                    return;
                }
            }
        }
    }
}
