package hie.engine.hl7.schema;

import hie.engine.yaml.YamlMap;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.regex.Pattern;

/**
 * A site's own schema category as YAML: {@code base}, and what is added to it under {@code types segments tables structures messages}.
 * Reading what was written gives the same definition.
 */
public final class SchemaText {

    private static final Pattern SEGMENT = Pattern.compile("[A-Z][A-Z0-9]{2}");
    private static final Pattern WORD = Pattern.compile("[A-Za-z][A-Za-z0-9]*");
    private static final Pattern TABLE = Pattern.compile("\\w{1,40}");
    private static final Pattern MESSAGE = Pattern.compile("[A-Z0-9]{1,20}(_[A-Z0-9]{1,20})*");
    private static final Pattern PART = Pattern.compile("[A-Za-z][A-Za-z0-9]*[?*+]?");
    private static final int MAX_PARTS = 1000;

    private SchemaText() {}

    /**
     * Reads a schema.
     *
     * @throws SchemaTextException naming every fault with its line
     */
    public static SchemaDefinition read(String text) {
        List<String> faults = new ArrayList<>();
        Optional<SchemaDefinition> read = YamlMap.read(text, faults).map(SchemaText::definition);
        if (!faults.isEmpty()) {
            throw new SchemaTextException(faults);
        }
        return read.orElseThrow();
    }

    private static SchemaDefinition definition(YamlMap document) {
        document.allow(List.of("base", "description", "types", "segments", "tables", "structures", "messages"));
        String base = document.text("base", "");
        if (!Hl7Schema.VERSIONS.contains(base)) {
            document.fault("base: '" + base + "' is no version of HL7 (expected: one of "
                    + String.join(", ", Hl7Schema.VERSIONS) + ")");
        }
        Map<String, List<Hl7Schema.Part>> segments =
                all(document, "segments", SEGMENT, "three capital letters or digits", SchemaText::parts);
        Map<String, String> structures = all(
                document,
                "structures",
                MESSAGE,
                "for example ADT_A01",
                (map, name) -> structure(map, name, Hl7Schema.of(base), segments.keySet()));
        return new SchemaDefinition(
                base,
                document.text("description", ""),
                all(document, "types", WORD, "letters and digits", SchemaText::parts),
                segments,
                all(document, "tables", TABLE, "letters and digits", SchemaText::codes),
                structures,
                all(
                        document,
                        "messages",
                        MESSAGE,
                        "for example ADT_A04",
                        (map, name) -> message(map, name, Hl7Schema.of(base), structures)));
    }

    private static <T> Map<String, T> all(
            YamlMap document, String kind, Pattern names, String expected, BiFunction<YamlMap, String, T> reader) {
        Map<String, T> all = new LinkedHashMap<>();
        document.map(kind).ifPresent(map -> {
            for (String name : map.names()) {
                if (!names.matcher(name).matches()) {
                    map.fault(kind + ": '" + name + "' cannot be a name there (expected: " + expected + ")");
                }
                all.put(kind.equals("tables") ? plain(name) : name, reader.apply(map, name));
            }
        });
        return all;
    }

    private static String plain(String table) {
        return table.matches("0*[1-9]\\d*") ? table.replaceFirst("^0+", "") : table;
    }

    private static List<Hl7Schema.Part> parts(YamlMap map, String name) {
        List<Hl7Schema.Part> parts =
                map.maps(name).stream().map(SchemaText::part).toList();
        if (parts.isEmpty() || parts.size() > MAX_PARTS) {
            map.fault("'" + name + "' has " + parts.size() + " parts (expected: a list of 1 to " + MAX_PARTS
                    + ", each beginning with '- name: …')");
        }
        return parts;
    }

    private static Hl7Schema.Part part(YamlMap part) {
        part.allow(List.of("name", "type", "required", "repeats", "table"));
        String name = part.required("name");
        if (!name.isBlank() && !WORD.matcher(name).matches()) {
            part.fault("name: '" + name + "' cannot be one in a path (expected: letters and digits)");
        }
        String type = part.text("type", "ST");
        if (!WORD.matcher(type).matches() && !type.equals("*")) {
            part.fault("type: '" + type + "' is none (expected: a data type, for example CX)");
        }
        String table = part.text("table", "");
        if (!table.isEmpty() && !TABLE.matcher(table).matches()) {
            part.fault("table: '" + table + "' is none (expected: a number, or a name of letters and digits)");
        }
        return new Hl7Schema.Part(name, type, part.flag("required"), repetitions(part), plain(table));
    }

