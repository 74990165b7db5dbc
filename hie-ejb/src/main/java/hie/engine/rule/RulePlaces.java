package hie.engine.rule;

import hie.engine.document.Format;
import hie.engine.document.Place;
import hie.engine.document.TreePath;
import hie.engine.expression.Expression;
import hie.engine.expression.ExpressionParser;
import hie.engine.expression.Names;
import hie.engine.format.Formats;
import hie.engine.table.CodeList;
import hie.engine.table.LookupTable;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What the names in a rule's expressions stand for. */
final class RulePlaces implements Names {

    private static final String HL7 = "HL7";
    private static final String DOCUMENT = "Document";
    private static final String CONTEXT = "context";

    /** The names that paths in rules give the message. */
    private static final List<String> ROOTS = List.of(HL7, DOCUMENT, "request", CONTEXT);

    private static final Pattern VARIABLE = Pattern.compile("[A-Za-z%][A-Za-z0-9]*");
    private static final Pattern LOOP = Pattern.compile("(?:([A-Za-z0-9]+)\\.)?(?:\\{([^{}]*)}|([^{}]+))");
    private static final Pattern ASSIGNED =
            Pattern.compile("(?i:(Document|request|context)\\.)?(?:\\{([^{}]*)}|([^{}]+))");

    /** Finds the rule sets that expressions ask. */
    interface Asking {
        Expression returned(String rules, String purpose);
    }

    private final RuleLibrary library;
    private final Asking asking;
    private final boolean hasOwnContext;
    private final Set<String> variables = new HashSet<>();
    private final Formats formats;
    private Constraints constraints;
    private String key;

    /**
     * @param context the class that the rules are written for; those for the context of a process read its properties by their bare
     *     names
     */
    RulePlaces(RuleLibrary library, String context, Asking asking) {
        this.library = library;
        this.asking = asking;
        this.formats = library.formats();
        this.constraints = Constraints.of(Constraint.NONE, library.schemas());
        this.hasOwnContext = context.endsWith(".Context");
    }

    /** Begins with a rule set: it has no variables yet. */
    void clear() {
        variables.clear();
    }

    /** A step assigns to it. */
    void collect(String property) {
        if (!hasOwnContext && VARIABLE.matcher(property).matches()) {
            variables.add(property);
        }
    }

    /** Begins with a rule. */
    void enter(Constraints ofRule) {
        constraints = ofRule;
    }

    /** The key of the loop that is being compiled; {@code null} outside of one. */
    String key() {
        return key;
    }

    void key(String name) {
        key = name;
    }

    static boolean isName(String text) {
        return VARIABLE.matcher(text).matches();
    }

    /** A place in the message, with what its keys are made of. */
    record Found(Place place, Map<String, Expression> keys) {}

    /**
     * Where an assignment goes; empty for a variable.
     *
     * @throws IllegalArgumentException when nothing can be assigned there
     */
    Optional<Found> assigned(String property) {
        if (isVariable(property)) {
            return Optional.empty();
        }
        Matcher text = ASSIGNED.matcher(property.strip());
        boolean isProperty = text.matches() && (text.group(1) != null || hasOwnContext);
        if (isProperty) {
            boolean inBraces = text.group(2) != null;
            String root = text.group(1) == null ? CONTEXT : text.group(1);
            Place place = place(root, inBraces ? text.group(2) : text.group(3), inBraces);
            if (place instanceof TreePath && place.isSingle()) {
                return Optional.of(new Found(place, ExpressionParser.keys(place, this)));
            }
        }
        throw new IllegalArgumentException("'" + property
                + "' cannot be assigned: rules assign variables of their own, named by letters and digits, and properties of messages"
                + " that have such; a transform changes HL7 messages");
    }

    /**
     * What a loop goes through.
     *
     * @throws IllegalArgumentException when it does not say what is counted
     */
    Found loop(String path) {
        Matcher text = LOOP.matcher(path.strip());
        if (!text.matches()) {
            throw new IllegalArgumentException("'" + path + "' is no path");
        }
        boolean inBraces = text.group(2) != null;
        String root = ROOTS.stream()
                .filter(known -> known.equalsIgnoreCase(text.group(1)))
                .findFirst()
                .orElse("");
        String inside = inBraces ? text.group(2) : root.isEmpty() ? path.strip() : text.group(3);
        Place place = root.isEmpty() ? place(HL7, inside, true) : place(root, inside, inBraces);
        if (!place.isEach()) {
            throw new IllegalArgumentException(
                    "'" + place
                            + "' does not say what is counted: exactly its last brackets must be empty, as in PIDgrpgrp(1).ORCgrp()");
        }
        return new Found(place, ExpressionParser.keys(place, this));
    }

    @Override
    public List<String> roots() {
        return ROOTS;
    }

    @Override
    public Place place(String root, String path, boolean inBraces) {
        Format format = format(root, path, inBraces);
        String docType = Formats.isHl7(format)
                ? constraints.category() + ":" + String.join(",", constraints.messageTypes())
                : "";
        return format.place(path, inBraces, docType);
    }

    /** What stands behind a point is a property of HL7 messages when these have it, unless the rule is for others. */
    private Format format(String root, String path, boolean inBraces) {
        if (root.equalsIgnoreCase(HL7)) {
            return formats.hl7();
        }
        Format format = formats.ofClass(constraints.messageClass());
        boolean isObject = !Formats.isHl7(format) || !root.equalsIgnoreCase(DOCUMENT);
        if (isObject) {
            return Formats.isHl7(format) ? Formats.JSON : format;
        }
        return inBraces || !constraints.messageClass().isEmpty() || isOfHl7(path) ? formats.hl7() : Formats.JSON;
    }

    private static boolean isOfHl7(String path) {
        try {
            Formats.STANDARD.hl7().place(path, false, "");
            return true;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    @Override
    public boolean isVariable(String name) {
        return name.equals(key) || variables.contains(name);
    }

    @Override
    public Optional<LookupTable> table(String name) {
        return library.table(name);
    }

    @Override
    public Optional<CodeList> list(String name) {
        return library.list(name);
    }

    @Override
    public Expression returned(String rules, String purpose) {
        return asking.returned(rules, purpose);
    }

    @Override
    public Optional<String> properties() {
        return hasOwnContext ? Optional.of(CONTEXT) : Optional.empty();
    }
}
