package hie.engine.iris;

import hie.engine.imports.ImportSyntaxException;
import hie.engine.imports.XmlNode;
import hie.engine.rule.Constraint;
import hie.engine.rule.Rule;
import hie.engine.rule.RuleDefinition;
import hie.engine.rule.RuleSet;
import hie.engine.rule.Step;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One pass over a rule definition, from IRIS' XML to HIE's model, leaving out what is known to be refused: of that a condition stays as
 * a disabled step, an action as a comment.
 */
final class RuleTranslation {

    /** What a rule does, as the report counts it. */
    static final Set<String> ACTIONS =
            Set.of("send", "delete", "delegate", "return", "assign", "trace", "debug", "foreach");

    private static final Pattern ASKED = Pattern.compile("(?i)(?<![A-Za-z0-9.])Rule\\(\\s*\"([^\"]+)\"");

    private static final Set<String> CONSTRAINTS = Set.of("source", "msgClass", "docCategory", "docName", "docType");

    private final IrisBundle.Definition source;
    private final ImportFaults faults;
    private final Function<String, Optional<String>> target;
    private final RuleDefinition definition;

    /** Each rule and step in order, with what it was made of; {@code null} for a note of the import's own. */
    private final List<XmlNode> units = new ArrayList<>();

    private final RuleFindings findings = new RuleFindings();
    private boolean ruleWaits;

    RuleTranslation(IrisBundle.Definition source, ImportFaults faults, Function<String, Optional<String>> target) {
        this.source = source;
        this.faults = faults;
        this.target = target;
        XmlNode root = source.root();
        List<RuleSet> sets = new ArrayList<>();
        root.all("ruleSet").forEach(set -> sets.add(ruleSet(set)));
        if (sets.isEmpty()) {
            throw new ImportSyntaxException("there is no rule set in it");
        }
        this.definition = new RuleDefinition(
                root.attribute("alias"),
                root.attribute("context"),
                source.parameters().getOrDefault("RuleAssistClass", ""),
                root.attribute("production"),
                sets);
    }

    RuleDefinition definition() {
        return definition;
    }

    List<XmlNode> units() {
        return units;
    }

    RuleFindings findings() {
        return findings;
    }

    /** Steps that stand between the rules of a set, for every message, become a rule without a constraint. */
    private RuleSet ruleSet(XmlNode set) {
        findings.place = "rule " + source.name() + ", set '" + set.attribute("name") + "'";
        String begin = moment(set, "effectiveBegin");
        String end = moment(set, "effectiveEnd");
        List<Rule> translated = new ArrayList<>();
        List<Step> loose = null;
        int number = 0;
        for (XmlNode node : set.children()) {
            if (node.name().equals("rule")) {
                loose = null;
                translated.add(rule(node, ++number, set.attribute("name")));
                continue;
            }
            if (loose == null) {
                loose = new ArrayList<>();
                translated.add(null);
                units.add(null);
                findings.place =
                        "rule " + source.name() + ", set '" + set.attribute("name") + "', behind rule " + number;
            }
            ruleWaits = false;
            loose.add(step(node, true));
            translated.set(translated.size() - 1, new Rule("", false, Constraint.NONE, loose, 0));
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
            findings.refuse(attribute + " '" + text + "'", "it is no date, and counts as none");
            return "";
        }
    }

    private Rule rule(XmlNode rule, int number, String set) {
        String name = rule.attribute("name");
        findings.place = "rule " + source.name() + ", set '" + set + "', rule " + number
                + (name.isEmpty() ? "" : " '" + name + "'");
        units.add(rule);
        Map<String, String> constraints = new TreeMap<>();
        Optional<String> fault = faults.of(rule);
        for (XmlNode constraint : rule.all("constraint")) {
            constraints.merge(
                    constraint.attribute("name"), constraint.attribute("value"), (one, other) -> one + "," + other);
        }
        if (fault.isEmpty()) {
            fault = constraints.keySet().stream()
                    .filter(known -> !CONSTRAINTS.contains(known))
                    .findFirst()
                    .map(unknown -> "there is no constraint '" + unknown + "'");
        }
        fault.ifPresent(why -> findings.refuse("its constraint", why));
        faults.waitsFor(rule).ifPresent(why -> findings.refuse("its constraint", "it waits: " + why));
        ruleWaits = faults.waitsFor(rule).isPresent();
        findings.rules.count(fault.isEmpty());
        return new Rule(
                name,
                isOn(rule, "disabled") || fault.isPresent(),
                new Constraint(
                        constraints.getOrDefault("source", ""),
                        constraints.getOrDefault("msgClass", ""),
                        constraints.getOrDefault("docCategory", ""),
                        constraints.getOrDefault("docName", ""),
                        constraints.getOrDefault("docType", ""),
                        ruleWaits),
                steps(rule, fault.isEmpty()),
                0);
    }

    private static boolean isOn(XmlNode node, String attribute) {
        return Set.of("true", "1").contains(node.attribute(attribute).strip());
    }

    /** @param live whether what is around was translated; what stands in something refused is refused with it */
    private List<Step> steps(XmlNode parent, boolean live) {
        List<Step> steps = new ArrayList<>();
        for (XmlNode node : parent.children()) {
            if (!node.name().equals("constraint")) {
                steps.add(step(node, live));
            }
        }
        return steps;
    }

