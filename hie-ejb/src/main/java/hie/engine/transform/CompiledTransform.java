package hie.engine.transform;

import hie.api.hl7.Hl7Message;
import hie.api.message.Message;
import hie.api.message.MessageBody;
import hie.api.message.MessageHeader;
import hie.engine.document.Document;
import hie.engine.document.Draft;
import hie.engine.document.Format;
import hie.engine.expression.Scope;
import hie.engine.format.Formats;
import hie.engine.hl7.MessageCheck;
import hie.engine.hl7.schema.Schemas;
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

    private final String name;
    private final TransformDefinition definition;
    private final Format from;
    private final Format to;
    private final Doing body;
    private final BitSet assignments;
    private final Schemas schemas;

    CompiledTransform(
            String name,
            TransformDefinition definition,
            Format from,
            Format to,
            Doing body,
            BitSet assignments,
            Schemas schemas) {
        this.name = name;
        this.definition = definition;
        this.from = from;
        this.to = to;
        this.body = body;
        this.assignments = assignments;
        this.schemas = schemas;
    }

    Doing body() {
        return body;
    }

    TransformDefinition definition() {
        return definition;
    }

    Format from() {
        return from;
    }

    Format to() {
        return to;
    }

    /**
     * Makes another message of one; its header is that of the one it was made of, but for what the body is.
     *
     * @throws IllegalStateException when it is not of the transform's source format
     * @throws IllegalArgumentException when the message cannot be read, or a value cannot stand where it is put, without the value in its
     *     text
     * @throws hie.engine.expression.EvaluationException when an expression has no value, or the budget is spent
     */
    @Override
    public TransformResult apply(Message source, ZonedDateTime now) {
        if (definition.targetClass().equals(Formats.SEGMENT_CLASS)) {
            throw new IllegalStateException("transform '" + name + "' makes a segment: only other transforms call it");
        }
        if (!from.isOf(source)) {
            throw new IllegalStateException("transform '" + name + "' makes " + to.name() + " of " + from.name()
                    + ", and this message is none");
        }
        Draft target = begin(source);
        Document read = from.read(known(source));
        Scope scope = new Scope(root -> root.equals(TransformNames.TARGET) ? target.document() : read, now);
        Run run = new Run(scope, target);
        body.act(run);
        MessageBody made = MessageBody.of(target.bytes());
        return new TransformResult(new Message(header(source, made), made), log(run));
    }

    /** What it makes is what it says, for those that heed that. */
    private MessageHeader likeSource(MessageHeader source) {
        boolean isHeld = source.property(MessageCheck.DOC_TYPE).isPresent();
        return isHeld && !docType().isEmpty() ? described(source, docType()) : source;
    }

    private String docType() {
        return definition.targetDocType().isEmpty() && from == to
                ? definition.sourceDocType()
                : definition.targetDocType();
    }

    private Draft begin(Message source) {
        boolean isCopy = switch (definition.create()) {
            case NEW -> false;
            case COPY -> true;
            case EXISTING ->
                from == to && (Formats.isHl7(from) || definition.sourceClass().equals(definition.targetClass()));
        };
        return isCopy ? to.copy(source, docType()) : to.begin(source, docType());
    }

    /** The source is what the transform says it is, where it names a schema of the project; else what it came in as. */
    private Message known(Message source) {
        int colon = definition.sourceDocType().indexOf(':');
        boolean isOwn = colon > 0 && schemas.isOwn(definition.sourceDocType().substring(0, colon));
        return isOwn ? source.with(described(source.header(), definition.sourceDocType())) : source;
    }

    private static MessageHeader described(MessageHeader header, String docType) {
        return header.withProperty(MessageCheck.DOC_TYPE, docType);
    }

    private MessageHeader header(Message source, MessageBody made) {
        if (from == to && definition.targetClass().equals(definition.sourceClass())) {
            return likeSource(source.header());
        }
        MessageHeader header = source.header().withContentType(to.contentType());
        if (!Formats.isHl7(to)) {
            return header.describedAs(definition.targetClass(), "", "");
        }
        return header.describedAs(
                made.hl7().messageType().orElse(""), made.hl7().headerText(12).orElse(""), Hl7Message.class.getName());
    }

    private List<String> log(Run run) {
        List<String> log = new ArrayList<>(run.traces());
        BitSet never = (BitSet) assignments.clone();
        never.andNot(run.fired());
        if (!never.isEmpty()) {
            log.add("transform '" + name + "': " + never.cardinality() + " of " + assignments.cardinality()
                    + " assignments not made, lines " + lines(never));
        }
        if (!run.unresolved().isEmpty()) {
            log.add("transform '" + name + "': no such place in this version of HL7, lines " + lines(run.unresolved()));
        }
        return log;
    }

    private static String lines(BitSet lines) {
        String text = lines.toString();
        String inside = text.substring(1, text.length() - 1);
        return inside.length() > 200 ? inside.substring(0, inside.lastIndexOf(',', 200)) + ", …" : inside;
    }
}
