package hie.engine.rule;

import hie.api.message.Message;
import hie.engine.hl7.Hl7Schema;
import hie.engine.hl7.Schemas;
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
    private final Schemas schemas;
    private final List<String> sources;
    private final List<String> types;

    private Constraints(Constraint constraint, Schemas schemas) {
        this.constraint = constraint;
        this.schemas = schemas;
        this.sources = list(constraint.source());
        this.types = list(constraint.docName());
    }

    static Constraints of(Constraint constraint, Schemas schemas) {
        return new Constraints(constraint, schemas);
    }

    private static List<String> list(String text) {
        return Arrays.stream(text.split(","))
                .map(String::strip)
                .filter(part -> !part.isEmpty())
                .toList();
    }

    /** Why no message could ever meet it; empty when one can. */
    Optional<String> fault() {
        String category = constraint.docCategory();
        boolean isVersion = category.isEmpty() || category.matches("2\\.\\d(\\.\\d)?");
        return isVersion || schemas.isOwn(category)
                ? Optional.empty()
                : Optional.of("docCategory '" + category
                        + "' is a schema of a site's own that the project does not have (expected: schemas/" + category
                        + ".yaml, or one of " + String.join(", ", Hl7Schema.VERSIONS) + ")");
    }

    /** The schemas of messages that meet it. */
    List<Hl7Schema> schemas() {
        return schemas.find(constraint.docCategory()).map(List::of).orElseGet(schemas::all);
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
                                        .equals(run.document().category())))
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
