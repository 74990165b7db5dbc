package hie.engine.iris;

import hie.engine.hl7.schema.Hl7Structure;
import hie.engine.imports.ImportSyntaxException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads a message structure as IRIS writes it: {@code base:MSH~[~{~base:NTE~}~]~{~base:ORC~[~<~base:OBR~|~base:RXO~>~]~}}. Square brackets
 * may be left out, curly ones may repeat, pointed ones are a choice. Groups are named after their first part, as in paths.
 */
final class StructureDefinition {

    private static final Pattern TOKEN = Pattern.compile("[\\[\\]{}<>|]|[^~\\[\\]{}<>|\\s]+");
    private static final int MAX_DEPTH = 40;

    private final List<String> tokens = new ArrayList<>();
    private int at;

    private StructureDefinition(String text) {
        Matcher token = TOKEN.matcher(text);
        while (token.find()) {
            tokens.add(token.group());
        }
    }

    /**
     * Reads a definition.
     *
     * @throws ImportSyntaxException when its brackets do not fit together, or there is nothing in one
     */
    static Hl7Structure read(String text) {
        StructureDefinition definition = new StructureDefinition(text);
        List<Hl7Structure> parts = definition.sequence("", 0);
        if (parts.isEmpty()) {
            throw new ImportSyntaxException("it names no segment");
        }
        return new Hl7Structure("", true, false, parts);
    }

    /** The parts up to a closing bracket, which is taken; of a choice also up to its bar. */
    private List<Hl7Structure> sequence(String closing, int depth) {
        if (depth > MAX_DEPTH) {
            throw new ImportSyntaxException("its brackets are nested more than " + MAX_DEPTH + " deep");
        }
        List<Hl7Structure> parts = new ArrayList<>();
        while (at < tokens.size()) {
            String token = tokens.get(at++);
            switch (token) {
                case "[" -> add(whole(sequence("]", depth + 1), false, false), parts);
                case "{" -> add(whole(sequence("}", depth + 1), true, true), parts);
                case "<" -> add(choice(depth), parts);
                case "]", "}", ">", "|" -> {
                    if (!closing.contains(token)) {
                        throw new ImportSyntaxException("'" + token + "' closes nothing");
                    }
                    return parts;
                }
                default -> segment(token.substring(token.lastIndexOf(':') + 1), parts);
            }
        }
        if (!closing.isEmpty()) {
            throw new ImportSyntaxException("a bracket is not closed");
        }
        return parts;
    }

    /** {@code Hxx} stands for any segment, which has a place anywhere anyhow. */
    private static void segment(String name, List<Hl7Structure> parts) {
        if (!name.equalsIgnoreCase("Hxx")) {
            parts.add(new Hl7Structure(name, true, false, List.of()));
        }
    }

    private static void add(Hl7Structure part, List<Hl7Structure> parts) {
        if (part != null) {
            parts.add(part);
        }
    }

    private Hl7Structure choice(int depth) {
        List<Hl7Structure> alternatives = new ArrayList<>();
        do {
            add(whole(sequence(">|", depth + 1), false, false), alternatives);
        } while (tokens.get(at - 1).equals("|"));
        return alternatives.isEmpty()
                ? null
                : new Hl7Structure(alternatives.getFirst().name() + "union", true, false, alternatives);
    }

    /** What stands in brackets, as one: a single part stays what it is. */
    private static Hl7Structure whole(List<Hl7Structure> parts, boolean isRequired, boolean repeats) {
        if (parts.isEmpty()) {
            return null;
        }
        Hl7Structure first = parts.getFirst();
        return parts.size() == 1
                ? new Hl7Structure(
                        first.name(), first.isRequired() && isRequired, first.repeats() || repeats, first.children())
                : new Hl7Structure(first.name() + "grp", isRequired, repeats, parts);
    }
}
