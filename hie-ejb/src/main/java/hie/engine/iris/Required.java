package hie.engine.iris;

import hie.api.setting.SettingDescriptor;
import hie.engine.catalog.HostClass;
import java.util.Map;

/**
 * What HIE needs and a production does not say, because IRIS takes it from its system default settings. The item gets a value that
 * does no harm and is left disabled until someone says the right one.
 */
final class Required {

    private static final Map<String, String> HARMLESS = Map.of(
            "Port", "1",
            "IPAddress", "127.0.0.1",
            "FilePath", "${data}/import",
            "URL", "http://127.0.0.1/",
            "Recipient", "nobody@localhost");

    private Required() {}

    /** Whether a value is only there because HIE needs one. */
    static boolean isHarmless(String setting, String value) {
        return value.equals(HARMLESS.get(setting));
    }

    static void fill(HostClass host, ItemDraft draft) {
        for (SettingDescriptor declared : host.settings()) {
            boolean absent = declared.names().stream().noneMatch(draft.settings::containsKey);
            String value = HARMLESS.get(declared.name());
            if (declared.required() && absent && value != null) {
                draft.byDefault(
                        declared.name(),
                        value,
                        "HIE needs a value and the production says none; the item is disabled until it has the right one");
                draft.enabled = false;
            }
        }
    }
}
