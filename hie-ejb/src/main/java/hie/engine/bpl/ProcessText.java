package hie.engine.bpl;

import hie.engine.yaml.YamlMap;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A business process as YAML: {@code context} variables, and activities under {@code do}. Reading what was written gives the same
 * definition.
 */
public final class ProcessText {

    private static final Map<String, List<String>> KINDS = kinds();

    private ProcessText() {}

    /** What an activity of each kind may say besides; some names stand in several kinds, so the order counts. */
    private static Map<String, List<String>> kinds() {
        Map<String, List<String>> kinds = new LinkedHashMap<>();
        kinds.put("assign", List.of("value", "name"));
        kinds.put("call", List.of("target", "async", "timeout", "request", "response"));
        kinds.put("sync", List.of("timeout", "name"));
        kinds.put("choose", List.of("cases"));
        kinds.put("while", List.of("do", "name"));
        kinds.put("transform", List.of("source", "target", "name"));
        kinds.put("rule", List.of("result", "name"));
        kinds.put("trace", List.of("name"));
        kinds.put("alert", List.of("name"));
        kinds.put("delay", List.of("name"));
        kinds.put("reply", List.of("name"));
        kinds.put("sequence", List.of("do"));
        kinds.put("comment", List.of());
        return kinds;
    }

    /**
     * Reads a process document.
     *
     * @throws ProcessTextException naming every fault with its line
     */
    public static ProcessDefinition read(String text) {
        List<String> faults = new ArrayList<>();
        Optional<ProcessDefinition> read = YamlMap.read(text, faults).map(ProcessText::definition);
        if (!faults.isEmpty()) {
            throw new ProcessTextException(faults);
        }
        return read.orElseThrow();
    }

    private static ProcessDefinition definition(YamlMap document) {
        document.allow(List.of("request", "response", "context", "do"));
        return new ProcessDefinition(
                document.text("request", ""),
                document.text("response", ""),
                document.maps("context").stream().map(ProcessText::variable).toList(),
                activities(document));
    }

    private static ProcessDefinition.Variable variable(YamlMap variable) {
        variable.allow(List.of("name", "type", "value"));
        String name = variable.required("name");
        if (!name.matches("[A-Za-z%][A-Za-z0-9]*")) {
            variable.fault("name: '" + name + "' cannot be one (expected: letters and digits)");
        }
        String type = variable.text("type", "text");
        if (!List.of("text", "message").contains(type)) {
            variable.fault("type: '" + type + "' is not known (expected: text or message)");
        }
        return new ProcessDefinition.Variable(
                name, type.equals("message"), variable.text("value", ""), variable.line());
    }

    private static List<Activity> activities(YamlMap parent) {
        List<Activity> activities = new ArrayList<>();
        for (YamlMap activity : parent.maps("do")) {
            Optional<String> kind = KINDS.keySet().stream()
                    .filter(activity::has)
                    .filter(name -> KINDS.get(name).containsAll(others(activity, name)))
                    .findFirst()
                    .or(() -> KINDS.keySet().stream().filter(activity::has).findFirst());
            kind.ifPresentOrElse(
                    known -> activities.add(activity(known, activity)),
                    () -> activity.fault("expected one of " + String.join(", ", KINDS.keySet())));
        }
        return activities;
    }

    private static List<String> others(YamlMap activity, String kind) {
        return activity.names().stream()
                .filter(name -> !name.equals(kind) && !name.equals("disabled"))
                .toList();
    }

    private static Activity activity(String kind, YamlMap activity) {
        List<String> known = new ArrayList<>(KINDS.get(kind));
        known.addAll(List.of(kind, "disabled"));
        activity.allow(known);
        String name = activity.text("name", "");
        boolean off = activity.flag("disabled");
        int line = activity.line();
        return switch (kind) {
            case "assign" -> assign(activity);
            case "call" -> call(activity);
            case "sync" -> new Activity.Sync(activity.texts("sync"), activity.text("timeout", ""), name, off, line);
            case "choose" ->
                new Activity.Choose(
                        activity.text("choose", ""),
                        activity.maps("cases").stream().map(ProcessText::way).toList(),
                        off,
                        line);
            case "while" -> new Activity.While(activity.required("while"), name, activities(activity), off, line);
            case "transform" ->
                new Activity.Transform(
                        activity.required("transform"),
                        activity.text("source", "request"),
                        activity.required("target"),
                        name,
                        off,
                        line);
            case "rule" ->
                new Activity.AskRule(activity.required("rule"), activity.text("result", ""), name, off, line);
            case "trace" -> new Activity.Trace(activity.required("trace"), name, off, line);
            case "alert" -> new Activity.Alert(activity.required("alert"), name, off, line);
            case "delay" -> new Activity.Delay(activity.required("delay"), name, off, line);
            case "reply" -> new Activity.Reply(name, off, line);
            case "sequence" -> new Activity.Sequence(activity.text("sequence", ""), activities(activity), off, line);
            default -> new Activity.Comment(activity.text("comment", ""), off, line);
        };
    }

