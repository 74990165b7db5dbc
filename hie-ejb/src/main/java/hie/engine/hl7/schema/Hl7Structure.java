package hie.engine.hl7.schema;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.StringTokenizer;
import java.util.stream.Collectors;

/**
 * The segments and groups of a message structure, as a tree. Written {@code MSH PID PD1? NTE* ORCgrp+(ORC? OBR)}: {@code ?} may be
 * left out, {@code +} may repeat, {@code *} may do both. Immutable.
 *
 * @param isRequired whether what it lies in must have one
 * @param children empty for a segment
 */
public record Hl7Structure(String name, boolean isRequired, boolean repeats, List<Hl7Structure> children) {

    public Hl7Structure {
        children = List.copyOf(children);
    }

    /** Reads what {@link #text} wrote. */
    public static Hl7Structure parse(String text) {
        StringTokenizer tokens = new StringTokenizer(text, " ()", true);
        return new Hl7Structure("", true, false, parts(tokens));
    }

    private static List<Hl7Structure> parts(StringTokenizer tokens) {
        List<Hl7Structure> parts = new ArrayList<>();
        while (tokens.hasMoreTokens()) {
            String token = tokens.nextToken();
            switch (token) {
                case " " -> {}
                case ")" -> {
                    return parts;
                }
                case "(" -> {
                    Hl7Structure group = parts.removeLast();
                    parts.add(new Hl7Structure(group.name, group.isRequired, group.repeats, parts(tokens)));
                }
                default -> parts.add(part(token));
            }
        }
        return parts;
    }

    private static Hl7Structure part(String token) {
        char last = token.charAt(token.length() - 1);
        boolean marked = last == '?' || last == '*' || last == '+';
        return new Hl7Structure(
                marked ? token.substring(0, token.length() - 1) : token,
                last != '*' && last != '?',
                last == '*' || last == '+',
                List.of());
    }

    /** Its parts, as they are read. */
    public String text() {
        return children.stream().map(Hl7Structure::written).collect(Collectors.joining(" "));
    }

    private String written() {
        String mark = repeats ? (isRequired ? "+" : "*") : (isRequired ? "" : "?");
        return name + mark + (isGroup() ? "(" + text() + ")" : "");
    }

    public boolean isGroup() {
        return !children.isEmpty();
    }

    /** The first segment that it must have if it is there at all; its own name for a segment. */
    public String firstSegment() {
        return isGroup() ? children.getFirst().firstSegment() : name;
    }

    /** Whether a segment of that name is somewhere in it. */
    public boolean holds(String segment) {
        return isGroup() ? children.stream().anyMatch(child -> child.holds(segment)) : name.equals(segment);
    }

    /** The group of that name that lies in it; case does not count. */
    public Optional<Hl7Structure> group(String group) {
        return children.stream()
                .filter(child -> child.isGroup() && child.name.equalsIgnoreCase(group))
                .findFirst();
    }

    /** Whether groups of these names lie in each other in it, outermost first, and the last of them holds the segment itself. */
    public boolean hasPath(List<String> groups, String segment) {
        if (groups.isEmpty()) {
            return segment.isEmpty()
                    || children.stream().anyMatch(child -> !child.isGroup() && child.name.equals(segment));
        }
        return children.stream()
                .anyMatch(child -> child.isGroup()
                        && child.name.equalsIgnoreCase(groups.getFirst())
                        && child.hasPath(groups.subList(1, groups.size()), segment));
    }

    /**
     * Where a segment is in it: the number of a child and its occurrence, for each level; {@code null} when it has no place. Of two
     * places that come one after the other the first is smaller.
     */
    public int[] key(List<String> groups, int[] occurrences, String segment, int occurrence) {
        int[] key = new int[2 * groups.size() + 2];
        Hl7Structure at = this;
        for (int level = 0; level <= groups.size(); level++) {
            boolean isGroup = level < groups.size();
            String wanted = isGroup ? groups.get(level) : segment;
            int child = 0;
            while (child < at.children.size()
                    && !(at.children.get(child).isGroup() == isGroup
                            && at.children.get(child).name.equalsIgnoreCase(wanted))) {
                child++;
            }
            if (child == at.children.size()) {
                return null;
            }
            key[2 * level] = child;
            key[2 * level + 1] = isGroup ? occurrences[level] : occurrence;
            at = at.children.get(child);
        }
        return key;
    }
}
