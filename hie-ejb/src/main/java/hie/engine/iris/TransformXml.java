package hie.engine.iris;

import hie.engine.imports.XmlNode;
import hie.engine.transform.Action;
import hie.engine.transform.TransformDefinition;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A transform as IRIS' DTL writes it. */
final class TransformXml {

    /** The place of an item in a list: IRIS has its number as the key. */
    private static final Pattern KEYED = Pattern.compile("(.*)\\.\\((.*)\\)");

    private TransformXml() {}

    static XmlNode of(TransformDefinition definition) {
        return XmlText.node(
                "transform",
                actions(definition.actions()),
                "sourceClass",
                definition.sourceClass(),
                "targetClass",
                definition.targetClass(),
                "sourceDocType",
                definition.sourceDocType(),
                "targetDocType",
                definition.targetDocType(),
                "create",
                definition.create().name().toLowerCase(Locale.ROOT),
                "language",
                definition.language());
    }

    /** In DTL a choice has its ways below it; here they follow each other. */
    private static List<XmlNode> actions(List<Action> actions) {
        List<XmlNode> nodes = new ArrayList<>();
        for (int i = 0; i < actions.size(); i++) {
            if (actions.get(i) instanceof Action.When) {
                int end = i + 1;
                while (end < actions.size()
                        && (actions.get(end) instanceof Action.When || actions.get(end) instanceof Action.Otherwise)) {
                    end++;
                }
                nodes.add(choice(actions.subList(i, end)));
                i = end - 1;
            } else {
                nodes.add(action(actions.get(i)));
            }
        }
        return nodes;
    }

    private static XmlNode choice(List<Action> ways) {
        boolean isPlain = ways.size() == 1
                || ways.size() == 2 && ways.get(1) instanceof Action.Otherwise other && !other.disabled();
        if (isPlain && ways.getFirst() instanceof Action.When when) {
            List<XmlNode> inner = new ArrayList<>(List.of(XmlText.node("true", actions(when.actions()))));
            if (ways.size() == 2) {
                inner.add(XmlText.node("false", actions(((Action.Otherwise) ways.get(1)).actions())));
            }
            return XmlText.node("if", inner, "condition", when.condition(), "disabled", off(when.disabled()));
        }
        return XmlText.node("switch", ways.stream().map(TransformXml::way).toList());
    }

    private static XmlNode way(Action way) {
        return switch (way) {
            case Action.When when ->
                XmlText.node(
                        "case",
                        actions(when.actions()),
                        "condition",
                        when.condition(),
                        "disabled",
                        off(when.disabled()));
            case Action.Otherwise otherwise ->
                XmlText.node("default", actions(otherwise.actions()), "disabled", off(otherwise.disabled()));
            default -> throw new IllegalStateException("a choice has ways only");
        };
    }

    private static String off(boolean disabled) {
        return disabled ? "1" : "";
    }

    private static XmlNode assign(String action, String property, String key, String value, String off) {
        return XmlText.node(
                "assign",
                List.of(),
                "value",
                value,
                "property",
                property,
                "action",
                action,
                "key",
                key,
                "disabled",
                off);
    }

    private static XmlNode action(Action action) {
        String off = off(action.disabled());
        return switch (action) {
            case Action.Set set -> assign("set", set.property(), "", set.value(), off);
            case Action.Append append -> assign("append", append.property(), "", append.value(), off);
            case Action.Insert insert -> {
                Matcher keyed = KEYED.matcher(insert.property().replaceFirst("(?<!\\.)\\((\\w+)\\)$", ".($1)"));
                yield keyed.matches()
                        ? assign("insert", keyed.group(1), keyed.group(2), insert.value(), off)
                        : assign("insert", insert.property(), "", insert.value(), off);
            }
            case Action.Trace trace -> XmlText.node("trace", List.of(), "value", trace.value(), "disabled", off);
            case Action.Fail fail ->
                new XmlNode(
                        "code",
                        off.isEmpty() ? Map.of() : Map.of("disabled", off),
                        "$$$ThrowStatus($$$ERROR($$$GeneralError, " + fail.value() + "))",
                        List.of(),
                        0);
            case Action.Remove remove ->
                XmlText.node(
                        "assign",
                        List.of(),
                        "value",
                        "\"\"",
                        "property",
                        remove.property(),
                        "action",
                        "remove",
                        "disabled",
                        off);
            case Action.Foreach each ->
                XmlText.node(
                        "foreach",
                        actions(each.actions()),
                        "property",
                        each.path(),
                        "key",
                        each.key(),
                        "disabled",
                        off);
            case Action.Break leave -> XmlText.node("break", List.of(), "disabled", off);
            case Action.Subtransform sub ->
                XmlText.node(
                        "subtransform",
                        List.of(),
                        "class",
                        sub.name(),
                        "sourceObj",
                        sub.source().isEmpty() ? "source" : sub.source(),
                        "targetObj",
                        sub.target().isEmpty() ? "target" : sub.target(),
                        "disabled",
                        off);
            case Action.Group group -> group(group, off);
            case Action.Code code -> new XmlNode("code", Map.of("disabled", "1"), code.text(), List.of(), 0);
            case Action.Comment comment -> new XmlNode("annotation", Map.of(), comment.text(), List.of(), 0);
            case Action.When when -> throw new IllegalStateException("a when is part of a choice");
            case Action.Otherwise otherwise -> throw new IllegalStateException("an otherwise is part of a choice");
        };
    }

    /** An import puts each choice into a group of its own, named after what it was. */
    private static XmlNode group(Action.Group group, String off) {
        List<XmlNode> inner = actions(group.actions());
        boolean isChoice = (group.name().equals("if") || group.name().equals("switch")) && inner.size() == 1;
        return isChoice && off.isEmpty()
                ? inner.getFirst()
                : XmlText.node("group", inner, "description", group.name(), "disabled", off);
    }
}
