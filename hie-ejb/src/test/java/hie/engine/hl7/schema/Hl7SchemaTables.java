package hie.engine.hl7.schema;

import ca.uhn.hl7v2.HL7Exception;
import ca.uhn.hl7v2.model.AbstractGroup;
import ca.uhn.hl7v2.model.AbstractSegment;
import ca.uhn.hl7v2.model.Composite;
import ca.uhn.hl7v2.model.GenericComposite;
import ca.uhn.hl7v2.model.Group;
import ca.uhn.hl7v2.model.Message;
import ca.uhn.hl7v2.model.Segment;
import ca.uhn.hl7v2.model.Structure;
import ca.uhn.hl7v2.model.Type;
import ca.uhn.hl7v2.model.primitive.ID;
import ca.uhn.hl7v2.parser.CanonicalModelClassFactory;
import ca.uhn.hl7v2.parser.ModelClassFactory;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.reflect.Method;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.StringJoiner;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.ZipFile;

/** Makes the engine's tables of HL7 names from HAPI's typed model, one text for a version; see {@link Hl7Schema} for what they say. */
final class Hl7SchemaTables {

    private static final Pattern COMPONENT = Pattern.compile("get[A-Z][A-Za-z]*?(\\d+)_(\\w+)");
    private static final int MAX_DEPTH = 12;

    private final String version;
    private final String modelPackage;
    private final ModelClassFactory factory;
    private final Map<String, String> segments = new TreeMap<>();
    private final Map<String, String> types = new TreeMap<>();
    private final Map<String, String> structures = new TreeMap<>();

    private Hl7SchemaTables(String version) {
        this.version = version;
        this.modelPackage = "ca.uhn.hl7v2.model.v" + version.replace(".", "");
        this.factory = new CanonicalModelClassFactory(version);
    }

