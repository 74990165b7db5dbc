package hie.api.setting;

import java.math.BigDecimal;
import java.nio.charset.Charset;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The settings of one item as its host reads them: validated, references resolved, defaults filled in. Asking for a
 * setting that the host class does not declare is a programming error and throws.
 */
public final class SettingValues {

    private final Map<String, String> values;

    private SettingValues(Map<String, String> values) {
        this.values = Map.copyOf(values);
    }

    /**
     * Joins declared defaults with given values.
     *
     * @param given validated values by declared name; a name that is absent takes its default
     */
    public static SettingValues of(List<SettingDescriptor> declared, Map<String, String> given) {
        Map<String, String> values = new LinkedHashMap<>();
        for (SettingDescriptor setting : declared) {
            values.put(setting.name(), given.getOrDefault(setting.name(), setting.defaultValue()));
        }
        return new SettingValues(values);
    }

    /** The same values, and those whose names begin with a prefix also by the rest of their names, before others that have such a name. */
    public SettingValues under(String prefix) {
        Map<String, String> all = new LinkedHashMap<>(values);
        values.forEach((name, value) -> {
            if (name.startsWith(prefix)) {
                all.put(name.substring(prefix.length()), value);
            }
        });
        return new SettingValues(all);
    }

    /** The value as text; empty when none was given and there is no default. */
    public String text(String name) {
        String value = values.get(name);
        if (value == null) {
            throw new IllegalArgumentException("The host class declares no setting '" + name + "'");
        }
        return value;
    }

    /** Whether the host class declares the setting. */
    public boolean has(String name) {
        return values.containsKey(name);
    }

    /** The value, if there is one. */
    public Optional<String> optional(String name) {
        return Optional.of(text(name)).filter(value -> !value.isEmpty());
    }

    public int integer(String name) {
        return Integer.parseInt(text(name));
    }

    public long number(String name) {
        return Long.parseLong(text(name));
    }

    public boolean flag(String name) {
        String value = text(name);
        return value.equalsIgnoreCase("true") || value.equals("1");
    }

    /** Seconds as a duration; negative values stay negative and mean what the setting's description says. */
    public Duration seconds(String name) {
        return Duration.ofMillis(new BigDecimal(text(name)).movePointRight(3).longValue());
    }

    public Charset charset(String name) {
        return Charset.forName(text(name));
    }

    /** Names only: values may be anything. */
    @Override
    public String toString() {
        return "SettingValues" + values.keySet();
    }
}
