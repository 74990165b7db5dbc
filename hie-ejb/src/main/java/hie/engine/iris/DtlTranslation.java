package hie.engine.iris;

import hie.engine.format.Formats;
import hie.engine.imports.ImportReport;
import hie.engine.imports.Tally;
import hie.engine.imports.XmlNode;
import hie.engine.transform.Action;
import hie.engine.transform.TransformDefinition;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * One pass over a DTL definition, from IRIS' XML to HIE's model. What is known to be refused stays: conditions and code as disabled
 * actions, the rest as comments.
 */
final class DtlTranslation {

    /** What a transform does, as the report counts it. */
    static final Set<String> ACTIONS = Set.of(
            "assign",
            "if",
            "foreach",
            "subtransform",
            "code",
            "sql",
            "trace",
            "switch",
            "case",
            "default",
            "group",
            "break",
            "python",
            "xslt");

    private static final Set<String> PROGRAMS = Set.of("code", "sql", "python", "xslt");

    private final String place;
    private final ImportFaults faults;
    private final DtlAssign assigns;
    private final List<XmlNode> units = new ArrayList<>();
    private final List<ImportReport.Refusal> refused = new ArrayList<>();
    private final Tally tally = new Tally();
    private final TransformDefinition definition;

    /**
     * @param faults why elements are not taken as they stand
     */
    DtlTranslation(IrisBundle.Definition source, ImportFaults faults) {
        this.place = "transform " + source.name();
        this.faults = faults;
        XmlNode root = source.root();
        this.assigns = new DtlAssign(isHl7(root, "sourceClass") && isHl7(root, "targetClass"));
        this.definition = new TransformDefinition(
                "",
                "",
                root.attribute("sourceClass"),
                root.attribute("targetClass"),
                root.attribute("sourceDocType"),
                root.attribute("targetDocType"),
                create(root.attribute("create")),
                language(root),
                actions(root, true));
    }

    private static boolean isHl7(XmlNode root, String attribute) {
        return root.attribute(attribute).strip().equals(Formats.HL7_CLASS);
    }

    /** IRIS takes ObjectScript when nothing is said. */
    static String language(XmlNode root) {
        String language = root.attribute("language").strip();
        return language.isEmpty() ? "objectscript" : language;
    }

    private static TransformDefinition.Create create(String text) {
        return switch (text) {
            case "copy" -> TransformDefinition.Create.COPY;
            case "existing" -> TransformDefinition.Create.EXISTING;
            default -> TransformDefinition.Create.NEW;
        };
    }

    TransformDefinition definition() {
        return definition;
    }

    /** Each action in order, with what it was made of; {@code null} for one of the import's own. */
    List<XmlNode> units() {
        return units;
    }

    List<ImportReport.Refusal> refused() {
        return refused;
    }

    Tally tally() {
        return tally;
    }

    private List<Action> actions(XmlNode parent, boolean live) {
        List<Action> actions = new ArrayList<>();
        for (XmlNode node : parent.children()) {
            action(node, live, actions);
        }
        return actions;
    }

    private static boolean isOff(XmlNode node) {
        return Set.of("1", "true").contains(node.attribute("disabled").strip());
    }

    private void action(XmlNode node, boolean live, List<Action> actions) {
        switch (node.name()) {
            case "if" -> choice(node, live, actions);
            case "switch" -> {
                units.add(null);
                tally.count(live);
                List<Action> branches = new ArrayList<>();
                node.children().forEach(child -> branch(child, live, branches));
                actions.add(new Action.Group("switch", branches, isOff(node), 0));
            }
            case "comment", "annotation" -> note(node.text().strip(), actions);
            default -> plain(node, live, actions);
        }
    }

    private void note(String text, List<Action> actions) {
        units.add(null);
        actions.add(new Action.Comment(text, false, 0));
    }

    private void refuse(XmlNode node, String why) {
        refused.add(new ImportReport.Refusal(
                place,
                "line " + node.line() + ", <" + node.name() + "> "
                        + String.join(" ", node.attributes().values()),
                why));
    }

    /** Two choices that follow each other would be one: each has a group of its own. */
    private void choice(XmlNode node, boolean live, List<Action> actions) {
        units.add(null);
        List<Action> branches = new ArrayList<>();
        boolean taken = when(node, live, node.first("true").orElse(null), branches);
        node.first("false").ifPresent(other -> {
            units.add(null);
            branches.add(new Action.Otherwise(actions(other, live && taken), !taken, 0));
        });
        actions.add(new Action.Group("if", branches, isOff(node), 0));
    }

    private void branch(XmlNode node, boolean live, List<Action> branches) {
        switch (node.name()) {
            case "case" -> when(node, live, node, branches);
            case "default" -> {
                units.add(null);
                tally.count(live);
                branches.add(new Action.Otherwise(actions(node, live), isOff(node), 0));
            }
            default -> refuse(node, "it has no place in a switch");
        }
    }

