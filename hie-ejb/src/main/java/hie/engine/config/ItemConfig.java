package hie.engine.config;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * One item as configured.
 *
 * @param className the host class, by its name in the catalog
 * @param enabled whether it runs when its project runs; others can send to it all the same
 * @param category a word to group items by; may be empty
 * @param settings values by setting name; a setting that is absent takes its default, which is not the same as empty
 * @param targets the items it is connected to, in order
 */
public record ItemConfig(
        String name,
        String className,
        boolean enabled,
        String category,
        Map<String, String> settings,
        List<String> targets) {

    public ItemConfig {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(className, "className");
        Objects.requireNonNull(category, "category");
        settings = Collections.unmodifiableMap(new LinkedHashMap<>(settings));
        targets = List.copyOf(targets);
    }

    /** The same item with other targets. */
    public ItemConfig withTargets(List<String> newTargets) {
        return new ItemConfig(name, className, enabled, category, settings, newTargets);
    }
}
