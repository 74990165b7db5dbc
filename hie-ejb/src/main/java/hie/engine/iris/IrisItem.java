package hie.engine.iris;

import hie.engine.imports.XmlNode;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * An {@code <Item>} of a production, as it stands.
 *
 * @param attributes all of them, in order
 */
record IrisItem(Map<String, String> attributes, List<IrisSetting> settings) {

    /** Attributes that an item of HIE has by itself. */
    static final Set<String> OWN =
            Set.of("Name", "ClassName", "PoolSize", "Enabled", "Comment", "Category", "Schedule");

    static IrisItem read(XmlNode node) {
        return new IrisItem(
                node.attributes(),
                node.all("Setting").stream().map(IrisSetting::read).toList());
    }

    String name() {
        return attribute("Name");
    }

    String className() {
        return attribute("ClassName");
    }

    /** Enabled unless it says otherwise. */
    boolean enabled() {
        return !List.of("false", "0").contains(attribute("Enabled").toLowerCase(Locale.ROOT));
    }

    String attribute(String name) {
        return attributes.getOrDefault(name, "");
    }

    /** The value of a setting of the host; present and empty is not absent. */
    Optional<String> host(String name) {
        return settings.stream()
                .filter(setting -> setting.isOf("Host", name))
                .map(IrisSetting::value)
                .findFirst();
    }
}
