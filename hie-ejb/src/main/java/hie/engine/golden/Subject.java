package hie.engine.golden;

import hie.api.message.Message;
import hie.engine.rule.RuleLibrary;
import hie.engine.rule.RuleOutcome;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Objects;

/**
 * What is tried: a rule set, or whatever makes one message of another under a name.
 *
 * @param name the document's
 */
public record Subject(Kind kind, String name) {

    /** What there is to try. */
    public enum Kind {
        RULES("rules"),
        TRANSFORM("transform");

        private final String key;

        Kind(String key) {
            this.key = key;
        }

        /** As it is written before the name. */
        public String key() {
            return key;
        }
    }

    /** Makes a subject ready to try messages. */
    interface Trying {

        /** What it makes of a message; throws what the subject throws. */
        Outcome of(Message message, ZonedDateTime now);
    }

    /**
     * The subject, ready to run.
     *
     * @throws IllegalArgumentException when there is none of that name, or it cannot be run; saying all that keeps it from running
     */
    public Trial in(RuleLibrary library) {
        Trying trying = kind == Kind.RULES ? rules(library) : transform(library);
        return new Trial(trying);
    }

    private Trying rules(RuleLibrary library) {
        var rules = library.rules(name)
                .orElseThrow(() -> new IllegalArgumentException(
                        "there is no rule set '" + name + "' (expected: rules/" + name + ".yaml)"));
        return (message, now) -> {
            RuleOutcome made = rules.run(message, now);
            List<Outcome.Sent> sent = made.sendings().stream()
                    .map(sending -> new Outcome.Sent(sending.target(), sending.message()))
                    .toList();
            return new Outcome(made.fired(), sent, made.returned(), "");
        };
    }

    private Trying transform(RuleLibrary library) {
        var transform = library.transform(name);
        return (message, now) ->
                Outcome.ofTransform(transform.apply(message, now).message());
    }

    /** A subject ready to run. Immutable; used by any number of threads. */
    public static final class Trial {

        private final Trying trying;

        private Trial(Trying trying) {
            this.trying = trying;
        }

        /** What the subject makes of a message; that it fails is an outcome, too. */
        public Outcome run(Message message, ZonedDateTime now) {
            try {
                return trying.of(message, now);
            } catch (RuntimeException e) {
                return Outcome.failed(
                        Objects.requireNonNullElse(e.getMessage(), e.getClass().getSimpleName()));
            }
        }
    }

    @Override
    public String toString() {
        return kind.key + " " + name;
    }
}