    private Step step(XmlNode node, boolean live) {
        return switch (node.name()) {
            case "when" -> when(node, live);
            case "otherwise" -> {
                units.add(node);
                yield new Step.Otherwise(steps(node, live), isOn(node, "disabled"), 0);
            }
            case "comment" ->
                note(node.attribute("text").isEmpty() ? node.text().strip() : node.attribute("text"));
            case "annotation" -> note(node.text().strip());
            default -> action(node, live);
        };
    }

    private Step note(String text) {
        units.add(null);
        return new Step.Comment(text, false, 0);
    }

    private Step when(XmlNode node, boolean live) {
        units.add(node);
        String condition = node.attribute("condition").strip();
        Optional<String> fault = condition.isEmpty() ? Optional.of("there is no condition") : faults.of(node);
        findings.conditions.count(live && fault.isEmpty());
        if (live && fault.isEmpty()) {
            asks(condition);
        }
        List<Step> steps = new ArrayList<>();
        if (fault.isPresent()) {
            findings.refuse("condition " + condition, fault.get());
            steps.add(note("not imported: " + fault.get()));
        }
        steps.addAll(steps(node, live && fault.isEmpty()));
        return new Step.When(
                condition.isEmpty() ? "0" : condition, steps, isOn(node, "disabled") || fault.isPresent(), 0);
    }

    private Step action(XmlNode node, boolean live) {
        Optional<String> fault = incomplete(node).or(() -> faults.of(node));
        if (fault.isPresent()) {
            if (ACTIONS.contains(node.name())) {
                findings.actions.count(false);
            }
            findings.refuse(
                    "<" + node.name() + "> "
                            + String.join(" ", node.attributes().values()),
                    fault.get());
            node.descendants()
                    .skip(1)
                    .filter(below -> ACTIONS.contains(below.name()))
                    .forEach(below -> findings.actions.count(false));
            return note("not imported: " + node.name() + " " + node.attributes() + " – " + fault.get());
        }
        findings.actions.count(live);
        if (live) {
            asks(value(node));
        }
        findings.waiting += live && (ruleWaits || faults.waitsFor(node).isPresent()) ? 1 : 0;
        units.add(node);
        boolean off = isOn(node, "disabled") || !live;
        return switch (node.name()) {
            case "send" -> send(node, off);
            case "delete" -> new Step.Delete(off, 0);
            case "delegate" -> delegate(node, off);
            case "return" -> new Step.Return(value(node), off, 0);
            case "assign" -> new Step.Assign(node.attribute("property"), node.attribute("value"), off, 0);
            case "trace" -> new Step.Trace(node.attribute("value"), off, 0);
            case "debug" -> new Step.Debug(node.attribute("value"), off, 0);
            default -> new Step.Foreach(path(node), node.attribute("key"), steps(node, live), off, 0);
        };
    }

    /** What the text of a rule set cannot even say. */
    private static Optional<String> incomplete(XmlNode node) {
        boolean complete = switch (node.name()) {
            case "send" -> !ItemImport.names(node.attribute("target")).isEmpty();
            case "delegate" -> !delegated(node).isBlank();
            case "delete", "return" -> true;
            case "assign" ->
                !node.attribute("property").isBlank()
                        && !node.attribute("value").isBlank();
            case "trace", "debug" -> !node.attribute("value").isBlank();
            case "foreach" -> !path(node).isBlank() && !node.attribute("key").isBlank();
            default -> false;
        };
        if (complete) {
            return Optional.empty();
        }
        return Optional.of(ACTIONS.contains(node.name()) ? "it is not complete" : "there is no such step");
    }

    private void asks(String expression) {
        Matcher asked = ASKED.matcher(expression);
        while (asked.find()) {
            findings.delegates.add(asked.group(1));
        }
    }

    private static String value(XmlNode node) {
        return node.attribute("value").isEmpty() ? node.text().strip() : node.attribute("value");
    }

    private static String path(XmlNode node) {
        String path = node.attribute("propertypath");
        return path.isEmpty() ? node.attribute("property") : path;
    }

    private Step send(XmlNode node, boolean off) {
        List<String> wanted = ItemImport.names(node.attribute("target"));
        List<String> to = new ArrayList<>();
        for (String name : wanted) {
            target.apply(name).ifPresentOrElse(to::add, () -> {
                if (!off) {
                    findings.missingTargets.add(name);
                }
            });
        }
        boolean waits = waits(node);
        if (!off) {
            findings.targets.addAll(to);
        }
        return new Step.Send(
                to.isEmpty() ? wanted : to,
                ItemImport.names(node.attribute("transform")),
                off || waits || to.isEmpty(),
                0);
    }

    private boolean waits(XmlNode node) {
        Optional<String> transform = faults.waitsFor(node);
        transform.ifPresent(
                why -> findings.refuse("<" + node.name() + "> by " + node.attribute("transform"), "it waits: " + why));
        return transform.isPresent();
    }

    private Step delegate(XmlNode node, boolean off) {
        if (!off) {
            findings.delegates.add(delegated(node));
        }
        return new Step.Delegate(delegated(node), ItemImport.names(node.attribute("transform")), off || waits(node), 0);
    }

    private static String delegated(XmlNode node) {
        return node.attribute("rule").isEmpty() ? node.attribute("target") : node.attribute("rule");
    }
}
