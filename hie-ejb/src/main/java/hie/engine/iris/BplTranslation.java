package hie.engine.iris;

import hie.engine.bpl.Activity;
import hie.engine.bpl.ProcessDefinition;
import hie.engine.imports.ImportReport;
import hie.engine.imports.Tally;
import hie.engine.imports.XmlNode;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** One pass over a BPL definition, from IRIS' XML to HIE's model. What is refused becomes a comment, with all that is in it. */
final class BplTranslation {

    /** The activities of BPL, as the report counts them. */
    static final Set<String> ACTIVITIES = Set.of(
            "call",
            "sync",
            "reply",
            "delay",
            "rule",
            "transform",
            "assign",
            "if",
            "switch",
            "while",
            "until",
            "foreach",
            "flow",
            "branch",
            "label",
            "code",
            "sql",
            "xpath",
            "xslt",
            "trace",
            "alert",
            "milestone",
            "scope",
            "throw",
            "compensate",
            "empty",
            "sequence",
            "break",
            "continue");

    private static final Set<String> PROGRAMS = Set.of("code", "sql", "xpath", "xslt");

    /** Messages of IRIS that hold a text and nothing else. */
    private static final Set<String> TEXTS = Set.of("Ens.StringRequest", "Ens.StringResponse", "Ens.StringContainer");

    private final IrisBundle.Definition source;
    private final Map<XmlNode, String> faults;
    private final Function<String, Optional<String>> target;
    private final Map<Object, XmlNode> made = new IdentityHashMap<>();
    private final List<ImportReport.Refusal> refused = new ArrayList<>();
    private final Set<String> targets = new LinkedHashSet<>();
    private final Set<String> missingTargets = new LinkedHashSet<>();
    private final Tally tally = new Tally();
    private final ProcessDefinition definition;

    /**
     * @param faults why elements are not taken as they stand
     * @param target the item in HIE that a name of IRIS means
     */
    BplTranslation(
            IrisBundle.Definition source, Map<XmlNode, String> faults, Function<String, Optional<String>> target) {
        this.source = source;
        this.faults = faults;
        this.target = target;
        XmlNode root = source.root();
        this.definition = new ProcessDefinition(
                root.attribute("request"),
                root.attribute("response"),
                root.first("context").map(this::context).orElse(List.of()),
                activities(root.first("sequence").map(List::of).orElseGet(List::of)));
    }

    ProcessDefinition definition() {
        return definition;
    }

    /** What a part of the definition was made of; {@code null} for one of the import's own. */
    XmlNode origin(Object part) {
        return made.get(part);
    }

    List<ImportReport.Refusal> refused() {
        return refused;
    }

    Tally tally() {
        return tally;
    }

    /** The items that its calls go to, by their names in HIE. */
    Set<String> targets() {
        return targets;
    }

    /** The items that its calls name and nobody knows. */
    Set<String> missingTargets() {
        return missingTargets;
    }

    boolean isWhole() {
        return refused.isEmpty() && missingTargets.isEmpty();
    }

    private void refuse(XmlNode node, String why) {
        refused.add(new ImportReport.Refusal(
                "process " + source.name(),
                "line " + node.line() + ", <" + node.name() + "> "
                        + (node.attribute("name").isEmpty() ? "" : "'" + node.attribute("name") + "'"),
                why));
    }

    private <T> T from(XmlNode node, T part) {
        made.put(part, node);
        return part;
    }

    private List<ProcessDefinition.Variable> context(XmlNode context) {
        List<ProcessDefinition.Variable> variables = new ArrayList<>();
        for (XmlNode property : context.all("property")) {
            String name = property.attribute("name");
            String value = property.attribute("initialexpression").strip();
            String fault = property.attribute("collection").isEmpty() ? faults.get(property) : "it is a collection";
            if (!name.matches("[A-Za-z%][A-Za-z0-9]*")) {
                fault = "it has no name that is taken";
            } else {
                variables.add(from(
                        property,
                        new ProcessDefinition.Variable(
                                name, !property.attribute("type").startsWith("%"), fault == null ? value : "", 0)));
            }
            if (fault != null) {
                refuse(property, fault);
            }
        }
        return variables;
    }

    private List<Activity> activities(List<XmlNode> nodes) {
        List<Activity> activities = new ArrayList<>();
        nodes.forEach(node -> add(node, activities));
        return activities;
    }

    private void add(XmlNode node, List<Activity> activities) {
        if (node.name().equals("annotation")) {
            note(node.text().strip(), activities);
            return;
        }
        String fault = incomplete(node).orElseGet(() -> faults.get(node));
        if (fault != null) {
            node.descendants()
                    .filter(below -> ACTIVITIES.contains(below.name()))
                    .forEach(below -> tally.count(false));
            refuse(node, fault);
            note("not imported: " + node.name() + " " + node.attribute("name") + " – " + fault, activities);
            return;
        }
        tally.count(true);
        node.first("annotation")
                .filter(note -> !node.name().equals("sequence"))
                .ifPresent(note -> note(note.text().strip(), activities));
        activities.add(from(node, activity(node)));
    }

    private static void note(String text, List<Activity> activities) {
        if (!text.isEmpty()) {
            activities.add(new Activity.Comment(text, false, 0));
        }
    }

