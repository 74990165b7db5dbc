package hie.engine.mirth;

import hie.engine.imports.XmlNode;
import java.util.List;
import java.util.stream.Collectors;

/** Conditions that Mirth's users put together from a field, an operator and values. Fields and values are JavaScript. */
final class RuleBuilder {

    private RuleBuilder() {}

    /** The body of a function that says whether the condition holds; empty when the operator is not known. */
    static String code(XmlNode rule) {
        String condition = condition(rule);
        return condition.isEmpty() ? "" : "return " + condition + ";";
    }

    /** Leaves destinations out when a condition holds; empty when operator or behavior is not known. */
    static String destinations(XmlNode step) {
        String condition = condition(step);
        String numbers = step.first("metaDataIds").map(XmlNode::children).orElse(List.of()).stream()
                .map(number -> ScriptParts.quoted(number.text().strip()))
                .collect(Collectors.joining(", ", "[", "]"));
        String call = switch (step.textOf("behavior").strip()) {
            case "REMOVE" -> "remove(" + numbers + ")";
            case "REMOVE_ALL_EXCEPT" -> "removeAllExcept(" + numbers + ")";
            case "REMOVE_ALL" -> "removeAll()";
            default -> "";
        };
        return condition.isEmpty() || call.isEmpty() ? "" : "if (" + condition + ") destinationSet." + call + ";";
    }

    private static String condition(XmlNode owner) {
        String field = owner.textOf("field").strip();
        if (field.isEmpty()) {
            return "";
        }
        List<String> values = owner.first("values").map(XmlNode::children).orElse(List.of()).stream()
                .map(value -> value.text().strip())
                .filter(value -> !value.isEmpty())
                .toList();
        String text = "String(" + field + ")";
        return switch (owner.textOf("condition").strip()) {
            case "EXISTS" -> text + " !== ''";
            case "NOT_EXIST" -> text + " === ''";
            case "EQUALS" -> any(values, value -> text + " == String(" + value + ")");
            case "NOT_EQUAL" -> not(any(values, value -> text + " == String(" + value + ")"));
            case "CONTAINS" -> any(values, value -> text + ".indexOf(String(" + value + ")) >= 0");
            case "NOT_CONTAIN" -> not(any(values, value -> text + ".indexOf(String(" + value + ")) >= 0"));
            default -> "";
        };
    }

    private static String not(String condition) {
        return condition.isEmpty() ? "" : "!" + condition;
    }

    private static String any(List<String> values, java.util.function.UnaryOperator<String> one) {
        return values.isEmpty() ? "" : values.stream().map(one).collect(Collectors.joining(" || ", "(", ")"));
    }
}
