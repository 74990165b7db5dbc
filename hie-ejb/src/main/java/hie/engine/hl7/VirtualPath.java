package hie.engine.hl7;

import hie.api.hl7.Hl7Message;
import hie.api.hl7.Hl7Path;
import hie.engine.document.Place;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.ToIntFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The address of a value as IRIS writes it: groups, segment, field, components, by number or by name, as in {@code PID:3(1).1},
 * {@code PID:PatientIdentifierList(1).IDNumber} or {@code PIDgrpgrp(1).ORCgrp(k).OBXgrp(2).OBX:5}; {@code PID-3.1} is the same as
 * {@code PID:3.1}. A number in brackets says which occurrence, from 1; a name there is a key that is given when the value is read;
 * {@code ()} stands for all, {@code (*)} for how many there are. Without brackets it is the first, of a field without components the
 * field with all its repetitions. A segment without groups is the first of its name, wherever it is; with a slash before it, {@code
 * /NTE(1)}, the first that lies in no group. Immutable.
 */
public final class VirtualPath implements Place {

    private static final int FIRST = 1;
    private static final int EACH = -1;
    private static final int COUNT = -2;
    private static final int KEYED = -3;
    private static final int WHOLE = 0;

    /** Before a segment that lies in no group. */
    private static final String OUTSIDE = "/";

    /** So many values are read for {@code ()} at most. */
    private static final int MOST = 10_000;

    private static final Pattern PART =
            Pattern.compile("\\s*([A-Za-z][A-Za-z0-9]*|[1-9]\\d{0,3})\\s*(?:\\(([^()]*)\\))?\\s*");
    private static final Pattern KEY = Pattern.compile("[A-Za-z%][A-Za-z0-9]*");

    private record Part(String name, int index, String key) {}

    /** Field, component and subcomponent as numbers; 0 for none. */
    private record Numbers(int field, int component, int subcomponent) {}

    private final String text;
    private final boolean isOutside;
    private final List<Part> groups;
    private final List<String> groupNames;

    /** Without a name when the path ends in a group. */
    private final Part segment;

    /** {@code null} when the path ends in a segment or group. */
    private final Part field;

    private final List<String> components;
    private final Map<Hl7Schema, Optional<Numbers>> numbers = new ConcurrentHashMap<>();

    private VirtualPath(String text, List<Part> groups, Part segment, Part field, List<String> components) {
        this.text = text;
        this.isOutside = text.startsWith(OUTSIDE);
        this.groups = List.copyOf(groups);
        this.groupNames = groups.stream().map(Part::name).toList();
        this.segment = segment;
        this.field = field;
        this.components = List.copyOf(components);
        Hl7Schema.all().forEach(this::numbers);
    }

    /** What the names in it stand for; those of a site's own schema are found when that is first met. */
    private Numbers numbers(Hl7Schema schema) {
        Optional<Numbers> known = numbers.get(schema);
        if (known == null) {
            known = resolve(schema);
            numbers.put(schema, known);
        }
        return known.orElse(null);
    }

    /**
     * Reads a path.
     *
     * @throws IllegalArgumentException naming the text and what was expected
     */
    public static VirtualPath parse(String text) {
        int colon = text.indexOf(':') >= 0 ? text.indexOf(':') : text.indexOf('-');
        String left = (colon < 0 ? text : text.substring(0, colon)).replaceFirst("^/", "");
        List<Part> places = new ArrayList<>();
        for (String part : left.split("\\.", -1)) {
            places.add(part(part, text));
        }
        Part last = places.getLast();
        boolean endsInSegment = last.name.matches("[A-Z][A-Z0-9]{2}");
        if (endsInSegment) {
            places.removeLast();
        } else if (colon >= 0) {
            throw fault(text, "'" + last.name + "' is no segment");
        }
        if (text.startsWith(OUTSIDE) && !places.isEmpty()) {
            throw fault(text, "what lies in a group has no '/' before it");
        }
        if (colon < 0) {
            return new VirtualPath(text, places, endsInSegment ? last : null, null, List.of());
        }
        List<Part> parts = new ArrayList<>();
        for (String part : text.substring(colon + 1).split("\\.", -1)) {
            parts.add(part(part, text));
        }
        if (parts.size() > 3 || parts.stream().skip(1).anyMatch(part -> part.key != null || part.index != FIRST)) {
            throw fault(
                    text, "behind a segment come field, component and subcomponent, and only the field has brackets");
        }
        return new VirtualPath(
                text,
                places,
                last,
                parts.getFirst(),
                parts.stream().skip(1).map(Part::name).toList());
    }