    /** What the text of a process cannot even say. */
    private static Optional<String> incomplete(XmlNode node) {
        return switch (node.name()) {
            case "assign" ->
                !Set.of("", "set").contains(node.attribute("action"))
                        ? Optional.of("values are set here, nothing is done to collections")
                        : required(node, "property", "value");
            case "call" ->
                node.attribute("target").startsWith("@")
                        ? Optional.of("its target is not known before it runs")
                        : required(node, "target");
            case "sync" ->
                node.attribute("type").equals("any") && node.attribute("calls").contains(",")
                        ? Optional.of("a sync waits for all its calls")
                        : required(node, "calls");
            case "if", "while" -> required(node, "condition");
            case "transform" -> required(node, "class", "target");
            case "rule" -> required(node, "rule");
            case "trace", "alert" -> required(node, "value");
            case "delay" ->
                node.attribute("until").isBlank()
                        ? required(node, "duration")
                        : Optional.of("a process waits for a time, not until one");
            case "switch", "reply", "sequence" -> Optional.empty();
            default ->
                Optional.of(
                        PROGRAMS.contains(node.name())
                                ? "code in another language is not run"
                                : "there is no such activity");
        };
    }

    private static Optional<String> required(XmlNode node, String... attributes) {
        for (String attribute : attributes) {
            if (node.attribute(attribute).isBlank()) {
                return Optional.of("it does not say its " + attribute);
            }
        }
        return Optional.empty();
    }

    private Activity activity(XmlNode node) {
        String name = node.attribute("name");
        boolean off = Set.of("1", "true").contains(node.attribute("disabled").strip());
        return switch (node.name()) {
            case "assign" -> assign(node, off);
            case "call" -> call(node, off);
            case "sync" ->
                new Activity.Sync(ItemImport.names(node.attribute("calls")), node.attribute("timeout"), name, off, 0);
            case "if" -> new Activity.Choose(name, ways(node), off, 0);
            case "switch" -> new Activity.Choose(name, cases(node), off, 0);
            case "while" -> new Activity.While(node.attribute("condition"), name, activities(node.children()), off, 0);
            case "transform" -> {
                String from = node.attribute("source");
                yield new Activity.Transform(
                        node.attribute("class"),
                        from.isEmpty() ? "request" : from,
                        node.attribute("target"),
                        name,
                        off,
                        0);
            }
            case "rule" -> new Activity.AskRule(node.attribute("rule"), node.attribute("resultLocation"), name, off, 0);
            case "trace" -> new Activity.Trace(node.attribute("value"), name, off, 0);
            case "alert" -> new Activity.Alert(node.attribute("value"), name, off, 0);
            case "delay" -> new Activity.Delay(node.attribute("duration"), name, off, 0);
            case "reply" -> new Activity.Reply(name, off, 0);
            default -> new Activity.Sequence(name, activities(node.children()), off, 0);
        };
    }

    private Activity.Assign assign(XmlNode node, boolean off) {
        String property = node.attribute("property").strip();
        boolean isText = property.equals("response.StringValue")
                && TEXTS.contains(source.root().attribute("response"));
        return new Activity.Assign(
                isText ? "response" : property, node.attribute("value"), node.attribute("name"), off, 0);
    }

    private Activity.Call call(XmlNode node, boolean off) {
        String wanted = node.attribute("target").strip();
        Optional<String> to = target.apply(wanted);
        if (!off) {
            to.ifPresentOrElse(targets::add, () -> missingTargets.add(wanted));
        }
        return new Activity.Call(
                node.attribute("name"),
                to.orElse(wanted),
                node.attribute("async").equals("1"),
                node.attribute("timeout"),
                assigns(node.first("request")),
                assigns(node.first("response")),
                off,
                0);
    }

    private List<Activity.Assign> assigns(Optional<XmlNode> of) {
        List<Activity> all = activities(of.map(XmlNode::children).orElseGet(List::of));
        List<Activity.Assign> assigns = new ArrayList<>();
        for (Activity activity : all) {
            if (activity instanceof Activity.Assign assign) {
                boolean isText = assign.property().equals("callrequest.StringValue")
                        && TEXTS.contains(of.orElseThrow().attribute("type"));
                assigns.add(
                        isText
                                ? from(
                                        made.get(assign),
                                        new Activity.Assign(
                                                "callrequest", assign.value(), assign.name(), assign.disabled(), 0))
                                : assign);
            }
        }
        return assigns;
    }

    private List<Activity.Case> ways(XmlNode choice) {
        List<Activity.Case> ways = new ArrayList<>();
        ways.add(from(
                choice,
                new Activity.Case(
                        choice.attribute("condition"),
                        "",
                        activities(choice.first("true").map(XmlNode::children).orElseGet(List::of)),
                        0)));
        choice.first("false")
                .filter(otherwise -> !otherwise.children().isEmpty())
                .ifPresent(otherwise ->
                        ways.add(from(choice, new Activity.Case("", "", activities(otherwise.children()), 0))));
        return ways;
    }

    /** A case without a condition would hold for everything: the engine refuses it, and the whole choice with it. */
    private List<Activity.Case> cases(XmlNode choice) {
        List<Activity.Case> ways = new ArrayList<>();
        for (XmlNode way : choice.children()) {
            String condition = way.attribute("condition").strip();
            if (way.name().equals("case") || way.name().equals("default")) {
                boolean isDefault = way.name().equals("default");
                ways.add(from(
                        choice,
                        new Activity.Case(
                                isDefault ? "" : condition.isEmpty() ? "0" : condition,
                                way.attribute("name"),
                                activities(way.children()),
                                0)));
            }
        }
        return ways;
    }
}
