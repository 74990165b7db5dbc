package hie.engine.mirth;

import hie.engine.imports.XmlNode;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** Makes loops of iterators: steps for each element of a list, and rules that hold for one of them or for all. */
final class IteratorCode {

    private static final Pattern INDEX = Pattern.compile("[A-Za-z_$][A-Za-z0-9_$]*");

    private IteratorCode() {}

    /** What is in an iterator, in order. */
    static List<XmlNode> children(XmlNode iterator) {
        return properties(iterator).first("children").map(XmlNode::children).orElse(List.of());
    }

    private static XmlNode properties(XmlNode iterator) {
        return iterator.first("properties").orElse(iterator);
    }

    /** Why there is no loop; empty when there is one. */
    static String fault(XmlNode iterator, List<ScriptPart> parts) {
        XmlNode properties = properties(iterator);
        if (properties.textOf("target").isBlank()
                || !INDEX.matcher(properties.textOf("indexVariable").strip()).matches()) {
            return "it does not say what it goes through, and by which variable; write it as a JavaScript step";
        }
        return parts.stream()
                .filter(ScriptPart::isRefused)
                .findFirst()
                .map(part -> "in it " + part.label() + ": " + part.why())
                .orElse("");
    }

    /** The steps for each element; values that are mapped become lists of all of them, once the loop is over. */
    static String steps(XmlNode iterator, List<ScriptPart> parts) {
        List<XmlNode> children = children(iterator);
        StringBuilder before = new StringBuilder();
        StringBuilder inside = new StringBuilder();
        StringBuilder after = new StringBuilder();
        for (int i = 0; i < parts.size(); i++) {
            ScriptPart part = parts.get(i);
            XmlNode child = children.get(i);
            inside.append("  // ").append(part.label()).append(part.enabled() ? "\n" : ", disabled\n");
            if (!part.enabled()) {
                continue;
            }
            if (StepCode.isMapper(child)) {
                String list = "all" + (i + 1);
                before.append("var ").append(list).append(" = [];\n");
                inside.append("  ")
                        .append(list)
                        .append(".push(")
                        .append(StepCode.value(child))
                        .append(");\n");
                after.append(StepCode.put(child, list)).append('\n');
            } else {
                inside.append(StepCode.segment(child)).append(ended(part.code()));
            }
        }
        return before + loop(iterator) + inside + "}\n" + after;
    }

    /** The body of a function that says whether the rules hold for one element, or for all. */
    static String rule(XmlNode iterator, List<ScriptPart> parts) {
        boolean isForAll =
                properties(iterator).textOf("intersectIterations").strip().equals("true");
        boolean isShort = !properties(iterator).textOf("breakEarly").strip().equals("false");
        List<String> conditions = new ArrayList<>();
        for (ScriptPart part : parts) {
            if (part.enabled()) {
                String operator = conditions.isEmpty() ? "" : part.operator().equals("OR") ? "|| " : "&& ";
                conditions.add("    " + operator + "(function () {\n" + ended(part.code()) + "})()\n");
            }
        }
        return "var holds = " + isForAll + ";\n"
                + loop(iterator)
                + "  var here = !!(\n"
                + (conditions.isEmpty() ? "true" : String.join("", conditions))
                + "  );\n"
                + "  holds = holds " + (isForAll ? "&&" : "||") + " here;\n"
                + (isShort ? "  if (holds !== " + isForAll + ") break;\n" : "")
                + "}\nreturn holds;";
    }

    private static String loop(XmlNode iterator) {
        String index = properties(iterator).textOf("indexVariable").strip();
        return "for (var " + index + " = 0; " + index + " < getArrayOrXmlLength("
                + properties(iterator).textOf("target").strip() + "); " + index + "++) {\n";
    }

    private static String ended(String code) {
        return code.strip() + "\n;\n";
    }
}
