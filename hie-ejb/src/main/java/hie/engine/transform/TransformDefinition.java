package hie.engine.transform;

import java.util.List;

/**
 * A transform document: how one message is made of another.
 *
 * @param sourceFormat how what comes in is written: {@code hl7}, {@code json} or {@code xml}; empty for what its class says
 * @param targetFormat likewise, of what goes out
 * @param sourceClass the class of what comes in, as IRIS has it; empty or {@code EnsLib.HL7.Message} for HL7 v2
 * @param targetClass likewise, of what goes out; its messages bear its name
 * @param sourceDocType category and structure of the source, for example {@code 2.5:ADT_A01}; of XML the root element; may be empty
 * @param targetDocType likewise, of the target; empty for the source's
 * @param language {@code objectscript} for expressions that are read as ObjectScript, from left to right; else kept as text; may be empty
 */
public record TransformDefinition(
        String sourceFormat,
        String targetFormat,
        String sourceClass,
        String targetClass,
        String sourceDocType,
        String targetDocType,
        Create create,
        String language,
        List<Action> actions) {

    /** What the target is when the first action is taken. */
    public enum Create {
        /** Empty; of HL7 v2 a header with the source's delimiters. */
        NEW,
        /** The source as it is. */
        COPY,
        /**
         * What a transform that calls this one has made so far; when a rule calls it, the source as it is, or nothing when the target is of another
         * class.
         */
        EXISTING
    }

    public TransformDefinition {
        actions = List.copyOf(actions);
    }
}
