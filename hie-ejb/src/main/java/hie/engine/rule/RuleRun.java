package hie.engine.rule;

import hie.api.message.Message;
import hie.api.message.MessageBody;
import hie.engine.document.Document;
import hie.engine.document.Draft;
import hie.engine.document.Node;
import hie.engine.document.Place;
import hie.engine.expression.Expression;
import hie.engine.expression.Scope;
import hie.engine.format.Formats;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** One message on its way through rules: what they see, what they have decided so far, and why. Used by one thread. */
final class RuleRun {

    /** The log is cut behind so many entries: a loop can make many. */
    private static final int MOST_ENTRIES = 50;

    private final Message original;
    private final Document document;
    private final ZonedDateTime now;
    private final Formats formats;
    private final RunScope scope;
    private final List<RuleOutcome.Sending> sendings;
    private final List<String> log;
    private final List<String> fired;

    /** The rule at work, until the log names it; {@code null} from then on. */
    private CompiledRules.Ready rule;

    private String returned = "";

    /** What the rules have changed of the message; {@code null} until they do. */
    private Draft draft;

    /** The message as they have changed it; {@code null} while it has not been written. */
    private Message changed;

    /** By which an expression finds the run again that it is evaluated for. */
    private static final class RunScope extends Scope {

        private final RuleRun run;

        RunScope(RuleRun run) {
            super(root -> run.document(), run.now);
            this.run = run;
        }

        RunScope(RuleRun run, Scope budget) {
            super(root -> run.document(), budget);
            this.run = run;
        }
    }

    private RuleRun(Message message, ZonedDateTime now, Formats formats) {
        this.original = message;
        this.now = now;
        this.formats = formats;
        this.sendings = new ArrayList<>();
        this.log = new ArrayList<>();
        this.fired = new ArrayList<>();
        this.document = formats.read(message).orElse(null);
        this.scope = new RunScope(this);
    }

    /** Within another one, at its cost. */
    private RuleRun(RuleRun outer, Message message, Document document, List<String> fired) {
        this.original = message;
        this.now = outer.now;
        this.formats = outer.formats;
        this.sendings = outer.sendings;
        this.log = outer.log;
        this.fired = fired;
        this.document = document;
        this.scope = new RunScope(this, outer.scope);
    }

    static RuleRun of(Message message, ZonedDateTime now, Formats formats) {
        return new RuleRun(message, now, formats);
    }

    /** The run that an expression of rules is evaluated for. */
    static RuleRun of(Scope scope) {
        return ((RunScope) scope).run;
    }

    /** A run of other rules over a message, which adds to what this one has decided. */
    RuleRun over(Message other) {
        return new RuleRun(this, other, formats.read(other).orElse(null), fired);
    }

    /** What other rules return for the message; they are in the log, and count not as rules that did something. */
    String ask(CompiledRules rules, String purpose) {
        RuleRun asked = new RuleRun(this, message(), document(), new ArrayList<>());
        if (!purpose.isEmpty()) {
            entry("asked for '" + purpose + "'");
        }
        rules.run(asked);
        return asked.returned;
    }

    /** The message that came, or, when the rules have changed it, what they have made of it. */
    Message message() {
        if (draft == null) {
            return original;
        }
        if (changed == null) {
            changed = new Message(original.header(), MessageBody.of(draft.bytes()));
        }
        return changed;
    }

    /** Puts a value to a place in the message, for later steps and for what is sent from now on. */
    void change(Place place, Map<String, Expression> keys, Node value) {
        scope.spend(0);
        if (draft == null) {
            draft = formats.formatOf(original)
                    .orElseThrow(RuleRun::noProperties)
                    .copy(original, "");
        }
        if (!draft.set(place, scope.keys(keys), value)) {
            throw noProperties();
        }
        changed = null;
    }

    private static IllegalStateException noProperties() {
        return new IllegalStateException("the rules change a property of this message, and it has none");
    }

    /** {@code null} when the message cannot be read. */
    Document document() {
        return draft == null ? document : draft.document();
    }

    ZonedDateTime now() {
        return now;
    }

    Scope scope() {
        return scope;
    }

    /** Names the rule that is at work, for the log. */
    void enter(CompiledRules.Ready entered) {
        rule = entered;
    }

    void log(String what) {
        CompiledRules.Ready first = rule;
        rule = null;
        if (first != null) {
            fired.add(first.title());
        }
        entry(first == null ? what : first.label() + ": " + what);
    }

    private void entry(String text) {
        if (log.size() < MOST_ENTRIES) {
            log.add(text);
        }
    }

    /** A value ends the rule set. */
    void returned(String value) {
        returned = value;
    }

    void send(String target, Message sent) {
        scope.spend(0);
        sendings.add(new RuleOutcome.Sending(target, sent));
    }

    RuleOutcome outcome() {
        return new RuleOutcome(sendings, log, fired, returned, message());
    }
}
