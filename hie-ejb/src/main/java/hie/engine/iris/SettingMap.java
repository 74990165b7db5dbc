package hie.engine.iris;

import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * How one setting of a class of IRIS becomes one of HIE.
 *
 * @param target where IRIS applies it: Host or Adapter
 * @param name its name in IRIS
 * @param to its name in HIE; empty when HIE always does what the values that the rule takes ask for
 * @param rule makes the value; nothing when HIE cannot do what it asks for
 */
record SettingMap(String target, String name, String to, Function<String, Optional<String>> rule) {

    static SettingMap host(String name, String to, Function<String, Optional<String>> rule) {
        return new SettingMap("Host", name, to, rule);
    }

    static SettingMap adapter(String name, String to, Function<String, Optional<String>> rule) {
        return new SettingMap("Adapter", name, to, rule);
    }

    /** HIE always does what these values ask for. */
    static SettingMap always(String target, String name, String... values) {
        Set<String> met = Set.of(values);
        return new SettingMap(
                target, name, "", value -> met.contains(value.strip()) ? Optional.of("") : Optional.empty());
    }

    /** HIE always does what these values ask for; one that asks for something else is told, because messages would notice. */
    static SettingMap only(String target, String name, String... values) {
        SettingMap map = always(target, name, values);
        return new SettingMap(target, name, NOTHING, map.rule());
    }

    /** Whether its value, once taken, is nothing to be set. */
    boolean setsNothing() {
        return to.isEmpty() || to.equals(NOTHING);
    }

    /** Stands for no setting where a value that is not taken is told. */
    private static final String NOTHING = "-";

    /** The setting names other items: they become connections. */
    boolean isConnection() {
        return to.equals(TARGETS);
    }

    /** Stands for the item's connections where others name a setting. */
    static final String TARGETS = "targets";

    static SettingMap targets(String name) {
        return host(name, TARGETS, ValueRule::same);
    }
}
