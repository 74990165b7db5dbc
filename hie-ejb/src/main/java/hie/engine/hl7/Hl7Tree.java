package hie.engine.hl7;

import hie.engine.hl7.schema.Hl7Structure;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * Which groups of its structure a message's segments lie in. A segment that has no place in the structure lies in none. Each
 * segment goes to the next place behind the one before it, in the innermost group that has one: a place further on in the group,
 * or the group's next repetition.
 */
final class Hl7Tree {

    /** A group of the message: its segments, as numbers among those of their name, and its groups. */
    private static final class Group {
        private final Map<String, List<Integer>> segments = new HashMap<>();
        private final Map<String, List<Group>> groups = new HashMap<>();
    }

    /** A group that is being filled, and the last place that was taken in it. */
    private static final class Place {
        private final Hl7Structure structure;
        private final Group group;
        private final int[] key;
        private int child = -1;

        private Place(Hl7Structure structure, Group group, int[] key) {
            this.structure = structure;
            this.group = group;
            this.key = key;
        }
    }

    private final Group root = new Group();
    private final List<Place> places = new ArrayList<>();

    /** Of each segment of the message, in order, where it is in the structure; {@code null} for nowhere. */
    private final List<int[]> keys = new ArrayList<>();

    private Hl7Tree(List<String> segments, Hl7Structure structure) {
        places.add(new Place(structure, root, new int[0]));
        Map<String, Integer> seen = new HashMap<>();
        for (String segment : segments) {
            keys.add(null);
            place(segment, seen.merge(segment, 1, Integer::sum));
        }
    }

    /**
     * @param segments the names of a message's segments, in order
     */
    static Hl7Tree of(List<String> segments, Hl7Structure structure) {
        return new Hl7Tree(segments, structure);
    }

    private void place(String segment, int number) {
        for (int level = places.size() - 1; level >= 0; level--) {
            Place place = places.get(level);
            int child = next(place, segment);
            if (child >= 0) {
                cut(level);
                take(place, child, segment, number);
                return;
            }
            if (level > 0 && place.structure.repeats() && place.structure.holds(segment)) {
                Place parent = places.get(level - 1);
                cut(level - 1);
                take(parent, parent.child, segment, number);
                return;
            }
        }
    }

    private static int next(Place place, String segment) {
        List<Hl7Structure> children = place.structure.children();
        for (int child = Math.max(place.child, 0); child < children.size(); child++) {
            Hl7Structure candidate = children.get(child);
            boolean isTaken = child == place.child && (candidate.isGroup() || !candidate.repeats());
            if (!isTaken && candidate.holds(segment)) {
                return child;
            }
        }
        return -1;
    }

    private void cut(int level) {
        places.subList(level + 1, places.size()).clear();
    }

    private void take(Place place, int child, String segment, int number) {
        place.child = child;
        Hl7Structure structure = place.structure.children().get(child);
        if (!structure.isGroup()) {
            List<Integer> numbers = place.group.segments.computeIfAbsent(segment, none -> new ArrayList<>());
            numbers.add(number);
            keys.set(keys.size() - 1, extended(place.key, child, numbers.size()));
            return;
        }
        Group group = new Group();
        List<Group> groups = place.group.groups.computeIfAbsent(
                structure.name().toLowerCase(Locale.ROOT), none -> new ArrayList<>());
        groups.add(group);
        Place inner = new Place(structure, group, extended(place.key, child, groups.size()));
        places.add(inner);
        take(inner, next(inner, segment), segment, number);
    }

    private static int[] extended(int[] key, int child, int occurrence) {
        int[] longer = Arrays.copyOf(key, key.length + 2);
        longer[key.length] = child;
        longer[key.length + 1] = occurrence;
        return longer;
    }

    /**
     * Before which segment a new one belongs: behind all that come before it in the structure, and what has no place there stays with
     * the one before it.
     *
     * @param key see {@link Hl7Structure#key}
     * @param count how many segments there are
     */
    int behind(int[] key, int count) {
        for (int at = 0; at < keys.size(); at++) {
            if (keys.get(at) != null && Arrays.compare(keys.get(at), key) > 0) {
                return at;
            }
        }
        return count;
    }

    /**
     * Which of all segments of its name one is, from 1; 0 when there is none.
     *
     * @param groups names of the groups it lies in, outermost first
     * @param occurrences of the groups, from 1
     * @param occurrence of the segment in its group, from 1
     */
    int segment(List<String> groups, int[] occurrences, String segment, int occurrence) {
        Group group = group(groups, occurrences);
        List<Integer> found = group == null ? List.of() : group.segments.getOrDefault(segment, List.of());
        return occurrence >= 1 && occurrence <= found.size() ? found.get(occurrence - 1) : 0;
    }

    /** How many segments of a name lie in a group. */
    int segments(List<String> groups, int[] occurrences, String segment) {
        Group group = group(groups, occurrences);
        return group == null
                ? 0
                : group.segments.getOrDefault(segment, List.of()).size();
    }

    /** How many groups of a name lie in a group. */
    int groups(List<String> groups, int[] occurrences, String name) {
        Group group = group(groups, occurrences);
        return group == null
                ? 0
                : group.groups
                        .getOrDefault(name.toLowerCase(Locale.ROOT), List.of())
                        .size();
    }

    /** The numbers, from 0, of the message's segments that have no place in the structure. */
    List<Integer> unplaced() {
        return IntStream.range(0, keys.size())
                .filter(at -> keys.get(at) == null)
                .boxed()
                .toList();
    }

    /** The segments that the structure demands and that are not there, each with the groups it should lie in, parted by dots. */
    List<String> missing() {
        List<String> missing = new ArrayList<>();
        missing(places.getFirst().structure, root, "", missing);
        return missing;
    }

    private static void missing(Hl7Structure structure, Group group, String way, List<String> missing) {
        for (Hl7Structure child : structure.children()) {
            if (!child.isGroup()) {
                if (child.isRequired() && !group.segments.containsKey(child.name())) {
                    missing.add(way + child.name());
                }
                continue;
            }
            List<Group> found = group.groups.getOrDefault(child.name().toLowerCase(Locale.ROOT), List.of());
            if (found.isEmpty() && child.isRequired()) {
                missing.add(way + child.name() + "." + child.firstSegment());
            }
            found.forEach(inner -> missing(child, inner, way + child.name() + ".", missing));
        }
    }

    private Group group(List<String> groups, int[] occurrences) {
        Group group = root;
        for (int i = 0; i < groups.size(); i++) {
            List<Group> found = group.groups.getOrDefault(groups.get(i).toLowerCase(Locale.ROOT), List.of());
            if (occurrences[i] < 1 || occurrences[i] > found.size()) {
                return null;
            }
            group = found.get(occurrences[i] - 1);
        }
        return group;
    }
}
