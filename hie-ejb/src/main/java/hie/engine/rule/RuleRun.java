package hie.engine.rule;

import hie.api.message.Message;
import hie.engine.expression.Scope;
import hie.engine.hl7.Hl7Document;
import hie.engine.hl7.Schemas;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.List;

/** One message on its way through rules: what they see, what they have decided so far, and why. Used by one thread. */
final class RuleRun {

    /** The log is cut behind so many entries: a loop can make many. */
    private static final int MOST_ENTRIES = 50;

    private final Message message;
    private final Hl7Document document;
    private final ZonedDateTime now;
    private final Schemas schemas;
    private final Scope scope;
    private final List<RuleOutcome.Sending> sendings;
    private final List<String> log;
    private String rule = "";
    private String returned = "";

    private RuleRun(
            Message message, ZonedDateTime now, Schemas schemas, List<RuleOutcome.Sending> sendings, List<String> log) {
        this.message = message;
        this.now = now;
        this.schemas = schemas;
        this.sendings = sendings;
        this.log = log;
        this.document = Message.HL7_V2.equals(message.header().contentType()) ? Hl7Document.of(message, schemas) : null;
        this.scope = new Scope(root -> document, now);
    }

    static RuleRun of(Message message, ZonedDateTime now, Schemas schemas) {
        return new RuleRun(message, now, schemas, new ArrayList<>(), new ArrayList<>());
    }

    /** A run of other rules over a message, which adds to what this one has decided. */
    RuleRun over(Message other) {
        return new RuleRun(other, now, schemas, sendings, log);
    }

    Message message() {
        return message;
    }

    /** {@code null} when the message is not HL7. */
    Hl7Document document() {
        return document;
    }

    ZonedDateTime now() {
        return now;
    }

    Scope scope() {
        return scope;
    }

    /** Names the rule that is at work, for the log. */
    void enter(String what) {
        rule = what;
    }

    void log(String what) {
        if (log.size() < MOST_ENTRIES) {
            log.add(rule.isEmpty() ? what : rule + ": " + what);
            rule = "";
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
        return new RuleOutcome(sendings, log, returned);
    }
}
