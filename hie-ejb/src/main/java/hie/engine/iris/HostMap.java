package hie.engine.iris;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What becomes of items of a class of IRIS.
 *
 * @param className in IRIS
 * @param to the host class in HIE
 * @param settings those that have a meaning in HIE; all others are kept word for word
 * @param defaults what IRIS does when a setting is absent and HIE would not: values by HIE's names
 */
record HostMap(String className, String to, List<SettingMap> settings, Map<String, String> defaults) {

    Optional<SettingMap> setting(IrisSetting given) {
        return settings.stream()
                .filter(known -> given.isOf(known.target(), known.name()))
                .findFirst();
    }

    /** The setting's declaration when it stands on the wrong target, where IRIS does not apply it. */
    Optional<SettingMap> misplaced(IrisSetting given) {
        return settings.stream()
                .filter(known ->
                        known.name().equals(given.name()) && !known.target().equalsIgnoreCase(given.target()))
                .findFirst();
    }
}
