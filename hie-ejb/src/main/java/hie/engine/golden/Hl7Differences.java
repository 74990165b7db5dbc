package hie.engine.golden;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Where two HL7 v2 messages differ. A segment that only one of them has is one difference. */
final class Hl7Differences {

    private final Map<String, Hl7Values> expected;
    private final Map<String, Hl7Values> actual;
    private final Ignored ignored;
    private final List<Difference> found = new ArrayList<>();

    private Hl7Differences(Map<String, Hl7Values> expected, Map<String, Hl7Values> actual, Ignored ignored) {
        this.expected = expected;
        this.actual = actual;
        this.ignored = ignored;
    }

    static List<Difference> between(String expected, String actual, Ignored ignored) {
        Hl7Differences differences = new Hl7Differences(segments(expected), segments(actual), ignored);
        differences.compare();
        return differences.found;
    }

    /** The segments by name and number, {@code OBX(2)}; the first of a name without a number. */
    private static Map<String, Hl7Values> segments(String text) {
        String message = text.strip();
        Map<String, Integer> counts = new LinkedHashMap<>();
        Map<String, Hl7Values> segments = new LinkedHashMap<>();
        for (String line : message.split("\n")) {
            if (!line.isEmpty()) {
                String name = line.substring(0, Math.min(3, line.length()));
                int number = counts.merge(name, 1, Integer::sum);
                String place = number == 1 ? name : name + "(" + number + ")";
                segments.put(place, Hl7Values.of(place, line, message));
            }
        }
        return segments;
    }

    private void compare() {
        Set<String> places = new LinkedHashSet<>(expected.keySet());
        places.addAll(actual.keySet());
        for (String place : places) {
            Hl7Values before = expected.get(place);
            Hl7Values after = actual.get(place);
            if (before != null && after != null) {
                compare(before, after);
            } else if (!ignored.covers(place)) {
                found.add(new Difference(
                        place, before == null ? "" : before.segment(), after == null ? "" : after.segment()));
            }
        }
        if (expected.keySet().equals(actual.keySet())) {
            compareOrder();
        }
    }

    private void compare(Hl7Values before, Hl7Values after) {
        Set<String> paths = new LinkedHashSet<>(before.paths());
        paths.addAll(after.paths());
        for (String path : paths) {
            if (!before.value(path).equals(after.value(path)) && !ignored.covers(path)) {
                boolean isWhole = before.isWhole(path) && after.isWhole(path);
                found.add(new Difference(Hl7Values.shown(path, isWhole), before.value(path), after.value(path)));
            }
        }
    }

    private void compareOrder() {
        List<String> before = places(expected);
        List<String> after = places(actual);
        if (!before.equals(after)) {
            found.add(new Difference("order of segments", String.join(" ", before), String.join(" ", after)));
        }
    }

    private List<String> places(Map<String, Hl7Values> segments) {
        return segments.keySet().stream()
                .filter(place -> !ignored.covers(place))
                .map(place -> place.substring(0, Math.min(3, place.length())))
                .toList();
    }
}
