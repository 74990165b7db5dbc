package hie.engine.config;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Finds where connections lead back to the item that they began at. */
final class Cycles {

    private final Map<String, List<String>> targets;
    private final List<String> way = new ArrayList<>();
    private final Set<String> done = new HashSet<>();
    private final Map<String, List<String>> found = new LinkedHashMap<>();

    private Cycles(Map<String, List<String>> targets) {
        this.targets = targets;
    }

    /**
     * At least one cycle wherever there is any, each beginning and ending with the same item; no cycle is found twice.
     *
     * @param targets by item; what is no key has no targets
     */
    static List<List<String>> in(Map<String, List<String>> targets) {
        Cycles cycles = new Cycles(targets);
        targets.keySet().forEach(cycles::follow);
        return List.copyOf(cycles.found.values());
    }

    /** No deeper than a project has items. */
    private void follow(String item) {
        if (done.contains(item)) {
            return;
        }
        int before = way.indexOf(item);
        if (before >= 0) {
            List<String> cycle = new ArrayList<>(way.subList(before, way.size()));
            Collections.rotate(cycle, -cycle.indexOf(Collections.min(cycle)));
            cycle.add(cycle.getFirst());
            found.put(String.join("|", cycle), List.copyOf(cycle));
            return;
        }
        way.add(item);
        targets.getOrDefault(item, List.of()).forEach(this::follow);
        way.removeLast();
        done.add(item);
    }
}
