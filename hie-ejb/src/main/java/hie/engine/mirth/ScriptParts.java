package hie.engine.mirth;

import hie.engine.imports.Documents;
import hie.engine.imports.XmlNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Makes JavaScript of the rules of a filter and the steps of a transformer. What has no equal says why. */
final class ScriptParts {

    private final XsltCode stylesheets;

    /**
     * For one channel.
     *
     * @param documents where the stylesheets of its steps go
     * @param base what their names begin with
     */
    ScriptParts(Documents documents, String base) {
        this.stylesheets = new XsltCode(documents, base);
    }

    /** The rules of a filter, in the form of 3.5 and later ({@code elements}) or before ({@code rules}). */
    List<ScriptPart> rules(Optional<XmlNode> filter) {
        List<ScriptPart> parts = new ArrayList<>();
        for (XmlNode rule : elements(filter, "rules")) {
            parts.add(rule(rule, parts.size() + 1));
        }
        return parts;
    }

    /** The steps of a transformer, in the form of 3.5 and later ({@code elements}) or before ({@code steps}). */
    List<ScriptPart> steps(Optional<XmlNode> transformer) {
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

    private ScriptPart rule(XmlNode rule, int number) {
        return switch (kind(rule)) {
            case "JavaScriptRule", "JavaScript" -> ScriptPart.of("rule", number, rule, rule.textOf("script"), "");
            case "RuleBuilderRule", "Rule Builder" -> {
                String script = rule.first("field").isPresent() ? RuleBuilder.code(rule) : rule.textOf("script");
                yield ScriptPart.of("rule", number, rule, script, script.isEmpty() ? "its condition is not known" : "");
            }
            case "IteratorRule" -> {
                List<ScriptPart> parts = numbered(rule, this::rule);
                String why = IteratorCode.fault(rule, parts);
                yield ScriptPart.of("rule", number, rule, why.isEmpty() ? IteratorCode.rule(rule, parts) : "", why);
            }
            default -> unknown("rule", rule, number);
        };
    }

    private ScriptPart iterator(XmlNode step, int number) {
        List<ScriptPart> parts = numbered(step, this::step);
        boolean mapsWithin = IteratorCode.children(step).stream()
                .filter(child -> kind(child).equals("IteratorStep"))
                .flatMap(XmlNode::descendants)
                .anyMatch(StepCode::isMapper);
        String why = mapsWithin
                ? "it maps values in an iterator within an iterator; write it as a JavaScript step"
                : IteratorCode.fault(step, parts);
        return ScriptPart.of("step", number, step, why.isEmpty() ? IteratorCode.steps(step, parts) : "", why);
    }

    private interface Translation {
        ScriptPart of(XmlNode node, int number);
    }

    private static List<ScriptPart> numbered(XmlNode iterator, Translation translation) {
        List<ScriptPart> parts = new ArrayList<>();
        for (XmlNode child : IteratorCode.children(iterator)) {
            parts.add(translation.of(child, parts.size() + 1));
        }
        return parts;
    }

    private static ScriptPart unknown(String what, XmlNode node, int number) {
        return ScriptPart.of(
                what,
                number,
                node,
                "",
                "HIE has no equal for a " + what + " of the kind " + kind(node) + "; write it as JavaScript");
    }

    private ScriptPart step(XmlNode step, int number) {
        boolean isOld = step.first("script").isPresent() && step.first("type").isPresent();
        if (isOld && !kind(step).startsWith("External")) {
            return ScriptPart.of("step", number, step, step.textOf("script"), "");
        }
        return switch (kind(step)) {
            case "JavaScriptStep" -> ScriptPart.of("step", number, step, step.textOf("script"), "");
            case "MapperStep" -> ScriptPart.of("step", number, step, StepCode.mapper(step), "");
            case "MessageBuilderStep" -> ScriptPart.of("step", number, step, StepCode.builder(step), "");
            case "DestinationSetFilterStep" -> {
                String code = RuleBuilder.destinations(step);
                yield ScriptPart.of("step", number, step, code, code.isEmpty() ? "its condition is not known" : "");
            }
            case "XsltStep" -> stylesheets.part(step, number);
            case "IteratorStep" -> iterator(step, number);
            default -> unknown("step", step, number);
        };
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
