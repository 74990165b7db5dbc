package hie.engine.rule;

import hie.api.message.Message;
import hie.engine.format.Formats;
import hie.engine.hl7.Hl7Document;
import hie.engine.hl7.schema.Hl7Schema;
import hie.engine.hl7.schema.Schemas;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/** A rule's constraint, ready to be met by messages. */
final class Constraints implements Predicate<RuleRun> {

    private static final Pattern VERSION = Pattern.compile("2\\.\\d(\\.\\d)?");

    private final Constraint constraint;
    private final Schemas schemas;
    private final boolean isMissing;
    private final List<String> sources;
    private final List<String> types;
    private final List<String> structures;

    private Constraints(Constraint constraint, Schemas schemas) {
        this.constraint = constraint;
        this.schemas = schemas;
        this.isMissing = constraint.awaitsSchema() && !schemas.isOwn(constraint.docCategory());
        this.sources = list(constraint.source());
        this.types = list(constraint.docName());
        this.structures = list(constraint.docType());
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

    /** Why no message could ever meet it; empty when one can, or when it says that its schema may be missing. */
    Optional<String> fault() {
        String category = constraint.docCategory();
        boolean isVersion = category.isEmpty() || VERSION.matcher(category).matches();
        if (constraint.awaitsSchema()) {
            return !isVersion && !category.contains(",")
                    ? Optional.empty()
                    : Optional.of("awaitsSchema waits for a schema of a site's own, and docCategory '" + category
                            + "' can be none");
        }
        return isVersion || schemas.isOwn(category)
                ? Optional.empty()
                : Optional.of("docCategory '" + category
                        + "' is a schema of a site's own that the project does not have (expected: schemas/" + category
                        + ".yaml, or one of " + String.join(", ", Hl7Schema.VERSIONS) + ")");
    }

    /** The only schema category of messages that meet it; empty for any. */
    String category() {
        return constraint.docCategory();
    }

    /** The only types of messages that meet it; empty for any. */
    Collection<String> messageTypes() {
        return types;
    }

    /** The class of messages that meet it; empty for any. */
    String messageClass() {
        return constraint.msgClass();
    }

    @Override
    public boolean test(RuleRun run) {
        Message message = run.message();
        return !isMissing
                && (sources.isEmpty() || sources.contains(message.header().source()))
                && isOfClass(message)
                && (!asksOfHl7() || (run.document() instanceof Hl7Document document && isOfType(document)));
    }

    private boolean asksOfHl7() {
        return !constraint.docCategory().isEmpty() || !types.isEmpty() || !structures.isEmpty();
    }

    private boolean isOfType(Hl7Document document) {
        Optional<String> type = document.message().messageType();
        return (constraint.docCategory().isEmpty() || constraint.docCategory().equals(document.category()))
                && (types.isEmpty() || type.filter(types::contains).isPresent())
                && (structures.isEmpty() || isOfStructure(document, type.orElse("")));
    }

    private boolean isOfStructure(Hl7Document document, String type) {
        List<String> segments = document.message().segmentNames();
        if (!segments.isEmpty() && structures.contains(segments.getFirst())) {
            return true;
        }
        return structures.stream()
                .anyMatch(wanted -> document.schema().structure(wanted).isPresent()
                        && document.schema()
                                .structure(wanted)
                                .equals(document.schema().structure(type)));
    }

    private boolean isOfClass(Message message) {
        String wanted = constraint.msgClass();
        if (wanted.isEmpty()) {
            return true;
        }
        return wanted.equals(Formats.HL7_CLASS)
                ? Message.HL7_V2.equals(message.header().contentType())
                : wanted.equals(message.header().bodyClass())
                        || wanted.equals(message.header().schemaName());
    }
}
