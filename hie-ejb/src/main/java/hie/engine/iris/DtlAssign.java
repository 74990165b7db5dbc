package hie.engine.iris;

import hie.engine.imports.XmlNode;
import hie.engine.transform.Action;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What assignments of DTL become. Most stay what they are; a few forms of ObjectScript that have an effect of their own become actions: a call of
 * another transform's {@code Transform}, and {@code SetAt} of a collection; empty brackets on
 * both sides become a loop. A variable that such a form sets gets its good status, 1.
 */
final class DtlAssign {

    private static final Pattern GET_DTL =
            Pattern.compile("aux\\(\"transformer\"\\)\\.GetDTL\\((.+),\\s*\"([^\"]+)\"\\s*\\)");
    private static final Pattern DYNAMIC = Pattern.compile(
            "\\$classmethod\\((\\w+),\\s*\"Transform\",\\s*([^,]+),\\s*\\.(\\w+)(?:,\\s*\\.?aux)?\\s*\\)",
            Pattern.CASE_INSENSITIVE);
    private static final Pattern STATIC =
            Pattern.compile("##class\\(([\\w.%]+)\\)\\.Transform\\(([^,]+),\\s*\\.([\\w.]+)(?:,\\s*\\.?aux)?\\s*\\)");
    private static final Pattern SET_AT = Pattern.compile("((?:target|\\w+)(?:\\.[A-Za-z]\\w*)+?)\\.SetAt\\((.*)\\)");
    private static final Pattern EACH_SOURCE = Pattern.compile("source\\.\\{([^{}()]*)\\(\\)([^{}()]*)}");
    private static final Pattern EACH_TARGET = Pattern.compile("target\\.\\{([^{}()]*)\\(\\)([^{}()]*)}");
    private static final String KEY = "each";
    private static final Pattern SET_LINE = Pattern.compile("(?i)s(?:et)?\\s+([A-Za-z%][\\w.%(){}:]*)\\s*=\\s*(.+)");

    private static final Pattern SUBTRANSFORM_ERROR =
            Pattern.compile("(?i:d(?:o)?)\\s+aux\\(\"transformer\"\\)\\.HandleSubtransformError\\(\\w+\\)");
    private static final Pattern THROW = Pattern.compile(
            "\\$\\$\\$ThrowStatus\\(\\$\\$\\$ERROR\\(\\$\\$\\$GeneralError,\\s*(\"[^\"]*\")\\s*\\)\\s*\\)");

    private final boolean isBetweenHl7;

    /** The transform that a variable names, by variable. */
    private final Map<String, String> named = new HashMap<>();

    /** @param isBetweenHl7 whether source and target are HL7 messages, of which the engine itself copies many places at once */
    DtlAssign(boolean isBetweenHl7) {
        this.isBetweenHl7 = isBetweenHl7;
    }

    /**
     * The actions that an assignment becomes; several when it has an effect besides.
     *
     * @param off whether they do nothing
     * @param waits whether the transform that they call, or the table that they look into, is not there
     */
    List<Action> of(XmlNode node, boolean off, boolean waits) {
        String property = property(node);
        String value = node.attribute("value").strip();
        switch (node.attribute("action")) {
            case "remove", "clear" -> {
                return List.of(new Action.Remove(property, off, 0));
            }
            case "insert" -> {
                return List.of(new Action.Insert(property, value, off, 0));
            }
            case "append" -> {
                return List.of(new Action.Append(property, value, off, 0));
            }
            default -> {
                return set(property, value, off, waits);
            }
        }
    }

