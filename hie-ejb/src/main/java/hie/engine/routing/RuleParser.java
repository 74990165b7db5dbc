package hie.engine.routing;

import hie.api.hl7.Hl7Path;
import hie.api.host.Topics;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads routing rules, one a line:
 *
 * <pre>
 * when MSH-9.1 = "ADT" and PV1-2 in ("I", "E") send Wards, Billing
 * when exists OBX-5 and not MSH-4 like "TEST*" send Results
 * otherwise send Archive
 * </pre>
 *
 * Operators: {@code = != in contains startswith like exists and or not}, parentheses; {@code #} begins a comment. The first
 * line that holds is taken, as in an IRIS rule; {@code when … drop} takes a message and sends it nowhere; {@code when … publish
 * Admissions} gives it to the subscribers of topics.
 */
final class RuleParser {

    private static final Pattern TOKEN =
            Pattern.compile("\\s*(?:(\"(?:[^\"]|\"\")*\")|([(),]|!=|=)|([^\\s(),=!\"]+(?:\\(\\d+\\)[^\\s(),=!\"]*)*))");

    private static final Set<String> PUNCTUATION = Set.of("(", ")", ",", "=", "!=");

    private final int line;
    private final List<String> tokens;
    private int at;

    private RuleParser(int line, List<String> tokens) {
        this.line = line;
        this.tokens = tokens;
    }

    /**
     * Reads all rules of a text; there is at least one, and none behind one that takes every message.
     *
     * @throws IllegalArgumentException naming the line and what was expected there
     */
    static List<Rule> parse(String text) {
        List<Rule> rules = new ArrayList<>();
        int number = 0;
        for (String raw : text.split("\\R")) {
            number++;
            String content = stripComment(raw).strip();
            if (!content.isEmpty()) {
                Rule rule = new RuleParser(number, tokenize(number, content)).rule(content);
                checkReached(rule, rules);
                rules.add(rule);
            }
        }
        if (rules.isEmpty()) {
            throw new IllegalArgumentException("there is no rule (expected: for example 'otherwise send …')");
        }
        return List.copyOf(rules);
    }

    private static void checkReached(Rule rule, List<Rule> before) {
        if (!before.isEmpty() && before.get(before.size() - 1).condition() instanceof Condition.Always) {
            throw new IllegalArgumentException("rule line " + rule.line() + ": never reached, because line "
                    + before.get(before.size() - 1).line() + " takes every message; 'otherwise' comes last");
        }
    }

    private static String stripComment(String text) {
        boolean quoted = false;
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) == '"') {
                quoted = !quoted;
            } else if (text.charAt(i) == '#' && !quoted) {
                return text.substring(0, i);
            }
        }
        return text;
    }

    private static List<String> tokenize(int line, String text) {
        List<String> tokens = new ArrayList<>();
        Matcher matcher = TOKEN.matcher(text);
        int end = 0;
        while (end < text.length() && matcher.find(end) && matcher.start() == end) {
            tokens.add(matcher.group().strip());
            end = matcher.end();
        }
        if (end < text.length() && !text.substring(end).isBlank()) {
            throw new IllegalArgumentException("rule line " + line + ": not understood from '"
                    + text.substring(end).strip() + "'");
        }
        return tokens;
    }

    private Rule rule(String text) {
        Condition condition;
        if (accept("otherwise")) {
            condition = new Condition.Always();
        } else {
            expect("when");
            condition = or();
        }
        if (accept("drop")) {
            end();
            return new Rule(line, text, condition, List.of(), List.of());
        }
        if (accept("publish")) {
            List<String> topics = names();
            topics.stream().filter(topic -> !Topics.isName(topic)).findFirst().ifPresent(odd -> {
                throw fault("'" + odd + "' is no name of a topic (expected: letters, digits and . _ -)");
            });
            return new Rule(line, text, condition, List.of(), topics);
        }
        if (!accept("send")) {
            throw fault((at < tokens.size() ? "'" + tokens.get(at) + "'" : "the line ends")
                    + " where 'send', 'publish' or 'drop' was expected");
        }
        return new Rule(line, text, condition, names(), List.of());
    }

    private List<String> names() {
        List<String> names = new ArrayList<>();
        do {
            names.add(target());
        } while (accept(","));
        end();
        return names;
    }

    /** A target's name: quoted, or words up to the next comma. */
    private String target() {
        String first = next("the name of a target");
        if (first.startsWith("\"")) {
            return unquote(first);
        }
        if (PUNCTUATION.contains(first)) {
            throw fault("'" + first + "' where the name of a target was expected");
        }
        StringBuilder name = new StringBuilder(first);
        while (at < tokens.size() && !tokens.get(at).equals(",")) {
            name.append(' ').append(tokens.get(at++));
        }
        return name.toString();
    }

    private Condition or() {
        List<Condition> parts = new ArrayList<>(List.of(and()));
        while (accept("or")) {
            parts.add(and());
        }
        return parts.size() == 1 ? parts.get(0) : new Condition.Or(parts);
    }

    private Condition and() {
        List<Condition> parts = new ArrayList<>(List.of(unary()));
        while (accept("and")) {
            parts.add(unary());
        }
        return parts.size() == 1 ? parts.get(0) : new Condition.And(parts);
    }

    private Condition unary() {
        if (accept("not")) {
            return new Condition.Not(unary());
        }
        if (accept("(")) {
            Condition inner = or();
            expect(")");
            return inner;
        }
        if (accept("exists")) {
            return new Condition.Present(path());
        }
        return comparison(path());
    }

    private Condition comparison(Hl7Path path) {
        String operator = next("an operator").toLowerCase(Locale.ROOT);
        return switch (operator) {
            case "=" -> new Condition.In(path, List.of(text()));
            case "!=" -> new Condition.Not(new Condition.In(path, List.of(text())));
            case "contains" -> new Condition.Contains(path, text());
            case "startswith" -> new Condition.StartsWith(path, text());
            case "like" -> Condition.Like.of(path, text());
            case "in" -> new Condition.In(path, list());
            default -> throw fault("'" + operator + "' is no operator (expected: = != in contains startswith like)");
        };
    }

    private List<String> list() {
        expect("(");
        List<String> values = new ArrayList<>();
        do {
            values.add(text());
        } while (accept(","));
        expect(")");
        return values;
    }

    private Hl7Path path() {
        String token = next("an HL7 path");
        try {
            return Hl7Path.parse(token);
        } catch (IllegalArgumentException e) {
            throw fault(e.getMessage());
        }
    }

    private String text() {
        String token = next("a text in quotes");
        if (!token.startsWith("\"")) {
            throw fault("'" + token + "' is no text (expected: \"" + token + "\")");
        }
        return unquote(token);
    }

    private static String unquote(String token) {
        return token.substring(1, token.length() - 1).replace("\"\"", "\"");
    }

    private boolean accept(String word) {
        if (at < tokens.size() && tokens.get(at).equalsIgnoreCase(word)) {
            at++;
            return true;
        }
        return false;
    }

    private void expect(String word) {
        if (!accept(word)) {
            throw fault(
                    at < tokens.size()
                            ? "'" + tokens.get(at) + "' where '" + word + "' was expected"
                            : "the line ends where '" + word + "' was expected");
        }
    }

    private String next(String expected) {
        if (at == tokens.size()) {
            throw fault("the line ends where " + expected + " was expected");
        }
        return tokens.get(at++);
    }

    private void end() {
        if (at < tokens.size()) {
            throw fault("nothing was expected after "
                    + Arrays.toString(tokens.subList(Math.max(0, at - 2), at).toArray()));
        }
    }

    private IllegalArgumentException fault(String what) {
        return new IllegalArgumentException("rule line " + line + ": " + what);
    }
}
