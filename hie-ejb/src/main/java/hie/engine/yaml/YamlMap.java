package hie.engine.yaml;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.snakeyaml.engine.v2.api.Dump;
import org.snakeyaml.engine.v2.api.DumpSettings;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.common.FlowStyle;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/**
 * Names with values in a YAML document, each value the text that was written ({@code 2.10} stays {@code 2.10}). What is not as
 * it was asked for is added to the document's faults, with its line, and counts as absent: one reading finds every fault.
 *
 * <p>Anchors are refused, so that a short text cannot stand for a long one; values may be nested {@value #MAX_DEPTH} deep.
 */
public final class YamlMap {

    /** So deep may values be nested. */
    public static final int MAX_DEPTH = 40;

    private static final int MAX_CHARS = 4 * 1024 * 1024;

    private final int line;
    private final Map<String, Node> values;
    private final List<String> faults;

    private YamlMap(int line, Map<String, Node> values, List<String> faults) {
        this.line = line;
        this.values = values;
        this.faults = faults;
    }

    /**
     * Reads a document.
     *
     * @param faults takes what is wrong, a sentence each, also later on, when values are asked for
     * @return empty when the text is no YAML, or no names with values
     */
    public static Optional<YamlMap> read(String text, List<String> faults) {
        LoadSettings settings = LoadSettings.builder()
                .setCodePointLimit(MAX_CHARS)
                .setAllowDuplicateKeys(false)
                .build();
        try {
            check(settings, text);
            Optional<Node> root = new Compose(settings).composeString(text);
            if (root.isPresent() && root.get() instanceof MappingNode map) {
                return Optional.of(of(map, faults));
            }
            faults.add("line 1: expected names with values, as in 'name: …'");
        } catch (MarkedYamlEngineException e) {
            faults.add(e.getProblemMark()
                            .map(mark -> "line " + (mark.getLine() + 1) + ": ")
                            .orElse("") + "is no YAML: " + e.getProblem());
        } catch (YamlEngineException e) {
            faults.add("is no YAML: " + e.getMessage());
        }
        return Optional.empty();
    }

    /** The reader calls itself for each level, so a text of nothing but brackets would exhaust the stack. */
    private static void check(LoadSettings settings, String text) {
        int depth = 0;
        for (Event event : new Parse(settings).parseString(text)) {
            switch (event.getEventId()) {
                case MappingStart, SequenceStart -> depth++;
                case MappingEnd, SequenceEnd -> depth--;
                case Alias -> throw new YamlEngineException("references to anchors (*name) are not taken");
                default -> {}
            }
            if (depth > MAX_DEPTH) {
                throw new YamlEngineException("values are nested more than " + MAX_DEPTH + " deep");
            }
        }
    }

    private static YamlMap of(MappingNode node, List<String> faults) {
        Map<String, Node> values = new LinkedHashMap<>();
        for (NodeTuple tuple : node.getValue()) {
            if (!(tuple.getKeyNode() instanceof ScalarNode key)) {
                faults.add("line " + line(tuple.getKeyNode()) + ": a name is one word");
            } else if (values.put(key.getValue(), tuple.getValueNode()) != null) {
                faults.add("line " + line(key) + ": '" + key.getValue() + "' is given twice");
            }
        }
        return new YamlMap(line(node), values, faults);
    }

    private static int line(Node node) {
        return node.getStartMark().map(mark -> mark.getLine() + 1).orElse(0);
    }

    /** The line on which it begins, from 1. */
    public int line() {
        return line;
    }

    /** Names in the order in which they were written. */
    public Set<String> names() {
        return values.keySet();
    }

    public boolean has(String name) {
        return values.containsKey(name);
    }

    /** One value; {@code absent} when there is none. */
    public String text(String name, String absent) {
        Node value = values.get(name);
        if (value == null) {
            return absent;
        }
        if (value instanceof ScalarNode scalar) {
            return scalar.getValue();
        }
        fault(value, name + ": expected one value");
        return absent;
    }

    /** One value that must be there and say something. */
    public String required(String name) {
        String value = text(name, "");
        if (value.isBlank()) {
            fault("'" + name + "' is missing");
        }
        return value;
    }

    /** {@code true} or {@code false}; {@code false} when absent. */
    public boolean flag(String name) {
        String value = text(name, "false");
        if (!value.equals("true") && !value.equals("false")) {
            fault(values.get(name), name + ": expected true or false");
        }
        return value.equals("true");
    }

    /** One value, or a list of values; empty when absent or nothing is written behind the colon. */
    public List<String> texts(String name) {
        Node value = values.get(name);
        if (value instanceof SequenceNode list) {
            List<String> texts = new ArrayList<>();
            for (Node element : list.getValue()) {
                if (element instanceof ScalarNode scalar) {
                    texts.add(scalar.getValue());
                } else {
                    fault(element, name + ": expected a list of single values");
                }
            }
            return texts;
        }
        String one = text(name, "");
        return one.isEmpty() ? List.of() : List.of(one);
    }

    /** A list of names with values; empty when absent or nothing is written behind the colon. */
    public List<YamlMap> maps(String name) {
        Node value = values.get(name);
        List<YamlMap> maps = new ArrayList<>();
        if (value instanceof SequenceNode list) {
            for (Node element : list.getValue()) {
                if (element instanceof MappingNode map) {
                    maps.add(of(map, faults));
                } else {
                    fault(element, name + ": expected a list of names with values, each beginning with '- '");
                }
            }
        } else if (value != null && !isNothing(value)) {
            fault(value, name + ": expected a list, each element beginning with '- '");
        }
        return maps;
    }

    /** Names with values below a name; empty when absent. */
    public Optional<YamlMap> map(String name) {
        Node value = values.get(name);
        if (value instanceof MappingNode map) {
            return Optional.of(of(map, faults));
        }
        if (value != null && !isNothing(value)) {
            fault(value, name + ": expected names with values");
        }
        return Optional.empty();
    }

    private static boolean isNothing(Node value) {
        return value instanceof ScalarNode scalar && scalar.getValue().isEmpty();
    }

    /** Refuses every other name. */
    public void allow(List<String> known) {
        values.forEach((name, value) -> {
            if (!known.contains(name)) {
                fault(value, "'" + name + "' is not known here (expected: " + String.join(", ", known) + ")");
            }
        });
    }

    /** Adds a fault of the line on which these names begin. */
    public void fault(String what) {
        faults.add("line " + line + ": " + what);
    }

    private void fault(Node where, String what) {
        faults.add("line " + line(where) + ": " + what);
    }

    /** Names with values as text that reads back the same: a line each, lists indented, in the order given. */
    public static String write(Map<String, Object> document) {
        DumpSettings settings = DumpSettings.builder()
                .setDefaultFlowStyle(FlowStyle.BLOCK)
                .setMultiLineFlow(false)
                .setWidth(160)
                .setSplitLines(false)
                .setDereferenceAliases(true)
                .build();
        return new Dump(settings).dumpToString(document);
    }
}
