package hie.engine.mirth;

import hie.engine.iris.XmlNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Makes JavaScript of the rules of a filter and the steps of a transformer. What has no equal says why. */
final class ScriptParts {

    private ScriptParts() {}

    /** The rules of a filter, in the form of 3.5 and later ({@code elements}) or before ({@code rules}). */
    static List<ScriptPart> rules(Optional<XmlNode> filter) {
        List<ScriptPart> parts = new ArrayList<>();
        for (XmlNode rule : elements(filter, "rules")) {
            parts.add(rule(rule, parts.size() + 1));
        }
        return parts;
    }

    /** The steps of a transformer, in the form of 3.5 and later ({@code elements}) or before ({@code steps}). */
    static List<ScriptPart> steps(Optional<XmlNode> transformer) {
        List<ScriptPart> parts = new ArrayList<>();
        for (XmlNode step : elements(transformer, "steps")) {
            parts.add(step(step, parts.size() + 1));
        }
        return parts;
    }

    private static List<XmlNode> elements(Optional<XmlNode> owner, String before) {
        return owner.flatMap(node -> node.first("elements").or(() -> node.first(before)))
                .map(XmlNode::children)
                .orElse(List.of());
    }

    private static String kind(XmlNode node) {
        String type = node.textOf("type").strip();
        return type.isEmpty() ? node.name().substring(node.name().lastIndexOf('.') + 1) : type;
    }

    private static ScriptPart rule(XmlNode rule, int number) {
        return switch (kind(rule)) {
            case "JavaScriptRule", "JavaScript" -> ScriptPart.of("rule", number, rule, rule.textOf("script"), "");
            case "RuleBuilderRule", "Rule Builder" -> {
                String script = rule.first("field").isPresent() ? RuleBuilder.code(rule) : rule.textOf("script");
                yield ScriptPart.of("rule", number, rule, script, script.isEmpty() ? "its condition is not known" : "");
            }
            default -> unknown("rule", rule, number);
        };
    }

    private static ScriptPart unknown(String what, XmlNode node, int number) {
        return ScriptPart.of(what, number, node, "", "HIE has no equal for a " + what + " of the kind " + kind(node));
    }

    private static ScriptPart step(XmlNode step, int number) {
        boolean isOld = step.first("script").isPresent() && step.first("type").isPresent();
        if (isOld && !kind(step).startsWith("External")) {
            return ScriptPart.of("step", number, step, step.textOf("script"), "");
        }
        return switch (kind(step)) {
            case "JavaScriptStep" -> ScriptPart.of("step", number, step, step.textOf("script"), "");
            case "MapperStep" -> ScriptPart.of("step", number, step, mapper(step), "");
            case "MessageBuilderStep" -> ScriptPart.of("step", number, step, builder(step), "");
            case "DestinationSetFilterStep" -> {
                String code = RuleBuilder.destinations(step);
                yield ScriptPart.of("step", number, step, code, code.isEmpty() ? "its condition is not known" : "");
            }
            case "XsltStep" ->
                ScriptPart.of(
                        "step",
                        number,
                        step,
                        "",
                        "a script cannot call a stylesheet; make it stylesheets/NAME.xslt and name that in a rule");
            default -> unknown("step", step, number);
        };
    }

    private static String mapper(XmlNode step) {
        String map = switch (step.textOf("scope").strip().toUpperCase(Locale.ROOT)) {
            case "CONNECTOR" -> "connectorMap";
            case "GLOBAL" -> "globalMap";
            case "GLOBAL_CHANNEL" -> "globalChannelMap";
            case "RESPONSE" -> "responseMap";
            default -> "channelMap";
        };
        return map + ".put(" + quoted(step.textOf("variable")) + ", " + value(step) + ");";
    }

    private static String builder(XmlNode step) {
        return step.textOf("messageSegment").strip() + " = " + value(step) + ";";
    }

    private static String value(XmlNode step) {
        List<String> replacements = new ArrayList<>();
        for (XmlNode pair : step.first("replacements").map(XmlNode::children).orElse(List.of())) {
            replacements.add("[" + expression(pair, "left") + ", " + expression(pair, "right") + "]");
        }
        return "validate(attempt(function () { return " + expression(step, "mapping") + "; }), "
                + expression(step, "defaultValue") + ", [" + String.join(", ", replacements) + "])";
    }

    /** JavaScript as it was typed; nothing stands for an empty text. */
    private static String expression(XmlNode owner, String child) {
        String text = owner.textOf(child).strip();
        return text.isEmpty() ? "''" : text;
    }

    static String quoted(String text) {
        StringBuilder quoted = new StringBuilder("'");
        text.chars().forEach(c -> {
            if (c == '\'' || c == '\\') {
                quoted.append('\\').append((char) c);
            } else if (c < ' ' || c == 0x2028 || c == 0x2029) {
                quoted.append(String.format(Locale.ROOT, "\\u%04x", c));
            } else {
                quoted.append((char) c);
            }
        });
        return quoted.append('\'').toString();
    }
}
