package hie.engine.hl7;

import hie.engine.document.Place;
import hie.engine.hl7.schema.Hl7Schema;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import java.util.function.ToIntFunction;

/**
 * The address of a value as IRIS writes it: groups, segment, field, components, by number or by name, as in {@code PID:3(1).1},
 * {@code PID:PatientIdentifierList(1).IDNumber} or {@code PIDgrpgrp(1).ORCgrp(k).OBXgrp(2).OBX:5}; {@code PID-3.1} is the same as
 * {@code PID:3.1}. A number in brackets says which occurrence, from 1; a name there is a key that is given when the value is read;
 * {@code ()} stands for all, {@code (*)} for how many there are. Without brackets it is the first, of a field without components the
 * field with all its repetitions. A segment without groups is the first of its name, wherever it is; with a slash before it, {@code
 * /NTE(1)}, the first that lies in no group. Immutable.
 */
public final class VirtualPath implements Place {

    /** The repetition that stands for a field with all of them. */
    static final int WHOLE = 0;

    /** Before a segment that lies in no group. */
    private static final String OUTSIDE = "/";

    private final String text;
    private final boolean isOutside;
    private final List<PathPart> groups;
    private final List<String> groupNames;

    /** {@code null} when the path ends in a group. */
    private final PathPart segment;

    /** {@code null} when the path ends in a segment or group. */
    private final PathPart field;

    private final List<String> components;
    private final boolean isCounting;
    private final boolean isSeveral;
    private final Map<Hl7Schema, Optional<PathNumbers>> numbers = new ConcurrentHashMap<>();

    private VirtualPath(String text, List<PathPart> groups, PathPart segment, PathPart field, List<String> components) {
        this.text = text;
        this.isOutside = text.startsWith(OUTSIDE);
        this.groups = List.copyOf(groups);
        this.groupNames = groups.stream().map(PathPart::name).toList();
        this.segment = segment;
        this.field = field;
        this.components = List.copyOf(components);
        this.isCounting = hasPart(PathPart::isCount);
        this.isSeveral = hasPart(PathPart::isEach);
        Hl7Schema.all().forEach(this::numbers);
    }

    private boolean hasPart(Predicate<PathPart> such) {
        return groups.stream().anyMatch(such)
                || (segment != null && such.test(segment))
                || (field != null && such.test(field));
    }

    /** What the names in it stand for; those of a site's own schema are found when that is first met. */
    private PathNumbers numbers(Hl7Schema schema) {
        Optional<PathNumbers> known = numbers.get(schema);
        if (known == null) {
            known = field == null
                    ? Optional.of(PathNumbers.NONE)
                    : PathNumbers.of(schema, segment.name(), field.name(), components);
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
        List<PathPart> places = parts(left, text);
        PathPart last = places.getLast();
        boolean endsInSegment = last.name().matches("[A-Z][A-Z0-9]{2}");
        if (endsInSegment) {
            places.removeLast();
        } else if (colon >= 0) {
            throw fault(text, "'" + last.name() + "' is no segment");
        }
        if (text.startsWith(OUTSIDE) && !places.isEmpty()) {
            throw fault(text, "what lies in a group has no '/' before it");
        }
        if (colon < 0) {
            return new VirtualPath(text, places, endsInSegment ? last : null, null, List.of());
        }
        List<PathPart> parts = parts(text.substring(colon + 1), text);
        if (parts.size() > 3
                || parts.stream().skip(1).anyMatch(part -> part.key() != null || part.index() != PathPart.FIRST)) {
            throw fault(
                    text, "behind a segment come field, component and subcomponent, and only the field has brackets");
        }
        return new VirtualPath(
                text,
                places,
                last,
                parts.getFirst(),
                parts.stream().skip(1).map(PathPart::name).toList());
    }

    private static List<PathPart> parts(String dotted, String path) {
        List<PathPart> parts = new ArrayList<>();
        for (String part : dotted.split("\\.", -1)) {
            parts.add(PathPart.parse(part, path));
        }
        return parts;
    }

    static IllegalArgumentException fault(String text, String what) {
        return new IllegalArgumentException("'" + text + "' is no HL7 path: " + what
                + " (expected: for example PID:3(1).1 or PIDgrp.PID:PatientName(1).FamilyName)");
    }

    @Override
    public List<String> keys() {
        List<String> keys = new ArrayList<>();
        groups.forEach(group -> add(group, keys));
        add(segment, keys);
        add(field, keys);
        return keys;
    }

    private static void add(PathPart part, List<String> keys) {
        if (part != null && part.key() != null) {
            keys.add(part.key());
        }
    }

    @Override
    public boolean mayBeObject() {
        return false;
    }

    @Override
    public boolean isEach() {
        PathPart last = field != null ? field : segment != null ? segment : groups.getLast();
        return last.isEach() && components.isEmpty() && text.indexOf("()") == text.lastIndexOf("()");
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
            return Optional.of("'" + text + "' leads nowhere: segment " + segment.name()
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
        String name = segment == null ? "" : segment.name();
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
        PathNumbers found = numbers(document.schema());
        if (found == null) {
            return "";
        }
        return new PathReading(this, document, found, keys).get();
    }

    /** How many there are of what the last empty brackets stand for, the occurrences before them being given. */
    public int count(Hl7Document document, ToIntFunction<String> keys) {
        PathNumbers found = numbers(document.schema());
        return found == null ? 0 : new PathReading(this, document, found, keys).count();
    }

    @Override
    public boolean isSingle() {
        return segment != null
                && groups.stream().allMatch(PathPart::isSingle)
                && segment.isSingle()
                && (field == null || field.isSingle());
    }

    /** The place that it names; empty when the version has none such, or a key's value is no occurrence. */
    Optional<PathSpot> place(Hl7Schema schema, ToIntFunction<String> keys) {
        PathNumbers found = numbers(schema);
        int[] occurrences =
                groups.stream().mapToInt(group -> group.occurrence(keys)).toArray();
        int occurrence = segment.occurrence(keys);
        int repetition = field == null || isWholeField() ? WHOLE : field.occurrence(keys);
        boolean isNowhere = found == null
                || occurrence < 1
                || repetition < 0
                || (repetition == WHOLE && field != null && !isWholeField())
                || Arrays.stream(occurrences).anyMatch(number -> number < 1);
        return isNowhere
                ? Optional.empty()
                : Optional.of(new PathSpot(
                        groupNames,
                        occurrences,
                        segment.name(),
                        occurrence,
                        isAnywhere(),
                        found.field(),
                        repetition,
                        found.component(),
                        found.subcomponent()));
    }

    List<PathPart> groups() {
        return groups;
    }

    List<String> groupNames() {
        return groupNames;
    }

    /** {@code null} when the path ends in a group. */
    PathPart segment() {
        return segment;
    }

    /** {@code null} when the path ends in a segment or group. */
    PathPart field() {
        return field;
    }

    /** Whether it asks how many there are. */
    boolean isCounting() {
        return isCounting;
    }

    /** Whether it stands for several values. */
    boolean isSeveral() {
        return isSeveral;
    }

    /** Whether its segment is looked for in all of the message, in groups and outside. */
    boolean isAnywhere() {
        return groups.isEmpty() && !isOutside;
    }

    /** Whether it means the field with all its repetitions. */
    boolean isWholeField() {
        return field.index() == PathPart.FIRST
                && components.isEmpty()
                && text.indexOf('(', Math.max(text.indexOf(':'), text.indexOf('-'))) < 0;
    }

    @Override
    public String toString() {
        return text;
    }
}