    private boolean when(XmlNode node, boolean live, XmlNode body, List<Action> branches) {
        units.add(node);
        String condition = node.attribute("condition").strip();
        String fault =
                condition.isEmpty() ? "there is no condition" : faults.of(node).orElse(null);
        tally.count(live && fault == null);
        List<Action> inner = new ArrayList<>();
        if (fault != null) {
            refuse(node, fault);
            note("not imported: " + fault, inner);
        }
        if (body != null) {
            inner.addAll(actions(body, live && fault == null));
        }
        branches.add(new Action.When(
                condition.isEmpty() ? "0" : condition, inner, fault != null || (body == node && isOff(node)), 0));
        return fault == null;
    }

    private void plain(XmlNode node, boolean live, List<Action> actions) {
        String fault = incomplete(node).or(() -> faults.of(node)).orElse(null);
        if (fault == null) {
            tally.count(live);
            boolean waits = live && faults.waitsFor(node).isPresent();
            if (waits) {
                refuse(node, "it waits: " + faults.waitsFor(node).orElseThrow());
            }
            actions.add(made(node, live, isOff(node) || !live, waits));
            return;
        }
        if (ACTIONS.contains(node.name())) {
            tally.count(false);
        }
        node.descendants()
                .skip(1)
                .filter(below -> ACTIONS.contains(below.name()))
                .forEach(below -> tally.count(false));
        refuse(node, fault);
        if (PROGRAMS.contains(node.name())) {
            units.add(null);
            actions.add(new Action.Code(node.text().strip(), true, 0));
        } else {
            note("not imported: " + node.name() + " " + node.attributes() + " – " + fault, actions);
            keepVariable(node, actions);
        }
    }

    /** A variable whose value is refused is still one: what reads it is not refused for that. */
    private void keepVariable(XmlNode node, List<Action> actions) {
        boolean isVariable = node.name().equals("assign")
                && node.attribute("property").matches("[A-Za-z%][A-Za-z0-9]*")
                && !node.attribute("value").isBlank();
        if (isVariable) {
            units.add(null);
            actions.add(new Action.Set(node.attribute("property"), node.attribute("value"), true, 0));
        }
    }

    /** What the text of a transform cannot even say. */
    private static Optional<String> incomplete(XmlNode node) {
        return switch (node.name()) {
            case "assign" -> assign(node);
            case "foreach" ->
                node.attribute("property").isBlank() || node.attribute("key").isBlank()
                        ? Optional.of("it is not complete")
                        : Optional.empty();
            case "subtransform" ->
                node.attribute("class").isBlank() ? Optional.of("it is not complete") : Optional.empty();
            case "trace" -> node.attribute("value").isBlank() ? Optional.of("it is not complete") : Optional.empty();
            case "group", "break" -> Optional.empty();
            case "code" ->
                DtlAssign.program(node.text(), false).isEmpty()
                        ? Optional.of("code in another language is not run")
                        : Optional.empty();
            default ->
                Optional.of(
                        PROGRAMS.contains(node.name())
                                ? "code in another language is not run"
                                : "there is no such action");
        };
    }

    private static Optional<String> assign(XmlNode node) {
        String action = node.attribute("action");
        if (!Set.of("", "set", "remove", "clear", "append", "insert").contains(action)) {
            return Optional.of("transforms set, append, insert and remove; they do not " + action);
        }
        if (action.equals("insert") && node.attribute("key").isBlank()) {
            return Optional.of("its key does not say where it inserts");
        }
        boolean complete = !node.attribute("property").isBlank()
                && (Set.of("remove", "clear").contains(action)
                        || !node.attribute("value").isBlank());
        return complete ? Optional.empty() : Optional.of("it is not complete");
    }

    /** Several actions that one element becomes are a group. */
    private Action made(XmlNode node, boolean live, boolean off, boolean waits) {
        units.add(node);
        return switch (node.name()) {
            case "assign" -> one(node, assigns.of(node, off, waits), off);
            case "code" -> one(node, DtlAssign.program(node.text(), off), off);
            case "foreach" ->
                new Action.Foreach(node.attribute("property"), node.attribute("key"), actions(node, live), off, 0);
            case "subtransform" -> subtransform(node, off || waits);
            case "trace" -> new Action.Trace(node.attribute("value"), off, 0);
            case "group" -> new Action.Group(node.attribute("description"), actions(node, live), off, 0);
            default -> new Action.Break(off, 0);
        };
    }

    private Action one(XmlNode node, List<Action> several, boolean off) {
        if (several.size() == 1) {
            if (several.getFirst() instanceof Action.Foreach each) {
                each.actions().forEach(inner -> units.add(node));
            }
            return several.getFirst();
        }
        several.forEach(part -> units.add(node));
        return new Action.Group(node.name(), several, off, 0);
    }

    private static Action subtransform(XmlNode node, boolean off) {
        String from = (node.attribute("sourceObj") + node.attribute("sourceObject")).strip();
        String to = (node.attribute("targetObj") + node.attribute("targetObject")).strip();
        boolean isWhole = from.equals("source") && to.equals("target");
        return new Action.Subtransform(node.attribute("class").strip(), isWhole ? "" : from, isWhole ? "" : to, off, 0);
    }
}
