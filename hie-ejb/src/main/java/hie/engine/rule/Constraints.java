package hie.engine.rule;

import hie.api.message.Message;
import hie.engine.hl7.Hl7Schema;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** A rule's constraint, ready to be met by messages. */
final class Constraints implements Predicate<RuleRun> {

    /** The class of HL7 v2 messages in IRIS. */
    private static final String HL7_CLASS = "EnsLib.HL7.Message";

    private final Constraint constraint;
    private final List<String> sources;
    private final List<String> types;

    private Constraints(Constraint constraint) {
        this.constraint = constraint;
        this.sources = list(constraint.source());
        this.types = list(constraint.docName());
    }

    static Constraints of(Constraint constraint) {
        return new Constraints(constraint);
    }

    private static List<String> list(String text) {
        return Arrays.stream(text.split(","))
                .map(String::strip)
                .filter(part -> !part.isEmpty())
                .toList();
    }

    /** Why no message could ever meet it; empty when one can. */
    Optional<String> fault() {
        boolean isVersion =
                constraint.docCategory().isEmpty() || constraint.docCategory().matches("2\\.\\d(\\.\\d)?");
        return isVersion
                ? Optional.empty()
                : Optional.of("docCategory '" + constraint.docCategory()
                        + "' is a schema of a site's own, which no message names here; give the HL7 version that its messages name in MSH-12"
                        + " (known: " + String.join(", ", Hl7Schema.VERSIONS) + "), or leave it out");
    }

    /** The only HL7 version of messages that meet it; empty for any. */
    String version() {
        return fault().isPresent() ? "" : constraint.docCategory();
    }

    /** The only types of messages that meet it; empty for any. */
    Collection<String> messageTypes() {
        return types;
    }

    @Override
    public boolean test(RuleRun run) {
        Message message = run.message();
        return (sources.isEmpty() || sources.contains(message.header().source()))
                && isOfClass(message)
                && (constraint.docCategory().isEmpty()
                        || (run.document() != null
                                && constraint
                                        .docCategory()
                                        .equals(run.document().version())))
                && (types.isEmpty()
                        || (run.document() != null
                                && run.document()
                                        .message()
                                        .messageType()
                                        .filter(types::contains)
                                        .isPresent()));
    }

    private boolean isOfClass(Message message) {
        String wanted = constraint.msgClass();
        if (wanted.isEmpty()) {
            return true;
        }
        return wanted.equals(HL7_CLASS)
                ? Message.HL7_V2.equals(message.header().contentType())
                : wanted.equals(message.header().bodyClass());
    }
}
