package hie.engine.hl7;

import hie.api.hl7.Hl7Message;
import hie.engine.hl7.Hl7Finding.Code;
import hie.engine.hl7.ValidationRules.Level;
import hie.engine.hl7.schema.Hl7Schema;
import hie.engine.hl7.schema.Hl7Structure;
import hie.engine.hl7.schema.SchemaCategory;
import hie.engine.hl7.schema.Schemas;
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
    private final Schemas schemas;

    public Hl7Validator(ValidationRules rules, SchemaCategory category) {
        this(rules, category, Schemas.VERSIONS);
    }

    public Hl7Validator(ValidationRules rules, SchemaCategory category, Schemas schemas) {
        this.rules = rules;
        this.category = category;
        this.schemas = schemas;
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
            this.schema = schemas.of(docType.category());
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
                        schema.title()
                                + " has no structure for the message's type (correct the type, or name the structure that it stands for in"
                                + " MessageSchemaCategory)"));
            }
            List<String> names = message.segmentNames();
            Optional<Hl7Tree> tree = structure.map(known -> Hl7Tree.of(names, known));
            if (rules.refusesZ()) {
                refuseZ(names, tree);
            }
            if (rules.mapsSegments()) {
                tree.ifPresent(known -> map(names, known));
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

        /** A segment of the site's own that its category has a place for is none that nobody knows. */
        private void refuseZ(List<String> names, Optional<Hl7Tree> tree) {
            Map<String, Integer> seen = new HashMap<>();
            Set<Integer> unplaced =
                    tree.map(known -> new HashSet<>(known.unplaced())).orElse(null);
            for (int at = 0; at < names.size(); at++) {
                String name = names.get(at);
                int occurrence = seen.merge(name, 1, Integer::sum);
                if (name.startsWith("Z") && (unplaced == null || unplaced.contains(at))) {
                    find(
                            Hl7Finding.ofSegment(
                                    name,
                                    occurrence,
                                    Code.SEGMENT_SEQUENCE,
                                    "is a segment of a site's own, and none is allowed (have the sender leave it out, or take z out of Validation)"));
                }
            }
        }

        private void map(List<String> names, Hl7Tree tree) {
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
                            "has no place where it stands in " + docType.structure() + " of " + schema.title()));
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
                                + " of " + schema.title() + " must have it"));
            }
        }
    }
}
