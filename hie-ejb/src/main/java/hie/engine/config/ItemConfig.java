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
 * @param kept what an import found and HIE has no setting for, word for word, by where it stood ({@code Adapter/Charset}); it has
 *     no effect, and is there for people and for a way back (ADR 0023)
 */
public record ItemConfig(
        String name,
        String className,
        boolean enabled,
        String category,
        Map<String, String> settings,
        List<String> targets,
        Map<String, String> kept) {

    public ItemConfig {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(className, "className");
        Objects.requireNonNull(category, "category");
        settings = Collections.unmodifiableMap(new LinkedHashMap<>(settings));
        targets = List.copyOf(targets);
        kept = Collections.unmodifiableMap(new LinkedHashMap<>(kept));
    }

    /** An item that no import left anything behind for. */
    public ItemConfig(
            String name,
            String className,
            boolean enabled,
            String category,
            Map<String, String> settings,
            List<String> targets) {
        this(name, className, enabled, category, settings, targets, Map.of());
    }

    /** The same item with other targets. */
    public ItemConfig withTargets(List<String> newTargets) {
        return new ItemConfig(name, className, enabled, category, settings, newTargets, kept);
    }
}
