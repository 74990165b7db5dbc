package hie.engine.document;

import hie.engine.document.TreePath.Kind;
import hie.engine.document.TreePath.Part;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads a path through objects and lists out of a text. */
final class TreePathReader {

    /** Of a path that stands by itself. */
    static final Pattern ANY_NAME =
            Pattern.compile("[@%]?[A-Za-z_][A-Za-z0-9_-]*(?::[A-Za-z_][A-Za-z0-9_-]*)?|\"((?:[^\"]|\"\")+)\"");

    /** Of a path in an expression, where {@code _}, {@code -} and {@code :} are something else. */
    static final Pattern PLAIN_NAME = Pattern.compile("[@%]?[A-Za-z][A-Za-z0-9]*|\"((?:[^\"]|\"\")+)\"");

    private static final Pattern NUMBER = Pattern.compile("0*[1-9]\\d{0,8}");
    private static final Pattern QUOTED = Pattern.compile("\"((?:[^\"]|\"\")+)\"");

    private final String text;
    private final Pattern names;
    private int at;

    TreePathReader(String text, int begin, Pattern names) {
        this.names = names;
        this.text = text;
        this.at = begin;
    }

    int end() {
        return at;
    }

    List<Part> parts() {
        List<Part> parts = new ArrayList<>();
        do {
            if (!text.startsWith("(", at)) {
                member(parts);
            }
            while (text.startsWith("(", at)) {
                parts.add(item(brackets()));
            }
        } while (point());
        return parts;
    }

    /** A point that something of a path follows. */
    private boolean point() {
        if (!text.startsWith(".", at) || at + 1 >= text.length()) {
            return false;
        }
        char next = text.charAt(at + 1);
        boolean goesOn =
                next == '(' || next == '"' || next == '_' || next == '@' || next == '%' || Character.isLetter(next);
        at += goesOn ? 1 : 0;
        return goesOn;
    }

    private void member(List<Part> parts) {
        Matcher name = names.matcher(text).region(at, text.length());
        if (!name.lookingAt()) {
            throw fault(text, "a name is missing before '" + text.substring(at) + "'");
        }
        at = name.end();
        String plain = name.group(1) == null ? name.group() : name.group(1).replace("\"\"", "\"");
        if (!text.startsWith("(", at)) {
            parts.add(new Part(Kind.MEMBER, plain));
            return;
        }
        switch (plain) {
            case "GetAt", "%Get" -> parts.add(item(brackets()));
            case "Count" -> {
                if (!brackets().isBlank()) {
                    throw fault(text, "Count takes nothing");
                }
                parts.add(new Part(Kind.COUNT, ""));
            }
            default -> parts.add(new Part(Kind.MEMBER, plain));
        }
    }

    /** What stands between brackets, with those inside of it. */
    private String brackets() {
        int begin = at + 1;
        int open = 0;
        boolean quoted = false;
        for (int i = at; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"') {
                quoted = !quoted;
            } else if (!quoted && c == '(') {
                open++;
            } else if (!quoted && c == ')' && --open == 0) {
                at = i + 1;
                return text.substring(begin, i);
            }
        }
        throw fault(text, "'(' has no ')'");
    }

    private static Part item(String written) {
        String inside = written.strip();
        Matcher quoted = QUOTED.matcher(inside);
        if (inside.isEmpty()) {
            return new Part(Kind.EACH, "");
        }
        if (inside.equals("*")) {
            return new Part(Kind.COUNT, "");
        }
        if (NUMBER.matcher(inside).matches()) {
            return new Part(Kind.ITEM, String.valueOf(Integer.parseInt(inside)));
        }
        return quoted.matches()
                ? new Part(Kind.ITEM, quoted.group(1).replace("\"\"", "\""))
                : new Part(Kind.KEYED, inside);
    }

    static IllegalArgumentException fault(String text, String what) {
        return new IllegalArgumentException(
                "'" + text + "' is no path: " + what + " (expected: for example Patient.Names(1).Family)");
    }
}
