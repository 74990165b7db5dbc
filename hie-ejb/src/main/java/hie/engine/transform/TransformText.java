package hie.engine.transform;

import hie.engine.yaml.YamlMap;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * A transform definition as YAML. An action is one of {@code set append insert remove when otherwise foreach break subtransform group
 * code trace fail comment}. Reading what was written gives the same definition.
 */
public final class TransformText {

    private static final List<String> ACTIONS = List.of(
            "set",
            "append",
            "insert",
            "remove",
            "when",
            "otherwise",
            "foreach",
            "break",
            "subtransform",
            "group",
            "code",
            "trace",
            "fail",
            "comment");

    private TransformText() {}

    /**
     * Reads a transform document.
     *
     * @throws TransformTextException naming every fault with its line
     */
    public static TransformDefinition read(String text) {
        List<String> faults = new ArrayList<>();
        Optional<TransformDefinition> read = YamlMap.read(text, faults).map(TransformText::definition);
        if (!faults.isEmpty()) {
            throw new TransformTextException(faults);
        }
        return read.orElseThrow();
    }

    private static TransformDefinition definition(YamlMap document) {
        document.allow(List.of(
                "sourceFormat",
                "targetFormat",
                "sourceClass",
                "targetClass",
                "sourceDocType",
                "targetDocType",
                "create",
                "language",
                "do"));
        return new TransformDefinition(
                document.text("sourceFormat", ""),
                document.text("targetFormat", ""),
                document.text("sourceClass", ""),
                document.text("targetClass", ""),
                document.text("sourceDocType", ""),
                document.text("targetDocType", ""),
                create(document),
                document.text("language", ""),
                actions(document));
    }

    private static TransformDefinition.Create create(YamlMap document) {
        String text = document.text("create", "new");
        for (TransformDefinition.Create create : TransformDefinition.Create.values()) {
            if (create.name().toLowerCase(Locale.ROOT).equals(text)) {
                return create;
            }
        }
        document.fault("create: '" + text + "' is not known (expected: new, copy or existing)");
        return TransformDefinition.Create.NEW;
    }

    private static List<Action> actions(YamlMap parent) {
        List<Action> actions = new ArrayList<>();
        for (YamlMap action : parent.maps("do")) {
            List<String> kinds = ACTIONS.stream().filter(action::has).toList();
            if (kinds.size() == 1) {
                actions.add(action(kinds.getFirst(), action));
            } else {
                action.fault("expected exactly one of " + String.join(", ", ACTIONS)
                        + (kinds.isEmpty() ? "" : ", but found " + String.join(" and ", kinds)));
            }
        }
        return actions;
    }

    private static Action action(String kind, YamlMap action) {
        boolean disabled = action.flag("disabled");
        int line = action.line();
        List<String> known = new ArrayList<>(List.of(kind, "disabled"));
        switch (kind) {
            case "set", "append", "insert" -> known.add("value");
            case "subtransform" -> known.addAll(List.of("source", "target"));
            case "when", "otherwise", "group" -> known.add("do");
            case "foreach" -> known.addAll(List.of("key", "do"));
            default -> {}
        }
        action.allow(known);
        return switch (kind) {
            case "set" -> new Action.Set(action.required("set"), action.required("value"), disabled, line);
            case "append" -> new Action.Append(action.required("append"), action.required("value"), disabled, line);
            case "insert" -> new Action.Insert(action.required("insert"), action.required("value"), disabled, line);
            case "remove" -> new Action.Remove(action.required("remove"), disabled, line);
            case "when" -> new Action.When(action.required("when"), actions(action), disabled, line);
            case "otherwise" -> new Action.Otherwise(actions(action), disabled, line);
            case "foreach" ->
                new Action.Foreach(action.required("foreach"), action.required("key"), actions(action), disabled, line);
            case "break" -> new Action.Break(disabled, line);
            case "subtransform" ->
                new Action.Subtransform(
                        action.required("subtransform"),
                        action.text("source", ""),
                        action.text("target", ""),
                        disabled,
                        line);
            case "trace" -> new Action.Trace(action.required("trace"), disabled, line);
            case "fail" -> new Action.Fail(action.required("fail"), disabled, line);
            case "group" -> new Action.Group(action.text("group", ""), actions(action), disabled, line);
            case "code" -> new Action.Code(action.text("code", ""), disabled, line);
            default -> new Action.Comment(action.text("comment", ""), disabled, line);
        };
    }

    /** A definition as a document's text. */
    public static String write(TransformDefinition definition) {
        Map<String, Object> document = new LinkedHashMap<>();
        put(document, "sourceFormat", definition.sourceFormat());
        put(document, "targetFormat", definition.targetFormat());
        put(document, "sourceClass", definition.sourceClass());
        put(document, "targetClass", definition.targetClass());
        put(document, "sourceDocType", definition.sourceDocType());
        put(document, "targetDocType", definition.targetDocType());
        document.put("create", definition.create().name().toLowerCase(Locale.ROOT));
        put(document, "language", definition.language());
        document.put("do", documents(definition.actions()));
        return YamlMap.write(document);
    }

    private static void put(Map<String, Object> document, String name, String value) {
        if (!value.isEmpty()) {
            document.put(name, value);
        }
    }

    private static List<Map<String, Object>> documents(List<Action> actions) {
        return actions.stream().map(TransformText::document).toList();
    }

    private static Map<String, Object> document(Action action) {
        Map<String, Object> document = new LinkedHashMap<>();
        switch (action) {
            case Action.Set set -> {
                document.put("set", set.property());
                document.put("value", set.value());
            }
            case Action.Append append -> {
                document.put("append", append.property());
                document.put("value", append.value());
            }
            case Action.Insert insert -> {
                document.put("insert", insert.property());
                document.put("value", insert.value());
            }
            case Action.Remove remove -> document.put("remove", remove.property());
            case Action.When when -> {
                document.put("when", when.condition());
                document.put("do", documents(when.actions()));
            }
            case Action.Otherwise otherwise -> {
                document.put("otherwise", "");
                document.put("do", documents(otherwise.actions()));
            }
            case Action.Foreach each -> {
                document.put("foreach", each.path());
                document.put("key", each.key());
                document.put("do", documents(each.actions()));
            }
            case Action.Break leave -> document.put("break", "");
            case Action.Subtransform sub -> {
                document.put("subtransform", sub.name());
                put(document, "source", sub.source());
                put(document, "target", sub.target());
            }
            case Action.Trace trace -> document.put("trace", trace.value());
            case Action.Fail fail -> document.put("fail", fail.value());
            case Action.Group group -> {
                document.put("group", group.name());
                document.put("do", documents(group.actions()));
            }
            case Action.Code code -> document.put("code", code.text());
            case Action.Comment comment -> document.put("comment", comment.text());
        }
        if (action.disabled()) {
            document.put("disabled", true);
        }
        return document;
    }
}
