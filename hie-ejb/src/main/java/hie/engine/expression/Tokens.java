package hie.engine.expression;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The text of an expression, read from left to right. */
final class Tokens {

    private static final Pattern SPACE = Pattern.compile("\\s*");
    private static final Pattern TEXT = Pattern.compile("\"((?:[^\"]|\"\")*)\"");
    private static final Pattern NUMBER = Pattern.compile("\\d{1,40}(?:\\.\\d{0,40})?|\\.\\d{1,40}");
    private static final Pattern NAME = Pattern.compile("[A-Za-z%][A-Za-z0-9]*");
    private static final Pattern CLASS_NAME = Pattern.compile("[A-Za-z%][A-Za-z0-9.]*");

    private final String text;
    private int at;

    Tokens(String text) {
        this.text = text;
    }

    int position() {
        return at;
    }

    void back(int position) {
        at = position;
    }

    /** Takes what another reader has read. */
    String take(int end) {
        String taken = text.substring(at, end);
        at = end;
        return taken;
    }

    String text() {
        return text;
    }

    boolean isAtEnd() {
        space();
        return at >= text.length();
    }

    /** Whether it goes on like this, without space before. */
    boolean startsWith(String token) {
        return text.startsWith(token, at);
    }

    void space() {
        Matcher space = SPACE.matcher(text).region(at, text.length());
        if (space.lookingAt()) {
            at = space.end();
        }
    }

    Optional<String> match(Pattern pattern) {
        space();
        Matcher matcher = pattern.matcher(text).region(at, text.length());
        if (!matcher.lookingAt()) {
            return Optional.empty();
        }
        at = matcher.end();
        return Optional.of(matcher.group());
    }

    Optional<String> name() {
        return match(NAME);
    }

    Optional<String> className() {
        return match(CLASS_NAME);
    }

    Optional<String> number() {
        return match(NUMBER);
    }

    /** A text in double quotes, without these. */
    Optional<String> literal() {
        return match(TEXT)
                .map(quoted -> quoted.substring(1, quoted.length() - 1).replace("\"\"", "\""));
    }

    /** The operator that comes next, when it is one of the wanted ones. */
    Optional<String> operator(Pattern operators, List<String> wanted) {
        int before = at;
        Optional<String> found = match(operators).filter(wanted::contains);
        if (found.isEmpty()) {
            at = before;
        }
        return found;
    }

    boolean accept(String token) {
        space();
        if (text.startsWith(token, at)) {
            at += token.length();
            return true;
        }
        return false;
    }

    boolean acceptWord(String word) {
        int before = at;
        if (name().filter(found -> found.toUpperCase(Locale.ROOT).equals(word)).isPresent()) {
            return true;
        }
        at = before;
        return false;
    }

    void expect(String token) {
        if (!accept(token)) {
            throw fault("expected '" + token + "'" + (at < text.length() ? " before '" + rest() + "'" : " at its end"));
        }
    }

    /** What stands between brackets, without these. */
    String enclosed(char open, char close) {
        int end = text.indexOf(close, at);
        if (end < 0) {
            throw fault("'" + open + "' has no '" + close + "'");
        }
        String inside = text.substring(at + 1, end);
        at = end + 1;
        return inside.strip();
    }

    /** What comes next, for a fault. */
    String rest() {
        return text.length() - at > 30 ? text.substring(at, at + 30) + "…" : text.substring(at);
    }

    IllegalArgumentException fault(String what) {
        return new IllegalArgumentException(
                "in '" + (text.length() > 80 ? text.substring(0, 80) + "…" : text) + "': " + what);
    }
}
