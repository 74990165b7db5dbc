package hie.engine.expression;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;

/** The three kinds of patterns, compiled for an engine that needs time in proportion to the text, whatever the pattern. */
final class Patterns {

    private Patterns() {}

    /** A regular expression. */
    static Pattern regex(String text) {
        try {
            return Pattern.compile(text, Pattern.DOTALL);
        } catch (PatternSyntaxException e) {
            throw new IllegalArgumentException(
                    "'" + text + "' is no regular expression that is taken here: " + e.getDescription());
        }
    }

    /** As SQL's LIKE has it: {@code %} stands for any text, {@code _} for one character. */
    static Pattern like(String text) {
        StringBuilder regex = new StringBuilder();
        text.codePoints()
                .forEach(c -> regex.append(c == '%' ? ".*" : c == '_' ? "." : Pattern.quote(Character.toString(c))));
        return Pattern.compile(regex.toString(), Pattern.DOTALL);
    }

    /** As ObjectScript's pattern match has it: {@code 1"A"2.4N.E}. */
    static Pattern objectScript(String text) {
        int[] at = {0};
        String regex = sequence(text, at, 0);
        if (at[0] < text.length()) {
            throw fault(text);
        }
        return regex(regex);
    }

    private static String sequence(String text, int[] at, int depth) {
        if (depth > 20) {
            throw fault(text);
        }
        StringBuilder regex = new StringBuilder();
        while (at[0] < text.length() && text.charAt(at[0]) != ')' && text.charAt(at[0]) != ',') {
            String from = digits(text, at);
            String quantity;
            if (at[0] < text.length() && text.charAt(at[0]) == '.') {
                at[0]++;
                String to = digits(text, at);
                quantity = "{" + (from.isEmpty() ? "0" : from) + "," + to + "}";
            } else if (!from.isEmpty()) {
                quantity = "{" + from + "}";
            } else {
                throw fault(text);
            }
            regex.append("(?:").append(atom(text, at, depth)).append(')').append(quantity);
        }
        return regex.toString();
    }

    private static String digits(String text, int[] at) {
        int begin = at[0];
        while (at[0] < text.length() && Character.isDigit(text.charAt(at[0])) && at[0] - begin < 4) {
            at[0]++;
        }
        return text.substring(begin, at[0]);
    }

    private static String atom(String text, int[] at, int depth) {
        if (at[0] >= text.length()) {
            throw fault(text);
        }
        char c = text.charAt(at[0]);
        if (c == '"') {
            int end = text.indexOf('"', at[0] + 1);
            if (end < 0) {
                throw fault(text);
            }
            String literal = text.substring(at[0] + 1, end);
            at[0] = end + 1;
            return Pattern.quote(literal);
        }
        if (c == '(') {
            StringBuilder choice = new StringBuilder();
            do {
                at[0]++;
                choice.append(choice.isEmpty() ? "" : "|").append(sequence(text, at, depth + 1));
            } while (at[0] < text.length() && text.charAt(at[0]) == ',');
            if (at[0] >= text.length()) {
                throw fault(text);
            }
            at[0]++;
            return choice.toString();
        }
        StringBuilder classes = new StringBuilder();
        while (at[0] < text.length() && Character.isLetter(text.charAt(at[0]))) {
            classes.append(
                    switch (Character.toUpperCase(text.charAt(at[0]++))) {
                        case 'A' -> "\\pL";
                        case 'N' -> "0-9";
                        case 'U' -> "\\p{Lu}";
                        case 'L' -> "\\p{Ll}";
                        case 'P' -> "\\pP\\pS ";
                        case 'C' -> "\\p{Cc}";
                        case 'E' -> "\\x{0}-\\x{10FFFF}";
                        default -> throw fault(text);
                    });
        }
        if (classes.isEmpty()) {
            throw fault(text);
        }
        return "[" + classes + "]";
    }

    private static IllegalArgumentException fault(String text) {
        return new IllegalArgumentException(
                "'" + text
                        + "' is no pattern (expected: for example 3N1\"-\"2.4A, with A letters, N digits, U and L, P punctuation, C control, E any)");
    }
}