    private static Part part(String text, String path) {
        Matcher part = PART.matcher(text);
        if (!part.matches()) {
            throw fault(path, "'" + text + "' is neither a name nor a number");
        }
        String index = part.group(2);
        if (index == null) {
            return new Part(part.group(1), FIRST, null);
        }
        String inside = index.strip();
        if (inside.isEmpty()) {
            return new Part(part.group(1), EACH, null);
        }
        if (inside.equals("*")) {
            return new Part(part.group(1), COUNT, null);
        }
        if (inside.matches("[1-9]\\d{0,5}")) {
            return new Part(part.group(1), Integer.parseInt(inside), null);
        }
        if (KEY.matcher(inside).matches()) {
            return new Part(part.group(1), KEYED, inside);
        }
        throw fault(path, "'(" + inside + ")' is no occurrence (expected: a number from 1, a key, () or (*))");
    }

    private static IllegalArgumentException fault(String text, String what) {
        return new IllegalArgumentException("'" + text + "' is no HL7 path: " + what
                + " (expected: for example PID:3(1).1 or PIDgrp.PID:PatientName(1).FamilyName)");
    }

    private Optional<Numbers> resolve(Hl7Schema schema) {
        if (field == null) {
            return Optional.of(new Numbers(0, 0, 0));
        }
        OptionalInt fieldNumber = number(field.name, () -> schema.field(segment.name, field.name));
        if (fieldNumber.isEmpty()) {
            return Optional.empty();
        }
        int[] found = {fieldNumber.getAsInt(), 0, 0};
        Optional<String> type = schema.fieldType(segment.name, found[0]);
        for (int i = 0; i < components.size(); i++) {
            String name = components.get(i);
            Optional<String> whole = type;
            OptionalInt number =
                    number(name, () -> whole.map(t -> schema.component(t, name)).orElse(OptionalInt.empty()));
            if (number.isEmpty()) {
                return Optional.empty();
            }
            found[i + 1] = number.getAsInt();
            type = whole.flatMap(t -> schema.componentType(t, number.getAsInt()));
        }
        return Optional.of(new Numbers(found[0], found[1], found[2]));
    }

    private static OptionalInt number(String name, java.util.function.Supplier<OptionalInt> named) {
        return Character.isDigit(name.charAt(0)) ? OptionalInt.of(Integer.parseInt(name)) : named.get();
    }

    @Override
    public List<String> keys() {
        List<String> keys = new ArrayList<>();
        groups.forEach(group -> add(group, keys));
        add(segment, keys);
        add(field, keys);
        return keys;
    }

    private static void add(Part part, List<String> keys) {
        if (part != null && part.key != null) {
            keys.add(part.key);
        }
    }

    @Override
    public boolean mayBeObject() {
        return false;
    }

    @Override
    public boolean isEach() {
        Part last = field != null ? field : segment != null ? segment : groups.getLast();
        return last.index == EACH && components.isEmpty() && text.indexOf("()") == text.lastIndexOf("()");
    }

    /**
     * Why the path leads nowhere; empty when there is a message in which it can lead somewhere.
     *
     * @param version the only version that counts; empty for all
     * @param messageTypes the only types that count, for example {@code ADT_A01}; empty for all
     */
    public Optional<String> unresolved(String version, Collection<String> messageTypes) {
        return unresolved(version.isEmpty() ? Hl7Schema.all() : List.of(Hl7Schema.of(version)), messageTypes);
    }

