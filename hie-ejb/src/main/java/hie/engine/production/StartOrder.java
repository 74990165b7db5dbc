package hie.engine.production;

import hie.engine.item.ItemDefinition;
import hie.engine.item.ItemKey;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * The order in which items start: operations, then processes, then services, and within each kind an item after those it
 * sends to; otherwise by name. Items stop in the reverse order. Where processes send to each other in a circle, one of them
 * has to be the first: it is the last by name.
 */
final class StartOrder {

    private final Map<ItemKey, ItemDefinition> all = new TreeMap<>();
    private final Set<ItemDefinition> ordered = new LinkedHashSet<>();
    private final Set<ItemKey> seen = new LinkedHashSet<>();

    private StartOrder(Collection<ItemDefinition> items) {
        items.forEach(item -> all.put(item.key(), item));
    }

    static List<ItemDefinition> of(Collection<ItemDefinition> items) {
        StartOrder order = new StartOrder(items);
        order.all.values().stream()
                .sorted(Comparator.comparing(ItemDefinition::kind))
                .forEach(order::add);
        return List.copyOf(order.ordered);
    }

    private void add(ItemDefinition item) {
        if (seen.add(item.key())) {
            item.targets().stream()
                    .map(target -> all.get(item.key().sibling(target)))
                    .filter(target -> target != null)
                    .forEach(this::add);
            ordered.add(item);
        }
    }
}
