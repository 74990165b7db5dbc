package hie.engine.hl7.schema;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A site's own schema category as it is written: what it adds to a version of HL7, or says otherwise. Everything is by name, in the order
 * in which it was written.
 *
 * @param base the version
 * @param description for people
 * @param types components of data types
 * @param segments fields of segments
 * @param tables codes
 * @param structures as {@link Hl7Structure} writes them
 * @param messages structures of message types
 */
public record SchemaDefinition(
        String base,
        String description,
        Map<String, List<Hl7Schema.Part>> types,
        Map<String, List<Hl7Schema.Part>> segments,
        Map<String, Set<String>> tables,
        Map<String, String> structures,
        Map<String, String> messages) {

    public SchemaDefinition {
        types = ordered(types);
        segments = ordered(segments);
        tables = ordered(tables);
        structures = ordered(structures);
        messages = ordered(messages);
    }

    private static <T> Map<String, T> ordered(Map<String, T> map) {
        return Collections.unmodifiableMap(new LinkedHashMap<>(map));
    }

    /** The category of that name. */
    public Hl7Schema schema(String name) {
        List<String> lines = new ArrayList<>();
        types.forEach((type, parts) -> lines.add("T " + type + written(parts)));
        segments.forEach((segment, parts) -> lines.add("S " + segment + written(parts)));
        structures.forEach((structure, text) -> lines.add("M " + structure + " " + text));
        structures.keySet().stream()
                .filter(structure -> !messages.containsKey(structure))
                .forEach(structure -> lines.add("E " + structure + " " + structure));
        messages.forEach((type, structure) -> lines.add("E " + type + " " + structure));
        return Hl7Schema.of(base).extended(name, lines, tables);
    }

    private static String written(List<Hl7Schema.Part> parts) {
        StringBuilder line = new StringBuilder();
        for (Hl7Schema.Part part : parts) {
            line.append(' ').append(part.name()).append(':').append(part.type());
            if (part.isRequired()) {
                line.append('!');
            }
            if (part.repetitions() != 1) {
                line.append('*').append(part.repetitions() == 0 ? "" : part.repetitions());
            }
            if (!part.table().isEmpty()) {
                line.append('@').append(part.table());
            }
        }
        return line.toString();
    }
}