    /**
     * The same among given schemas.
     *
     * @param schemas the only ones that count, at least one
     */
    public Optional<String> unresolved(List<Hl7Schema> schemas, Collection<String> messageTypes) {
        String where = schemas.size() == 1 ? schemas.getFirst().title() : "HL7 of any version";
        if (schemas.stream().noneMatch(schema -> numbers(schema) != null)) {
            return Optional.of("'" + text + "' leads nowhere: segment " + segment.name
                    + " has no such field or component in " + where);
        }
        if (groups.isEmpty() || schemas.stream().anyMatch(schema -> isIn(schema, messageTypes))) {
            return Optional.empty();
        }
        return Optional.of("'" + text + "' leads nowhere: "
                + (messageTypes.isEmpty() ? "no message" : "no " + String.join(", ", messageTypes))
                + " has these groups in " + where);
    }

    private boolean isIn(Hl7Schema schema, Collection<String> messageTypes) {
        String name = segment == null ? "" : segment.name;
        Iterable<String> types = messageTypes.isEmpty() ? schema.structureNames() : messageTypes;
        for (String type : types) {
            if (schema.structure(type)
                    .filter(structure -> structure.hasPath(groupNames, name))
                    .isPresent()) {
                return true;
            }
        }
        return false;
    }

    /**
     * The value in a message, empty when there is none; several as {@code <first><second>}, a number for {@code (*)}.
     *
     * @param keys the occurrence that each key stands for, from 1
     */
    public String get(Hl7Document document, ToIntFunction<String> keys) {
        Numbers found = numbers(document.schema());
        if (found == null) {
            return "";
        }
        return new Reading(document, found, keys).get();
    }

    /** How many there are of what the last empty brackets stand for, the occurrences before them being given. */
    public int count(Hl7Document document, ToIntFunction<String> keys) {
        Numbers found = numbers(document.schema());
        return found == null ? 0 : new Reading(document, found, keys).count();
    }

    /**
     * A single place in a message.
     *
     * @param occurrences of the groups, from 1
     * @param occurrence of the segment in its group, or in the message, from 1
     * @param isAnywhere whether the segment counts wherever it lies
     * @param field 0 for the whole segment
     * @param repetition from 1; 0 for the field with all its repetitions
     * @param component 0 for the whole repetition
     * @param subcomponent 0 for the whole component
     */
    record Spot(
            List<String> groups,
            int[] occurrences,
            String segment,
            int occurrence,
            boolean isAnywhere,
            int field,
            int repetition,
            int component,
            int subcomponent) {}

    @Override
    public boolean isSingle() {
        return segment != null
                && groups.stream().allMatch(VirtualPath::isSingle)
                && isSingle(segment)
                && (field == null || isSingle(field));
    }

    private static boolean isSingle(Part part) {
        return part.index > 0 || part.index == KEYED;
    }

    /** The place that it names; empty when the version has none such, or a key's value is no occurrence. */
    Optional<Spot> place(Hl7Schema schema, ToIntFunction<String> keys) {
        Numbers found = numbers(schema);
        int[] occurrences =
                groups.stream().mapToInt(group -> index(group, keys)).toArray();
        int occurrence = index(segment, keys);
        int repetition = field == null || isWholeField() ? WHOLE : index(field, keys);
        boolean isNowhere = found == null
                || occurrence < 1
                || repetition < 0
                || (repetition == 0 && field != null && !isWholeField())
                || Arrays.stream(occurrences).anyMatch(number -> number < 1);
        return isNowhere
                ? Optional.empty()
                : Optional.of(new Spot(
                        groupNames,
                        occurrences,
                        segment.name,
                        occurrence,
                        isAnywhere(),
                        found.field,
                        repetition,
                        found.component,
                        found.subcomponent));
    }

    private boolean isAnywhere() {
        return groups.isEmpty() && !isOutside;
    }

    private static int index(Part part, ToIntFunction<String> keys) {
        return part.key == null ? part.index : keys.applyAsInt(part.key);
    }