    private static int repetitions(YamlMap part) {
        String text = part.text("repeats", "false");
        return switch (text) {
            case "false" -> 1;
            case "true" -> 0;
            default -> {
                if (!text.matches("[1-9]\\d{0,3}")) {
                    part.fault("repeats: '" + text + "' is nothing (expected: true, false or how often at most)");
                    yield 1;
                }
                yield Integer.parseInt(text);
            }
        };
    }

    private static Set<String> codes(YamlMap map, String name) {
        Set<String> codes = new LinkedHashSet<>(map.texts(name));
        if (codes.isEmpty()) {
            map.fault("table '" + name + "' has no code (expected: a list)");
        }
        return codes;
    }

    private static String structure(YamlMap map, String name, Hl7Schema base, Set<String> segments) {
        String text = map.text(name, "").strip().replaceAll("\\s+", " ");
        int depth = 0;
        String last = " ";
        for (String token : text.split("(?<=[ ()])|(?=[ ()])")) {
            boolean isPart = PART.matcher(token).matches();
            depth += token.equals("(") ? 1 : token.equals(")") ? -1 : 0;
            boolean opensNothing = token.equals("(") && !PART.matcher(last).matches();
            boolean isEmpty = token.equals(")") && last.equals("(");
            if (depth < 0 || opensNothing || isEmpty || !(isPart || token.isBlank() || token.matches("[()]"))) {
                map.fault("structure '" + name + "' cannot be read at '" + token + "' (" + EXPECTED + ")");
                return text;
            }
            String part = token.replaceAll("[?*+]$", "");
            if (SEGMENT.matcher(part).matches() && !base.hasSegment(part) && !segments.contains(part)) {
                map.fault("structure '" + name + "' names segment " + part + ", which neither HL7 " + base.version()
                        + " nor the schema has; add it under 'segments'");
            }
            last = token;
        }
        if (depth != 0 || !text.startsWith("MSH")) {
            map.fault("structure '" + name + "' "
                    + (depth != 0 ? "has a bracket that is not closed" : "does not begin with MSH") + " (" + EXPECTED
                    + ")");
        }
        return text;
    }

    private static final String EXPECTED =
            "expected: segments and groups, as in MSH PID ZPI? ORCgrp+(ORC OBR?); ? may be left out, + may repeat, * may do both";

    private static String message(YamlMap map, String name, Hl7Schema base, Map<String, String> structures) {
        String structure = map.text(name, "");
        if (!structures.containsKey(structure) && base.structure(structure).isEmpty()) {
            map.fault("message '" + name + "' has the structure '" + structure + "', which neither the schema nor HL7 "
                    + base.version() + " has");
        }
        return structure;
    }

    /** A definition as a document's text. */
    public static String write(SchemaDefinition definition) {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("base", definition.base());
        if (!definition.description().isEmpty()) {
            document.put("description", definition.description());
        }
        put(document, "types", definition.types(), SchemaText::documents);
        put(document, "segments", definition.segments(), SchemaText::documents);
        put(document, "tables", definition.tables(), List::copyOf);
        put(document, "structures", definition.structures(), text -> text);
        put(document, "messages", definition.messages(), text -> text);
        return YamlMap.write(document);
    }

    private static <T> void put(
            Map<String, Object> document,
            String kind,
            Map<String, T> all,
            java.util.function.Function<T, Object> writer) {
        if (!all.isEmpty()) {
            Map<String, Object> inner = new LinkedHashMap<>();
            all.forEach((name, value) -> inner.put(name, writer.apply(value)));
            document.put(kind, inner);
        }
    }

    private static List<Map<String, Object>> documents(List<Hl7Schema.Part> parts) {
        return parts.stream().map(SchemaText::document).toList();
    }

    private static Map<String, Object> document(Hl7Schema.Part part) {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("name", part.name());
        document.put("type", part.type());
        if (part.isRequired()) {
            document.put("required", true);
        }
        if (part.repetitions() != 1) {
            document.put("repeats", part.repetitions() == 0 ? Boolean.TRUE : Integer.valueOf(part.repetitions()));
        }
        if (!part.table().isEmpty()) {
            document.put("table", part.table());
        }
        return document;
    }
}
