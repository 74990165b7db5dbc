package hie.engine.iris;

import hie.engine.rule.Constraint;
import hie.engine.rule.Rule;
import hie.engine.rule.RuleDefinition;
import hie.engine.rule.RuleSet;
import hie.engine.rule.Step;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * Translates one {@code <ruleDefinition>}. What cannot be translated stays where it stands as a comment and a disabled step, is
 * counted and told: a rule set with such a place is not what it was, and {@link #isWhole} says so.
 */
final class RuleImport {

    /** What a rule does, as the report counts it. */
    static final Set<String> ACTIONS =
            Set.of("send", "delete", "delegate", "return", "assign", "trace", "debug", "foreach");

    private static final Set<String> CONSTRAINTS = Set.of("source", "msgClass", "docCategory", "docName");

    private final IrisBundle.Definition source;
    private final List<ImportReport.Refusal> refused;
    private final Set<String> targets = new LinkedHashSet<>();
    private final Set<String> transforms = new LinkedHashSet<>();
    private final Set<String> delegates = new LinkedHashSet<>();
    private final Tally rules = new Tally();
    private final Tally conditions = new Tally();
    private final Tally actions = new Tally();
    private RuleDefinition definition;
    private String place = "";

    RuleImport(IrisBundle.Definition source, List<ImportReport.Refusal> refused) {
        this.source = source;
        this.refused = refused;
    }

    /** Found, translated and refused, in the making. */
    static final class Tally {
        private int found;
        private int lost;

        void count(boolean translated) {
            found++;
            lost += translated ? 0 : 1;
        }

        ImportReport.Counts counts() {
            return new ImportReport.Counts(found, found - lost, lost);
        }
    }

    RuleImport translate() {
        XmlNode root = source.root();
        List<RuleSet> sets = new ArrayList<>();
        for (XmlNode set : root.all("ruleSet")) {
            sets.add(ruleSet(set));
        }
        definition = new RuleDefinition(
                root.attribute("alias"),
                root.attribute("context"),
                source.parameters().getOrDefault("RuleAssistClass", ""),
                root.attribute("production"),
                sets);
        return this;
    }

    String name() {
        return source.name();
    }

    RuleDefinition definition() {
        return definition;
    }

    /** The items that the rules send to, by their names in IRIS. */
    Set<String> targets() {
        return targets;
    }

    /** The transforms that the rules name. */
    Set<String> transforms() {
        return transforms;
    }

    /** The rule definitions that the rules delegate to. */
    Set<String> delegates() {
        return delegates;
    }

    /** Whether everything was translated. */
    boolean isWhole() {
        return rules.lost + conditions.lost + actions.lost == 0;
    }

    ImportReport.Rules report(String document) {
        return new ImportReport.Rules(
                source.name(), source.file(), document, rules.counts(), conditions.counts(), actions.counts());
    }

    private RuleSet ruleSet(XmlNode set) {
        place = "rule " + source.name() + ", set '" + set.attribute("name") + "'";
        String begin = moment(set, "effectiveBegin");
        String end = moment(set, "effectiveEnd");
        List<Rule> translated = new ArrayList<>();
        int number = 0;
        for (XmlNode rule : set.all("rule")) {
            translated.add(rule(rule, ++number, set.attribute("name")));
        }
        return new RuleSet(set.attribute("name"), begin, end, translated, 0);
    }

    private String moment(XmlNode set, String attribute) {
        String text = set.attribute(attribute).strip().replace(' ', 'T');
        try {
            if (text.length() == 10) {
                LocalDate.parse(text);
            } else if (!text.isEmpty()) {
                LocalDateTime.parse(text);
            }
            return text;
        } catch (DateTimeException e) {
            rules.count(false);
            refuse(attribute + " '" + text + "'", "it is no date");
            return "";
        }
    }

    private Rule rule(XmlNode rule, int number, String set) {
        String name = rule.attribute("name");
        place = "rule " + source.name() + ", set '" + set + "', rule " + number
                + (name.isEmpty() ? "" : " '" + name + "'");
        Map<String, String> constraints = new TreeMap<>();
        boolean understood = true;
        for (XmlNode constraint : rule.all("constraint")) {
            if (CONSTRAINTS.contains(constraint.attribute("name"))) {
                constraints.merge(
                        constraint.attribute("name"), constraint.attribute("value"), (one, other) -> one + "," + other);
            } else {
                understood = false;
                refuse("constraint '" + constraint.attribute("name") + "'", "HIE knows no such constraint");
            }
        }
        rules.count(understood);
        return new Rule(
                name,
                isOn(rule, "disabled") || !understood,
                new Constraint(
                        constraints.getOrDefault("source", ""),
                        constraints.getOrDefault("msgClass", ""),
                        constraints.getOrDefault("docCategory", ""),
                        constraints.getOrDefault("docName", "")),
                steps(rule, understood),
                0);
    }

    private static boolean isOn(XmlNode node, String attribute) {
        return Set.of("true", "1").contains(node.attribute(attribute).strip());
    }

    private void refuse(String what, String why) {
        refused.add(new ImportReport.Refusal(place, what, why));
    }

    /** @param live whether what is around was translated; what stands in something refused is refused with it */
    private List<Step> steps(XmlNode parent, boolean live) {
        List<Step> steps = new ArrayList<>();
        for (XmlNode node : parent.children()) {
            if (node.name().equals("constraint")) {
                continue;
            }
            step(node, live, steps);
        }
        return steps;
    }

    private void step(XmlNode node, boolean live, List<Step> steps) {
        switch (node.name()) {
            case "when" -> when(node, live, steps);
            case "otherwise" -> steps.add(new Step.Otherwise(steps(node, live), isOn(node, "disabled"), 0));
            case "comment" -> steps.add(new Step.Comment(
                    node.attribute("text").isEmpty() ? node.text().strip() : node.attribute("text"), false, 0));
            case "annotation" -> steps.add(new Step.Comment(node.text().strip(), false, 0));
            default -> action(node, live, steps);
        }
    }

    private void when(XmlNode node, boolean live, List<Step> steps) {
        String condition = node.attribute("condition").strip();
        Optional<String> fault = RuleExpressions.fault(condition);
        conditions.count(fault.isEmpty());
        if (fault.isPresent()) {
            refuse("condition " + condition, fault.get());
            steps.add(new Step.Comment("not imported: when " + condition + " – " + fault.get(), false, 0));
        }
        boolean read = fault.isEmpty();
        steps.add(new Step.When(
                read ? condition : "0", steps(node, live && read), isOn(node, "disabled") || !read, 0));
    }

    private void action(XmlNode node, boolean live, List<Step> steps) {
        Optional<String> fault = fault(node);
        if (fault.isPresent()) {
            actions.count(false);
            refuse("<" + node.name() + "> " + String.join(" ", node.attributes().values()), fault.get());
            steps.add(new Step.Comment("not imported: " + node.name() + " " + node.attributes() + " – " + fault.get(),
                    false, 0));
            return;
        }
        actions.count(live);
        boolean off = isOn(node, "disabled");
        steps.add(
                switch (node.name()) {
                    case "send" -> send(node, off);
                    case "delete" -> new Step.Delete(off, 0);
                    case "delegate" -> delegate(node, off);
                    case "return" -> new Step.Return(value(node), off, 0);
                    case "assign" -> new Step.Assign(node.attribute("property"), node.attribute("value"), off, 0);
                    case "trace" -> new Step.Trace(node.attribute("value"), off, 0);
                    case "debug" -> new Step.Debug(node.attribute("value"), off, 0);
                    default -> new Step.Foreach(
                            path(node), node.attribute("key"), steps(node, live), off, 0);
                });
    }

    private static String value(XmlNode node) {
        return node.attribute("value").isEmpty() ? node.text().strip() : node.attribute("value");
    }

    private static String path(XmlNode node) {
        String path = node.attribute("propertypath");
        return path.isEmpty() ? node.attribute("property") : path;
    }

    private Step send(XmlNode node, boolean off) {
        List<String> to = ItemImport.names(node.attribute("target"));
        List<String> through = ItemImport.names(node.attribute("transform"));
        if (!off) {
            targets.addAll(to);
            transforms.addAll(through);
        }
        return new Step.Send(to, through, off, 0);
    }

    private Step delegate(XmlNode node, boolean off) {
        String to = delegated(node);
        List<String> through = ItemImport.names(node.attribute("transform"));
        if (!off) {
            delegates.add(to);
            transforms.addAll(through);
        }
        return new Step.Delegate(to, through, off, 0);
    }

    private static String delegated(XmlNode node) {
        return node.attribute("rule").isEmpty() ? node.attribute("target") : node.attribute("rule");
    }

    private Optional<String> fault(XmlNode node) {
        return switch (node.name()) {
            case "send" -> ItemImport.names(node.attribute("target")).isEmpty()
                    ? Optional.of("it names no target")
                    : Optional.empty();
            case "delegate" -> delegated(node).isBlank() ? Optional.of("it names no rule") : Optional.empty();
            case "delete" -> Optional.empty();
            case "return" -> value(node).isEmpty() ? Optional.empty() : RuleExpressions.fault(value(node));
            case "assign" -> node.attribute("property").isBlank()
                    ? Optional.of("it names no property")
                    : RuleExpressions.fault(node.attribute("value"));
            case "trace", "debug" -> RuleExpressions.fault(node.attribute("value"));
            case "foreach" -> path(node).isBlank() || node.attribute("key").isBlank()
                    ? Optional.of("it names no path or no key")
                    : Optional.empty();
            default -> Optional.of("HIE knows no such step");
        };
    }
}