    private boolean isWholeField() {
        return field.index == FIRST
                && components.isEmpty()
                && text.indexOf('(', Math.max(text.indexOf(':'), text.indexOf('-'))) < 0;
    }

    /** One reading of one message. */
    private final class Reading {
        private final Hl7Document document;
        private final Numbers numbers;
        private final ToIntFunction<String> keys;
        private final int[] occurrences = new int[groups.size()];
        private final List<String> values = new ArrayList<>();
        private boolean several;

        private Reading(Hl7Document document, Numbers numbers, ToIntFunction<String> keys) {
            this.document = document;
            this.numbers = numbers;
            this.keys = keys;
        }

        private String get() {
            for (Part part : groups) {
                if (part.index == COUNT) {
                    return String.valueOf(count());
                }
            }
            if ((segment != null && segment.index == COUNT) || (field != null && field.index == COUNT)) {
                return String.valueOf(count());
            }
            several = groups.stream().anyMatch(group -> group.index == EACH)
                    || (segment != null && segment.index == EACH)
                    || (field != null && field.index == EACH);
            if (segment == null) {
                return "";
            }
            group(0);
            if (!several) {
                return values.isEmpty() ? "" : values.getFirst();
            }
            StringBuilder all = new StringBuilder();
            values.forEach(value -> all.append('<').append(value).append('>'));
            return all.toString();
        }

        private void group(int level) {
            if (level == groups.size()) {
                segments();
                return;
            }
            Part part = groups.get(level);
            if (part.index != EACH) {
                occurrences[level] = index(part);
                group(level + 1);
                return;
            }
            int count = document.tree().groups(groupNames.subList(0, level), occurrences, part.name);
            for (int i = 1; i <= count && values.size() < MOST; i++) {
                occurrences[level] = i;
                group(level + 1);
            }
        }

        private int index(Part part) {
            return VirtualPath.index(part, keys);
        }

        private void segments() {
            if (segment.index != EACH) {
                segment(index(segment));
                return;
            }
            int count = segmentCount();
            for (int i = 1; i <= count && values.size() < MOST; i++) {
                segment(i);
            }
        }

        private int segmentCount() {
            return isAnywhere()
                    ? (int) document.message().segmentNames().stream()
                            .filter(segment.name::equals)
                            .count()
                    : document.tree().segments(groupNames, occurrences, segment.name);
        }

        /** Which of all segments of its name it is. */
        private int number(int occurrence) {
            return isAnywhere()
                    ? occurrence
                    : document.tree().segment(groupNames, occurrences, segment.name, occurrence);
        }

        private void segment(int occurrence) {
            int number = number(occurrence);
            if (number < 1) {
                return;
            }
            Hl7Message message = document.message();
            if (field == null) {
                message.segmentText(segment.name, number).ifPresent(values::add);
                return;
            }
            if (field.index == EACH) {
                int count = message.repetitions(path(number, FIRST));
                for (int i = 1; i <= count && values.size() < MOST; i++) {
                    values.add(message.get(path(number, i)).orElse(""));
                }
                return;
            }
            values.add(message.get(path(number, isWholeField() ? WHOLE : index(field)))
                    .orElse(""));
        }

        private Hl7Path path(int number, int repetition) {
            return new Hl7Path(
                    segment.name, number, numbers.field, repetition, numbers.component, numbers.subcomponent);
        }

        private int count() {
            for (int level = 0; level < groups.size(); level++) {
                Part part = groups.get(level);
                boolean isLast = level == groups.size() - 1 && segment == null;
                if (part.index == COUNT || (part.index == EACH && isLast)) {
                    return document.tree().groups(groupNames.subList(0, level), occurrences, part.name);
                }
                occurrences[level] = part.index == EACH ? FIRST : index(part);
            }
            if (segment.index == COUNT || (segment.index == EACH && field == null)) {
                return segmentCount();
            }
            int number = number(segment.index == EACH ? FIRST : index(segment));
            return number < 1 || field == null ? 0 : document.message().repetitions(path(number, FIRST));
        }
    }

    @Override
    public String toString() {
        return text;
    }
}
