package hie.engine.rule;

import hie.engine.yaml.YamlMap;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A rule definition as YAML: {@code sets} of {@code rules}, each with a {@code constraint} and its steps under {@code do}. A step
 * is one of {@code when otherwise send delete delegate return assign trace debug foreach comment}. Reading what was written
 * gives the same definition; expressions are kept as they stand and read when the rules are made ready to run.
 */
public final class RuleText {

    private static final List<String> STEPS = List.of(
            "when",
            "otherwise",
            "send",
            "delete",
            "delegate",
            "return",
            "assign",
            "trace",
            "debug",
            "foreach",
            "comment");

    private RuleText() {}

    /**
     * Reads a rule document.
     *
     * @throws RuleTextException naming every fault with its line
     */
    public static RuleDefinition read(String text) {
        List<String> faults = new ArrayList<>();
        Optional<RuleDefinition> read = YamlMap.read(text, faults).map(RuleText::definition);
        if (!faults.isEmpty()) {
            throw new RuleTextException(faults);
        }
        return read.orElseThrow();
    }

    private static RuleDefinition definition(YamlMap document) {
        document.allow(List.of("alias", "context", "assist", "production", "sets"));
        List<RuleSet> sets = document.maps("sets").stream().map(RuleText::set).toList();
        if (sets.isEmpty()) {
            document.fault(
                    "there is no rule set (expected: 'sets:' with at least one, each beginning with '- rules:' or '- name:')");
        }
        return new RuleDefinition(
                document.text("alias", ""),
                document.text("context", ""),
                document.text("assist", ""),
                document.text("production", ""),
                sets);
    }

    private static RuleSet set(YamlMap set) {
        set.allow(List.of("name", "begin", "end", "rules"));
        return new RuleSet(
                set.text("name", ""),
                moment(set, "begin"),
                moment(set, "end"),
                set.maps("rules").stream().map(RuleText::rule).toList(),
                set.line());
    }

    private static String moment(YamlMap set, String name) {
        String text = set.text(name, "");
        try {
            moment(text);
        } catch (DateTimeParseException e) {
            set.fault(name + ": '" + text + "' is no time (expected: YYYY-MM-DD or YYYY-MM-DDThh:mm:ss)");
        }
        return text;
    }