    private static Activity.Assign assign(YamlMap assign) {
        assign.allow(List.of("assign", "value", "name", "disabled"));
        return new Activity.Assign(
                assign.required("assign"),
                assign.required("value"),
                assign.text("name", ""),
                assign.flag("disabled"),
                assign.line());
    }

    private static Activity.Call call(YamlMap call) {
        return new Activity.Call(
                call.text("call", ""),
                call.required("target"),
                call.flag("async"),
                call.text("timeout", ""),
                call.maps("request").stream().map(ProcessText::assign).toList(),
                call.maps("response").stream().map(ProcessText::assign).toList(),
                call.flag("disabled"),
                call.line());
    }

    private static Activity.Case way(YamlMap way) {
        way.allow(List.of("when", "otherwise", "name", "do"));
        if (way.has("when") == way.has("otherwise")) {
            way.fault("expected either 'when: CONDITION' or 'otherwise:'");
        }
        return new Activity.Case(
                way.has("otherwise") ? "" : way.required("when"), way.text("name", ""), activities(way), way.line());
    }

    /** A definition as a document's text. */
    public static String write(ProcessDefinition definition) {
        Map<String, Object> document = new LinkedHashMap<>();
        put(document, "request", definition.request());
        put(document, "response", definition.response());
        if (!definition.context().isEmpty()) {
            document.put(
                    "context",
                    definition.context().stream().map(ProcessText::document).toList());
        }
        document.put("do", documents(definition.activities()));
        return YamlMap.write(document);
    }

    private static void put(Map<String, Object> document, String name, String value) {
        if (!value.isEmpty()) {
            document.put(name, value);
        }
    }

    private static Map<String, Object> document(ProcessDefinition.Variable variable) {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("name", variable.name());
        document.put("type", variable.isMessage() ? "message" : "text");
        put(document, "value", variable.value());
        return document;
    }

    private static List<Map<String, Object>> documents(List<? extends Activity> activities) {
        return activities.stream().map(ProcessText::document).toList();
    }

    private static Map<String, Object> document(Activity activity) {
        Map<String, Object> document = new LinkedHashMap<>();
        switch (activity) {
            case Activity.Assign assign -> {
                document.put("assign", assign.property());
                document.put("value", assign.value());
            }
            case Activity.Call call -> call(call, document);
            case Activity.Sync sync -> {
                document.put("sync", sync.calls().size() == 1 ? sync.calls().getFirst() : sync.calls());
                put(document, "timeout", sync.timeout());
            }
            case Activity.Choose choose -> {
                document.put("choose", choose.name());
                document.put(
                        "cases",
                        choose.cases().stream().map(ProcessText::document).toList());
            }
            case Activity.While loop -> {
                document.put("while", loop.condition());
                document.put("do", documents(loop.activities()));
            }
            case Activity.Transform transform -> {
                document.put("transform", transform.transform());
                document.put("source", transform.source());
                document.put("target", transform.target());
            }
            case Activity.AskRule rule -> {
                document.put("rule", rule.rules());
                put(document, "result", rule.result());
            }
            case Activity.Trace trace -> document.put("trace", trace.value());
            case Activity.Alert alert -> document.put("alert", alert.value());
            case Activity.Delay delay -> document.put("delay", delay.duration());
            case Activity.Reply reply -> document.put("reply", "");
            case Activity.Sequence sequence -> {
                document.put("sequence", sequence.name());
                document.put("do", documents(sequence.activities()));
            }
            case Activity.Comment comment -> document.put("comment", comment.text());
        }
        if (KINDS.get(document.keySet().iterator().next()).contains("name")) {
            put(document, "name", activity.name());
        }
        if (activity.disabled()) {
            document.put("disabled", true);
        }
        return document;
    }

    private static void call(Activity.Call call, Map<String, Object> document) {
        document.put("call", call.name());
        document.put("target", call.target());
        if (call.isAsync()) {
            document.put("async", true);
        }
        put(document, "timeout", call.timeout());
        document.put("request", documents(call.request()));
        if (!call.response().isEmpty()) {
            document.put("response", documents(call.response()));
        }
    }

    private static Map<String, Object> document(Activity.Case way) {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put(way.condition().isEmpty() ? "otherwise" : "when", way.condition());
        put(document, "name", way.name());
        document.put("do", documents(way.activities()));
        return document;
    }
}
