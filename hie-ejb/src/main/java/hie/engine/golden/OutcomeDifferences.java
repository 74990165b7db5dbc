package hie.engine.golden;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Where two outcomes differ: first whether it could be done, then which rules fired, then where it goes, then what goes there. */
public final class OutcomeDifferences {

    private OutcomeDifferences() {}

    /**
     * Where they differ, in that order.
     *
     * @param ignore paths of messages that do not count
     */
    public static List<Difference> between(Outcome expected, Outcome actual, List<String> ignore) {
        Ignored ignored = new Ignored(ignore);
        List<Difference> found = new ArrayList<>();
        add(found, "fails", expected.failure(), actual.failure());
        if (expected.isFailure() || actual.isFailure()) {
            return found;
        }
        add(found, "fired", String.join(", ", expected.fired()), String.join(", ", actual.fired()));
        add(found, "returns", expected.returned(), actual.returned());
        if (!expected.targets().equals(actual.targets())) {
            add(found, "sends", String.join(", ", expected.targets()), String.join(", ", actual.targets()));
            return found;
        }
        Map<String, Integer> counts = new HashMap<>();
        for (int i = 0; i < expected.sent().size(); i++) {
            String target = expected.sent().get(i).target();
            int number = counts.merge(target, 1, Integer::sum);
            String place = number == 1 ? target : target + "(" + number + ")";
            MessageDifferences.between(
                            expected.sent().get(i).message(),
                            actual.sent().get(i).message(),
                            ignored)
                    .forEach(difference -> found.add(difference.at(place)));
        }
        return found;
    }

    private static void add(List<Difference> found, String path, String expected, String actual) {
        if (!expected.equals(actual)) {
            found.add(new Difference(path, expected, actual));
        }
    }
}