    /** The table of one version, for example {@code 2.5}. */
    static String of(String version) {
        try {
            return new Hl7SchemaTables(version).write();
        } catch (ReflectiveOperationException | HL7Exception e) {
            throw new IllegalStateException("HAPI's model of version " + version + " cannot be read", e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String write() throws ReflectiveOperationException, HL7Exception, IOException {
        List<String> classes = classes();
        Message any = null;
        for (String name : classes) {
            if (name.startsWith(modelPackage + ".message.")) {
                Message message = (Message) Class.forName(name)
                        .getDeclaredConstructor(ModelClassFactory.class)
                        .newInstance(factory);
                structures.put(message.getClass().getSimpleName(), children((AbstractGroup) message, 0));
                any = message;
            }
        }
        for (String name : classes) {
            if (name.startsWith(modelPackage + ".segment.")) {
                segment(name, any);
            }
        }
        StringBuilder text = new StringBuilder();
        types.forEach(
                (name, line) -> text.append("T ").append(name).append(line).append('\n'));
        segments.forEach(
                (name, line) -> text.append("S ").append(name).append(line).append('\n'));
        structures.forEach((name, line) ->
                text.append("M ").append(name).append(' ').append(line).append('\n'));
        events().forEach((event, structure) ->
                text.append("E ").append(event).append(' ').append(structure).append('\n'));
        return text.toString();
    }

    private List<String> classes() throws ReflectiveOperationException, IOException {
        Class<?> known = Class.forName(modelPackage + ".segment.MSH");
        Path jar = Path.of(
                known.getProtectionDomain().getCodeSource().getLocation().getPath());
        try (ZipFile zip = new ZipFile(jar.toFile());
                Stream<String> names = zip.stream().map(entry -> entry.getName())) {
            return names.filter(name -> name.endsWith(".class") && !name.contains("$"))
                    .map(name ->
                            name.substring(0, name.length() - ".class".length()).replace('/', '.'))
                    .sorted()
                    .toList();
        }
    }

    private Map<String, String> events() throws IOException {
        Properties map = new Properties();
        try (InputStream in =
                Message.class.getResourceAsStream("/ca/uhn/hl7v2/parser/eventmap/" + version + ".properties")) {
            map.load(in);
        }
        Map<String, String> events = new TreeMap<>();
        map.forEach((event, structure) -> {
            if (!event.equals(structure) && structures.containsKey(structure.toString())) {
                events.put(event.toString(), structure.toString());
            }
        });
        return events;
    }

    private String children(AbstractGroup group, int depth) throws HL7Exception {
        StringJoiner children = new StringJoiner(" ");
        List<String> choice = new ArrayList<>();
        for (String name : group.getNames()) {
            Class<? extends Structure> type = group.getClass(name);
            String segment = type.getSimpleName();
            String quantity = group.isRepeating(name)
                    ? (group.isRequired(name) ? "+" : "*")
                    : (group.isRequired(name) ? "" : "?");
            if (!group.isGroup(name)) {
                if (!segment.matches("[A-Z][A-Z0-9]{2}")) {
                    continue;
                }
                if (group.isChoiceElement(name)) {
                    choice.add(segment);
                    continue;
                }
            }
            flush(choice, children);
            if (group.isGroup(name)) {
                if (depth < MAX_DEPTH) {
                    String inner = children((AbstractGroup) group.get(name), depth + 1);
                    if (!inner.isEmpty()) {
                        children.add(first(inner) + "grp" + quantity + "(" + inner + ")");
                    }
                }
            } else {
                children.add(segment + quantity);
            }
        }
        flush(choice, children);
        return children.toString();
    }

    /** Segments of which there is one or another, named as a union after the first. */
    private static void flush(List<String> choice, StringJoiner children) {
        if (!choice.isEmpty()) {
            children.add(choice.getFirst() + "union(" + String.join("? ", choice) + "?)");
            choice.clear();
        }
    }

    private static String first(String children) {
        Matcher name = Pattern.compile("\\w+").matcher(children);
        if (!name.find()) {
            throw new IllegalStateException("a group without a name");
        }
        return name.group();
    }

    private void segment(String className, Message message) throws ReflectiveOperationException, HL7Exception {
        Segment segment = (Segment) Class.forName(className)
                .getDeclaredConstructor(Group.class, ModelClassFactory.class)
                .newInstance(message, factory);
        if (!segment.getName().matches("[A-Z][A-Z0-9]{2}")) {
            return;
        }
        String[] names = ((AbstractSegment) segment).getNames();
        StringBuilder line = new StringBuilder();
        for (int field = 1; field <= segment.numFields(); field++) {
            Type type = segment.getField(field, 0);
            line.append(' ').append(plain(names[field - 1])).append(':').append(type(type));
            line.append(segment.isRequired(field) ? "!" : "");
            int repetitions = segment.getMaxCardinality(field);
            line.append(repetitions == 1 ? "" : repetitions < 1 ? "*" : "*" + repetitions);
            line.append(table(type));
        }
        segments.put(segment.getName(), line.toString());
    }

    private String type(Type type) {
        String name = type.getName();
        if (type instanceof Composite composite && !(type instanceof GenericComposite) && !types.containsKey(name)) {
            types.put(name, "");
            Map<Integer, String> names = new TreeMap<>();
            for (Method method : type.getClass().getMethods()) {
                Matcher component = COMPONENT.matcher(method.getName());
                if (component.matches() && method.getParameterCount() == 0) {
                    names.put(Integer.parseInt(component.group(1)), component.group(2));
                }
            }
            StringBuilder line = new StringBuilder();
            Type[] components = composite.getComponents();
            for (int number = 1; number <= components.length; number++) {
                line.append(' ')
                        .append(names.getOrDefault(number, "_"))
                        .append(':')
                        .append(type(components[number - 1]))
                        .append(table(components[number - 1]));
            }
            types.put(name, line.toString());
        }
        return name;
    }

    /** The table of coded values of HL7's own (ID); those of a site's own (IS) hold anything. */
    private static String table(Type type) {
        String table = type instanceof ID coded ? String.valueOf(coded.getTable()) : "";
        return table.matches("[1-9]\\d*") ? "@" + table : "";
    }

    private static String plain(String name) {
        String plain = name.replaceAll("[^A-Za-z0-9]", "");
        return plain.isEmpty() ? "_" : plain;
    }
}
