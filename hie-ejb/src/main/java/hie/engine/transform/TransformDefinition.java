package hie.engine.transform;

import java.util.List;

/**
 * A transform document: how one message is made of another.
 *
 * @param sourceClass the class of what comes in, as IRIS has it; empty or {@code EnsLib.HL7.Message} for HL7 v2, all else is kept only
 * @param targetClass likewise, of what goes out
 * @param sourceDocType category and structure of the source, for example {@code 2.5:ADT_A01}; may be empty
 * @param targetDocType likewise, of the target; empty for the source's
 * @param language kept as text; may be empty
 */
public record TransformDefinition(
        String sourceClass,
        String targetClass,
        String sourceDocType,
        String targetDocType,
        Create create,
        String language,
        List<Action> actions) {

    /** What the target is when the first action is taken. */
    public enum Create {
        /** Empty but for a header with the source's delimiters. */
        NEW,
        /** The source as it is. */
        COPY,
        /** What a transform that calls this one has made so far; the source as it is when a rule calls it. */
        EXISTING
    }

    public TransformDefinition {
        actions = List.copyOf(actions);
    }
}
