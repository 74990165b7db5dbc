package hie.engine.rule;

import hie.api.message.Message;
import hie.engine.format.Formats;
import hie.engine.hl7.Hl7Document;
import hie.engine.hl7.Hl7Schema;
import hie.engine.hl7.MessageCheck;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** A rule's constraint, ready to be met by messages. */
final class Constraints implements Predicate<RuleRun> {

    private final Constraint constraint;
    private final List<String> sources;
    private final List<String> types;
    private final List<String> structures;

    private Constraints(Constraint constraint) {
        this.constraint = constraint;
        this.sources = list(constraint.source());
        this.types = list(constraint.docName());
        this.structures = list(constraint.docType());
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
        boolean isOdd = constraint.docCategory().matches("\\d[\\d.]*")
                && !constraint.docCategory().matches("2\\.\\d(\\.\\d)?");
        return isOdd
                ? Optional.of("docCategory '" + constraint.docCategory() + "' is no HL7 version (known: "
                        + String.join(", ", Hl7Schema.VERSIONS) + ")")
                : Optional.empty();
    }

    /** The only HL7 version of messages that meet it; empty for any, as for a category of a site's own. */
    String version() {
        return Hl7Schema.VERSIONS.contains(constraint.docCategory()) ? constraint.docCategory() : "";
    }

    /** The only types of messages that meet it; empty for any. */
    Collection<String> messageTypes() {
        boolean isOfSite = version().isEmpty() && !constraint.docCategory().isEmpty();
        return isOfSite ? List.of() : types;
    }

    /** The class of messages that meet it; empty for any. */
    String messageClass() {
        return constraint.msgClass();
    }

    @Override
    public boolean test(RuleRun run) {
        Message message = run.message();
        return (sources.isEmpty() || sources.contains(message.header().source()))
                && isOfClass(message)
                && (!asksOfHl7() || (run.document() instanceof Hl7Document document && isOfType(message, document)));
    }

    private boolean asksOfHl7() {
        return !constraint.docCategory().isEmpty() || !types.isEmpty() || !structures.isEmpty();
    }

    private boolean isOfType(Message message, Hl7Document document) {
        Optional<String> type = document.message().messageType();
        return (constraint.docCategory().isEmpty()
                        || constraint.docCategory().equals(document.version())
                        || constraint.docCategory().equals(category(message)))
                && (types.isEmpty() || type.filter(types::contains).isPresent())
                && (structures.isEmpty() || isOfStructure(document, type.orElse("")));
    }

    /** The category that the service which took the message in has given it; empty for none. */
    private static String category(Message message) {
        String docType = message.header().property(MessageCheck.DOC_TYPE).orElse(":");
        return docType.substring(0, Math.max(docType.indexOf(':'), 0));
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
