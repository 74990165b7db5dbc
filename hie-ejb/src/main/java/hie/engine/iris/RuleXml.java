package hie.engine.iris;

import hie.engine.imports.XmlNode;
import hie.engine.rule.Constraint;
import hie.engine.rule.Rule;
import hie.engine.rule.RuleDefinition;
import hie.engine.rule.RuleSet;
import hie.engine.rule.Step;
import java.util.ArrayList;
import java.util.List;

/** A rule definition as IRIS writes it. */
final class RuleXml {

    private RuleXml() {}

    static XmlNode of(RuleDefinition definition) {
        return XmlText.node(
                "ruleDefinition",
                definition.sets().stream().map(RuleXml::set).toList(),
                "alias",
                definition.alias(),
                "context",
                definition.context(),
                "production",
                definition.production());
    }

    private static XmlNode set(RuleSet set) {
        return XmlText.node(
                "ruleSet",
                set.rules().stream().map(RuleXml::rule).toList(),
                "name",
                set.name(),
                "effectiveBegin",
                set.begin(),
                "effectiveEnd",
                set.end());
    }

    private static XmlNode rule(Rule rule) {
        List<XmlNode> children = new ArrayList<>();
        Constraint constraint = rule.constraint();
        constraint("source", constraint.source(), children);
        constraint("msgClass", constraint.msgClass(), children);
        constraint("docCategory", constraint.docCategory(), children);
        constraint("docName", constraint.docName(), children);
        children.addAll(steps(rule.steps()));
        return XmlText.node("rule", children, "name", rule.name(), "disabled", off(rule.disabled()));
    }

    private static void constraint(String name, String value, List<XmlNode> children) {
        if (!value.isEmpty()) {
            children.add(XmlText.node("constraint", List.of(), "name", name, "value", value));
        }
    }

    private static String off(boolean disabled) {
        return disabled ? "true" : "";
    }

    private static List<XmlNode> steps(List<Step> steps) {
        return steps.stream().map(RuleXml::step).toList();
    }

    private static XmlNode step(Step step) {
        String off = off(step.disabled());
        return switch (step) {
            case Step.When when ->
                XmlText.node("when", steps(when.steps()), "condition", when.condition(), "disabled", off);
            case Step.Otherwise otherwise -> XmlText.node("otherwise", steps(otherwise.steps()), "disabled", off);
            case Step.Send send ->
                XmlText.node(
                        "send",
                        List.of(),
                        "transform",
                        String.join(",", send.transforms()),
                        "target",
                        String.join(",", send.targets()),
                        "disabled",
                        off);
            case Step.Delete delete -> XmlText.node("delete", List.of(), "disabled", off);
            case Step.Delegate delegate ->
                XmlText.node(
                        "delegate",
                        List.of(),
                        "transform",
                        String.join(",", delegate.transforms()),
                        "rule",
                        delegate.rules(),
                        "disabled",
                        off);
            case Step.Return end -> XmlText.node("return", List.of(), "value", end.value(), "disabled", off);
            case Step.Assign assign ->
                XmlText.node(
                        "assign", List.of(), "property", assign.property(), "value", assign.value(), "disabled", off);
            case Step.Trace trace -> XmlText.node("trace", List.of(), "value", trace.value(), "disabled", off);
            case Step.Debug debug -> XmlText.node("debug", List.of(), "value", debug.value(), "disabled", off);
            case Step.Foreach each ->
                XmlText.node(
                        "foreach",
                        steps(each.steps()),
                        "propertypath",
                        each.path(),
                        "key",
                        each.key(),
                        "disabled",
                        off);
            case Step.Comment comment -> XmlText.node("comment", List.of(), "text", comment.text());
        };
    }
}
