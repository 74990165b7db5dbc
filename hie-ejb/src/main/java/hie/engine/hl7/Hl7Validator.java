package hie.engine.hl7;

import hie.api.hl7.Hl7Message;
import hie.engine.hl7.Hl7Finding.Code;
import hie.engine.hl7.ValidationRules.Level;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Holds messages against the definitions of their version, as far as its rules say. Immutable; safe for use by any thread. */
public final class Hl7Validator {

    /** So many findings are listed at most. */
    static final int MOST_FINDINGS = 50;

    private final ValidationRules rules;
    private final SchemaCategory category;

    public Hl7Validator(ValidationRules rules, SchemaCategory category) {
        this.rules = rules;
        this.category = category;
    }

    public ValidationRules rules() {
        return rules;
    }

    /** What a message is held against. */
    public SchemaCategory.DocType docType(Hl7Message message) {
        return category.of(
                message.messageType().orElse(""), message.get("MSH-12.1").orElse(""));
    }

    /**
     * What is wrong with a message, the first {@value #MOST_FINDINGS} places; empty when nothing is.
     *
     * @param bytes the message's own
     */
    public List<Hl7Finding> check(Hl7Message message, byte[] bytes) {
        return check(message, bytes, docType(message));
    }

    /** The same against a type that is known already. */
    public List<Hl7Finding> check(Hl7Message message, byte[] bytes, SchemaCategory.DocType docType) {
        if (!rules.isChecking()) {
            return List.of();
        }
        if (!message.hasHeader() || message.isBatch()) {
            return List.of(Hl7Finding.ofMessage(
                    Code.SEGMENT_SEQUENCE,
                    message.isBatch()
                            ? "a batch is not one message (set BatchHandling)"
                            : "there is no MSH segment with a field separator"));
        }
        Check check = new Check(message, bytes, docType);
        return List.copyOf(check.run());
    }

    /** The check of one message. */
    private final class Check {

        private final Hl7Message message;
        private final byte[] bytes;
        private final SchemaCategory.DocType docType;
        private final Hl7Schema schema;
        private final List<Hl7Finding> findings = new ArrayList<>();

        Check(Hl7Message message, byte[] bytes, SchemaCategory.DocType docType) {
            this.message = message;
            this.bytes = bytes;
            this.docType = docType;
            this.schema = Hl7Schema.of(docType.category());
        }

        List<Hl7Finding> run() {
            Optional<Hl7Structure> structure = schema.structure(docType.structure())
                    .or(() -> message.get("MSH-9.3").flatMap(schema::structure));
            if (rules.requiresStructure() && structure.isEmpty()) {
                find(new Hl7Finding(
                        "MSH",
                        1,
                        9,
                        1,
                        0,
                        Code.UNSUPPORTED_MESSAGE_TYPE,
                        "HL7 " + schema.version()
                                + " has no structure for the message's type (correct the type, or name the structure that it stands for in"
                                + " MessageSchemaCategory)"));
            }
            List<String> names = message.segmentNames();
            if (rules.refusesZ()) {
                refuseZ(names);
            }
            if (rules.mapsSegments()) {
                structure.ifPresent(known -> map(names, known));
            }
            if (rules.level().includes(Level.TYPES)) {
                CharsetCheck.of(message, bytes).forEach(this::find);
            }
            if (rules.level().includes(Level.FIELDS)) {
                FieldCheck fields = new FieldCheck(message, bytes, schema, rules.level());
                fields.findings(MOST_FINDINGS - findings.size()).forEach(this::find);
            }
            return findings;
        }

        private void find(Hl7Finding finding) {
            if (findings.size() < MOST_FINDINGS) {
                findings.add(finding);
            }
        }

        private void refuseZ(List<String> names) {
            Map<String, Integer> seen = new HashMap<>();
            for (String name : names) {
                int occurrence = seen.merge(name, 1, Integer::sum);
                if (name.startsWith("Z")) {
                    find(
                            Hl7Finding.ofSegment(
                                    name,
                                    occurrence,
                                    Code.SEGMENT_SEQUENCE,
                                    "is a segment of a site's own, and none is allowed (have the sender leave it out, or take z out of Validation)"));
                }
            }
        }

        private void map(List<String> names, Hl7Structure structure) {
            Hl7Tree tree = Hl7Tree.of(names, structure);
            Map<String, Integer> seen = new HashMap<>();
            Set<Integer> unplaced = new HashSet<>(tree.unplaced());
            for (int at = 0; at < names.size(); at++) {
                String name = names.get(at);
                int occurrence = seen.merge(name, 1, Integer::sum);
                if (!name.startsWith("Z") && unplaced.contains(at)) {
                    find(Hl7Finding.ofSegment(
                            name,
                            occurrence,
                            Code.SEGMENT_SEQUENCE,
                            "has no place where it stands in " + docType.structure() + " of HL7 " + schema.version()));
                }
            }
            for (String missing : tree.missing()) {
                int dot = missing.lastIndexOf('.');
                String segment = missing.substring(dot + 1);
                find(Hl7Finding.ofSegment(
                        segment,
                        1,
                        Code.SEGMENT_SEQUENCE,
                        "is missing" + (dot < 0 ? "" : " in " + missing.substring(0, dot)) + "; " + docType.structure()
                                + " of HL7 " + schema.version() + " must have it"));
            }
        }
    }
}
