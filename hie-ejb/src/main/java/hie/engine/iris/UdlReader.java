package hie.engine.iris;

import hie.engine.imports.ImportSyntaxException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads a class definition in UDL, the text form of {@code .cls} files. Comments may hold any character, and so may methods, which
 * are skipped to the brace below their first letter. The end of an {@code XData} block is the first brace outside
 * its XML.
 */
final class UdlReader {

    private static final Pattern CLASS = Pattern.compile(
            "^\\s*Class\\s+([\\w%.]+)(?:\\s+Extends\\s+(\\([^)]*\\)|[\\w%.]+))?", Pattern.CASE_INSENSITIVE);

    private static final Pattern XDATA =
            Pattern.compile("^\\s*XData\\s+(\"[^\"]+\"|[\\w%]+)", Pattern.CASE_INSENSITIVE);

    private static final Pattern PARAMETER = Pattern.compile(
            "^\\s*Parameter\\s+([\\w%]+)(?:\\s+As\\s+[\\w%.]+)?(?:\\s*\\[[^\\]]*])?\\s*=\\s*(.*?);?\\s*$",
            Pattern.CASE_INSENSITIVE);

    private static final Pattern WITH_BODY = Pattern.compile(
            "^\\s*(?:ClassMethod|ClientMethod|Method|Query|Trigger|Storage|Index|ForeignKey|Projection|Relationship|Property)\\b.*",
            Pattern.CASE_INSENSITIVE);

    private final String text;
    private int at;

    private UdlReader(String text) {
        this.text = text;
    }

    /** Whether the text looks like a class definition. */
    static boolean isClass(String text) {
        return text.lines().anyMatch(line -> CLASS.matcher(line).find());
    }

    /**
     * Reads all classes of a text; mostly there is one.
     *
     * @throws ImportSyntaxException when there is none, or a block does not end
     */
    static List<IrisClass> read(String text) {
        List<IrisClass> classes = new UdlReader(text).classes();
        if (classes.isEmpty()) {
            throw new ImportSyntaxException("there is no class in it");
        }
        return classes;
    }

    private List<IrisClass> classes() {
        List<IrisClass> classes = new ArrayList<>();
        IrisClass current = null;
        while (at < text.length()) {
            int begin = at;
            String line = line();
            String content = line.stripLeading();
            if (content.startsWith("/*")) {
                skipComment(begin + line.indexOf("/*"));
            } else if (!content.startsWith("//")) {
                Matcher opening = CLASS.matcher(line);
                if (opening.find()) {
                    current = new IrisClass(
                            opening.group(1), supers(opening.group(2)), new LinkedHashMap<>(), new LinkedHashMap<>());
                    classes.add(current);
                } else if (current != null) {
                    member(begin, line, current);
                }
            }
        }
        return classes;
    }

    private static List<String> supers(String extended) {
        return extended == null
                ? List.of()
                : Arrays.stream(extended.replaceAll("[()\\s]", "").split(","))
                        .filter(name -> !name.isEmpty())
                        .toList();
    }

    private void member(int begin, String line, IrisClass owner) {
        Matcher block = XDATA.matcher(line);
        Matcher parameter = PARAMETER.matcher(line);
        if (block.find()) {
            String name = block.group(1).replace("\"", "");
            at = begin + block.end();
            owner.blocks().put(name, block(name));
        } else if (parameter.find()) {
            owner.parameters().put(parameter.group(1), unquoted(parameter.group(2)));
        } else if (WITH_BODY.matcher(line).matches()) {
            skipMember(line);
        }
    }

    private static String unquoted(String value) {
        return value.length() >= 2 && value.startsWith("\"") && value.endsWith("\"")
                ? value.substring(1, value.length() - 1).replace("\"\"", "\"")
                : value;
    }

    /** Leaves a member: at its semicolon, or behind the body that begins on this line or on one of its own. */
    private void skipMember(String first) {
        String indent = first.substring(0, first.length() - first.stripLeading().length());
        String line = first;
        while (true) {
            String end = line.stripTrailing();
            if (end.endsWith(";") || end.endsWith("}")) {
                return;
            }
            if (end.endsWith("{")) {
                skipBody(indent + "}");
                return;
            }
            if (at >= text.length()) {
                return;
            }
            line = line();
        }
    }

    private void skipBody(String end) {
        while (at < text.length()) {
            if (line().startsWith(end)) {
                return;
            }
        }
    }

    private void skipComment(int begin) {
        int end = text.indexOf("*/", begin + 2);
        at = end < 0 ? text.length() : end + 2;
        line();
    }

    /** The next line without its end. */
    private String line() {
        int end = text.indexOf('\n', at);
        String line = text.substring(at, end < 0 ? text.length() : end);
        at = end < 0 ? text.length() : end + 1;
        return line.endsWith("\r") ? line.substring(0, line.length() - 1) : line;
    }

    /** What stands between the braces of a block; the keywords before them are not needed. */
    private String block(String name) {
        int open = openingBrace(name);
        int close =
                closingBrace(open + 1).orElseThrow(() -> new ImportSyntaxException("XData " + name + " does not end"));
        at = close + 1;
        return text.substring(open + 1, close);
    }

    private int openingBrace(String name) {
        boolean quoted = false;
        for (int i = at; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"') {
                quoted = !quoted;
            } else if (c == '{' && !quoted) {
                return i;
            }
        }
        throw new ImportSyntaxException("XData " + name + " has no body");
    }

    /** The first closing brace outside of elements, tags, comments and CDATA. */
    private Optional<Integer> closingBrace(int from) {
        int depth = 0;
        int i = from;
        while (i < text.length()) {
            if (text.startsWith("<!--", i)) {
                i = after("-->", i);
            } else if (text.startsWith("<![CDATA[", i)) {
                i = after("]]>", i);
            } else if (text.startsWith("<?", i)) {
                i = after("?>", i);
            } else if (text.charAt(i) == '<') {
                int end = tagEnd(i);
                if (end < text.length() && text.charAt(i + 1) == '/') {
                    depth--;
                } else if (end < text.length() && text.charAt(end - 1) != '/') {
                    depth++;
                }
                i = end + 1;
            } else if (text.charAt(i) == '}' && depth <= 0) {
                return Optional.of(i);
            } else {
                i++;
            }
        }
        return Optional.empty();
    }

    private int after(String end, int from) {
        int found = text.indexOf(end, from);
        return found < 0 ? text.length() : found + end.length();
    }

    private int tagEnd(int from) {
        char quote = 0;
        for (int i = from; i < text.length(); i++) {
            char c = text.charAt(i);
            if (quote != 0) {
                quote = c == quote ? 0 : quote;
            } else if (c == '"' || c == '\'') {
                quote = c;
            } else if (c == '>') {
                return i;
            }
        }
        return text.length();
    }
}