    /** A moment as rule sets write it; empty for none. */
    static Optional<LocalDateTime> moment(String text) {
        if (text.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(
                text.length() == 10
                        ? LocalDate.parse(text).atStartOfDay()
                        : LocalDateTime.parse(text.replace(' ', 'T')));
    }

    private static Rule rule(YamlMap rule) {
        rule.allow(List.of("name", "disabled", "constraint", "do"));
        return new Rule(
                rule.text("name", ""),
                rule.flag("disabled"),
                rule.map("constraint").map(RuleText::constraint).orElse(Constraint.NONE),
                steps(rule),
                rule.line());
    }

    private static Constraint constraint(YamlMap constraint) {
        constraint.allow(List.of("source", "msgClass", "docCategory", "docName", "docType", "awaitsSchema"));
        return new Constraint(
                constraint.text("source", ""),
                constraint.text("msgClass", ""),
                constraint.text("docCategory", ""),
                constraint.text("docName", ""),
                constraint.text("docType", ""),
                constraint.flag("awaitsSchema"));
    }

    private static List<Step> steps(YamlMap parent) {
        List<Step> steps = new ArrayList<>();
        for (YamlMap step : parent.maps("do")) {
            step(step).ifPresent(steps::add);
        }
        return steps;
    }

    private static Optional<Step> step(YamlMap step) {
        List<String> kinds = STEPS.stream().filter(step::has).toList();
        if (kinds.size() != 1) {
            step.fault("expected exactly one of " + String.join(", ", STEPS)
                    + (kinds.isEmpty() ? "" : ", but found " + String.join(" and ", kinds)));
            return Optional.empty();
        }
        boolean disabled = step.flag("disabled");
        int line = step.line();
        return Optional.of(
                switch (kinds.getFirst()) {
                    case "when" -> {
                        allow(step, "when", "do");
                        yield new Step.When(step.required("when"), steps(step), disabled, line);
                    }
                    case "otherwise" -> {
                        allow(step, "otherwise", "do");
                        nothing(step, "otherwise");
                        yield new Step.Otherwise(steps(step), disabled, line);
                    }
                    case "send" -> {
                        allow(step, "send", "transform", "priority");
                        yield new Step.Send(
                                names(step, "send"),
                                step.texts("transform"),
                                step.text("priority", ""),
                                disabled,
                                line);
                    }
                    case "delete" -> {
                        allow(step, "delete");
                        nothing(step, "delete");
                        yield new Step.Delete(disabled, line);
                    }
                    case "delegate" -> {
                        allow(step, "delegate", "transform");
                        yield new Step.Delegate(step.required("delegate"), step.texts("transform"), disabled, line);
                    }
                    case "return" -> {
                        allow(step, "return");
                        yield new Step.Return(step.text("return", ""), disabled, line);
                    }
                    case "assign" -> {
                        allow(step, "assign", "value");
                        yield new Step.Assign(step.required("assign"), step.required("value"), disabled, line);
                    }
                    case "trace" -> {
                        allow(step, "trace");
                        yield new Step.Trace(step.required("trace"), disabled, line);
                    }
                    case "debug" -> {
                        allow(step, "debug");
                        yield new Step.Debug(step.required("debug"), disabled, line);
                    }
                    case "foreach" -> {
                        allow(step, "foreach", "key", "do");
                        yield new Step.Foreach(
                                step.required("foreach"), step.required("key"), steps(step), disabled, line);
                    }
                    default -> {
                        allow(step, "comment");
                        yield new Step.Comment(step.text("comment", ""), disabled, line);
                    }
                });
    }

    private static List<String> names(YamlMap step, String name) {
        List<String> names = step.texts(name);
        if (names.isEmpty() || names.stream().anyMatch(String::isBlank)) {
            step.fault("'" + name + "' names no target (expected: an item's name, or a list of names)");
        }
        return names;
    }

    private static void nothing(YamlMap step, String name) {
        if (!step.text(name, "").isEmpty()) {
            step.fault("'" + name + "' takes no value; write '" + name + ":'");
        }
    }

    private static void allow(YamlMap step, String... names) {
        List<String> known = new ArrayList<>(List.of(names));
        known.add("disabled");
        step.allow(known);
    }

    /** A definition as a document's text. */
    public static String write(RuleDefinition definition) {
        Map<String, Object> document = new LinkedHashMap<>();
        put(document, "alias", definition.alias());
        put(document, "context", definition.context());
        put(document, "assist", definition.assist());
        put(document, "production", definition.production());
        document.put("sets", definition.sets().stream().map(RuleText::document).toList());
        return YamlMap.write(document);
    }

    private static void put(Map<String, Object> document, String name, String value) {
        if (!value.isEmpty()) {
            document.put(name, value);
        }
    }

    private static Map<String, Object> document(RuleSet set) {
        Map<String, Object> document = new LinkedHashMap<>();
        put(document, "name", set.name());
        put(document, "begin", set.begin());
        put(document, "end", set.end());
        document.put("rules", set.rules().stream().map(RuleText::document).toList());
        return document;
    }

    private static Map<String, Object> document(Rule rule) {
        Map<String, Object> document = new LinkedHashMap<>();
        put(document, "name", rule.name());
        if (rule.disabled()) {
            document.put("disabled", true);
        }
        Map<String, Object> constraint = new LinkedHashMap<>();
        put(constraint, "source", rule.constraint().source());
        put(constraint, "msgClass", rule.constraint().msgClass());
        put(constraint, "docCategory", rule.constraint().docCategory());
        put(constraint, "docName", rule.constraint().docName());
        put(constraint, "docType", rule.constraint().docType());
        if (rule.constraint().awaitsSchema()) {
            constraint.put("awaitsSchema", true);
        }
        if (!constraint.isEmpty()) {
            document.put("constraint", constraint);
        }
        document.put("do", documents(rule.steps()));
        return document;
    }

    private static List<Map<String, Object>> documents(List<Step> steps) {
        return steps.stream().map(RuleText::document).toList();
    }

    private static Map<String, Object> document(Step step) {
        Map<String, Object> document = new LinkedHashMap<>();
        switch (step) {
            case Step.When when -> {
                document.put("when", when.condition());
                document.put("do", documents(when.steps()));
            }
            case Step.Otherwise otherwise -> {
                document.put("otherwise", "");
                document.put("do", documents(otherwise.steps()));
            }
            case Step.Send send -> {
                document.put("send", oneOrMore(send.targets()));
                putAll(document, "transform", send.transforms());
                if (!send.priority().isEmpty()) {
                    document.put("priority", send.priority());
                }
            }
            case Step.Delete delete -> document.put("delete", "");
            case Step.Delegate delegate -> {
                document.put("delegate", delegate.rules());
                putAll(document, "transform", delegate.transforms());
            }
            case Step.Return end -> document.put("return", end.value());
            case Step.Assign assign -> {
                document.put("assign", assign.property());
                document.put("value", assign.value());
            }
            case Step.Trace trace -> document.put("trace", trace.value());
            case Step.Debug debug -> document.put("debug", debug.value());
            case Step.Foreach each -> {
                document.put("foreach", each.path());
                document.put("key", each.key());
                document.put("do", documents(each.steps()));
            }
            case Step.Comment comment -> document.put("comment", comment.text());
        }
        if (step.disabled()) {
            document.put("disabled", true);
        }
        return document;
    }

    private static void putAll(Map<String, Object> document, String name, List<String> values) {
        if (!values.isEmpty()) {
            document.put(name, oneOrMore(values));
        }
    }

    private static Object oneOrMore(List<String> values) {
        return values.size() == 1 ? values.getFirst() : values;
    }
}
