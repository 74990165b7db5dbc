package hie.engine.transform;

import hie.api.message.Message;
import hie.api.message.MessageBody;
import hie.engine.expression.Scope;
import hie.engine.hl7.Hl7Document;
import hie.engine.hl7.Hl7Draft;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/** A transform ready to run. Immutable; used by any number of threads. */
public final class CompiledTransform implements MessageTransform {

    /** What an action has to say about what comes next. */
    enum Flow {
        GO_ON,
        BREAK
    }

    /** An action ready to run. */
    interface Doing {
        Flow act(Run run);
    }

    /** One message on its way through. */
    static final class Run {
        private final Scope scope;
        private final Hl7Draft target;
        private final BitSet fired = new BitSet();
        private final BitSet unresolved = new BitSet();

        private Run(Scope scope, Hl7Draft target) {
            this.scope = scope;
            this.target = target;
        }

        /** The same work, counted by itself: another transform takes part in it. */
        Run apart() {
            return new Run(scope, target);
        }

        Scope scope() {
            return scope;
        }

        Hl7Draft target() {
            return target;
        }

        /** An assignment was made, or had no place to go to. */
        void assigned(int line, boolean resolved) {
            fired.set(line);
            if (!resolved) {
                unresolved.set(line);
            }
        }
    }

    private final String name;
    private final TransformDefinition definition;
    private final Doing body;
    private final BitSet assignments;

    CompiledTransform(String name, TransformDefinition definition, Doing body, BitSet assignments) {
        this.name = name;
        this.definition = definition;
        this.body = body;
        this.assignments = assignments;
    }

    Doing body() {
        return body;
    }

    /**
     * Makes another message of one; its header is that of the one it was made of.
     *
     * @throws IllegalStateException when it is not HL7 v2
     * @throws IllegalArgumentException when a value cannot stand where it is put, without the value in its text
     * @throws hie.engine.expression.EvaluationException when an expression has no value, or the budget is spent
     */
    @Override
    public TransformResult apply(Message source, ZonedDateTime now) {
        if (!Message.HL7_V2.equals(source.header().contentType())
                || !source.body().hl7().hasHeader()) {
            throw new IllegalStateException(
                    "transform '" + name + "' makes HL7 v2 of HL7 v2, and this message is none");
        }
        Hl7Draft target = definition.create() == TransformDefinition.Create.NEW
                ? Hl7Draft.newLike(source.body().hl7(), docType())
                : Hl7Draft.copyOf(source.body().hl7(), source.body().bytes(), docType());
        Hl7Document from = Hl7Document.of(source.body().hl7());
        Scope scope = new Scope(root -> root.equals(TransformCompiler.TARGET) ? target.document() : from, now);
        Run run = new Run(scope, target);
        body.act(run);
        Message made = new Message(source.header(), MessageBody.of(target.bytes()));
        return new TransformResult(made, log(run));
    }

    private String docType() {
        return definition.targetDocType().isEmpty() ? definition.sourceDocType() : definition.targetDocType();
    }

    private List<String> log(Run run) {
        List<String> log = new ArrayList<>();
        BitSet never = (BitSet) assignments.clone();
        never.andNot(run.fired);
        if (!never.isEmpty()) {
            log.add("transform '" + name + "': " + never.cardinality() + " of " + assignments.cardinality()
                    + " assignments not made, lines " + lines(never));
        }
        if (!run.unresolved.isEmpty()) {
            log.add("transform '" + name + "': no such place in this version of HL7, lines " + lines(run.unresolved));
        }
        return log;
    }

    private static String lines(BitSet lines) {
        String text = lines.toString();
        String inside = text.substring(1, text.length() - 1);
        return inside.length() > 200 ? inside.substring(0, inside.lastIndexOf(',', 200)) + ", …" : inside;
    }
}