    private List<Action> set(String property, String value, boolean off, boolean waits) {
        Matcher getDtl = GET_DTL.matcher(value);
        if (getDtl.matches()) {
            named.put(property, getDtl.group(2));
            return List.of(new Action.Set(property, "\"" + getDtl.group(2) + "\"", off, 0));
        }
        Action status = new Action.Set(property, "1", off, 0);
        Matcher dynamic = DYNAMIC.matcher(value);
        if (dynamic.matches() && named.containsKey(dynamic.group(1))) {
            return List.of(
                    new Action.Subtransform(
                            named.get(dynamic.group(1)), dynamic.group(2).strip(), dynamic.group(3), off || waits, 0),
                    status);
        }
        Matcher call = STATIC.matcher(value);
        if (call.matches()) {
            return List.of(
                    new Action.Subtransform(call.group(1), call.group(2).strip(), call.group(3), off || waits, 0),
                    status);
        }
        Matcher from = EACH_SOURCE.matcher(value);
        Matcher to = EACH_TARGET.matcher(property);
        if (!isBetweenHl7 && from.matches() && to.matches()) {
            return List.of(each(from, to, off));
        }
        return collection(value)
                .map(put -> List.<Action>of(new Action.Set(put.getKey(), put.getValue(), off, 0), status))
                .orElseGet(() -> List.of(new Action.Set(property, value, off || waits, 0)));
    }

    /** Empty brackets on both sides: each occurrence of the one goes to the same of the other. */
    private static Action each(Matcher from, Matcher to, boolean off) {
        Action set = new Action.Set(
                "target.{" + to.group(1) + "(" + KEY + ")" + to.group(2) + "}",
                "source.{" + from.group(1) + "(" + KEY + ")" + from.group(2) + "}",
                off,
                0);
        return new Action.Foreach("source.{" + from.group(1) + "()}", KEY, List.of(set), off, 0);
    }

    /** {@code target.Headers.SetAt(value, key)}: the place and the value. */
    private static Optional<Map.Entry<String, String>> collection(String value) {
        Matcher setAt = SET_AT.matcher(value);
        if (!setAt.matches()) {
            return Optional.empty();
        }
        String inside = setAt.group(2);
        int comma = topLevelComma(inside);
        return comma < 0
                ? Optional.empty()
                : Optional.of(Map.entry(
                        setAt.group(1) + ".(" + inside.substring(comma + 1).strip() + ")",
                        inside.substring(0, comma).strip()));
    }

    /** Where the only comma outside of brackets and quotes is; -1 when there is none. */
    private static int topLevelComma(String text) {
        List<Integer> commas = topLevelCommas(text);
        return commas.size() == 1 ? commas.getFirst() : -1;
    }

    private static List<Integer> topLevelCommas(String text) {
        List<Integer> found = new ArrayList<>();
        int open = 0;
        boolean quoted = false;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"') {
                quoted = !quoted;
            } else if (!quoted) {
                open += c == '(' ? 1 : c == ')' ? -1 : 0;
                if (c == ',' && open == 0) {
                    found.add(i);
                }
            }
        }
        return found;
    }

    private static String property(XmlNode node) {
        String key = node.attribute("key").strip();
        String property = node.attribute("property").strip();
        return key.isEmpty() ? property : property + ".(" + key + ")";
    }

    /**
     * What a program is when it is nothing but assignments, one a line, or one of the ways in which a transform ends with an error; empty for all
     * others.
     */
    static List<Action> program(String text, boolean off) {
        Optional<Action> failure = failure(text.strip(), off);
        if (failure.isPresent()) {
            return List.of(failure.get());
        }
        List<Action> actions = new ArrayList<>();
        for (String line : text.lines().map(String::strip).toList()) {
            if (line.isEmpty() || line.startsWith("//") || line.startsWith(";")) {
                continue;
            }
            Matcher set = SET_LINE.matcher(line);
            if (!set.matches() || hasMore(set.group(2))) {
                return List.of();
            }
            actions.add(new Action.Set(set.group(1), set.group(2).strip(), off, 0));
        }
        return actions;
    }

    private static Optional<Action> failure(String program, boolean off) {
        if (SUBTRANSFORM_ERROR.matcher(program).matches()) {
            return Optional.of(new Action.Fail("\"a transform that it calls has failed\"", off, 0));
        }
        Matcher thrown = THROW.matcher(program);
        return thrown.matches() ? Optional.of(new Action.Fail(thrown.group(1), off, 0)) : Optional.empty();
    }

    /** Whether another assignment or command follows: a comma or a space that nothing is joined over. */
    private static boolean hasMore(String value) {
        return !topLevelCommas(value).isEmpty()
                || value.matches("(?s).*[\\w\")]\\s+(?i:set|s|do|d|quit|q|if|i|for|f|kill|k|write|w)\\s.*");
    }
}
