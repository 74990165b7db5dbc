package hie.console.item;

import hie.api.setting.SettingDescriptor;
import hie.api.setting.SettingType;
import java.io.Serializable;

/**
 * What a setting's value must keep to, in words; each may be empty.
 *
 * @param expectation what is expected, for example {@code a whole number}
 * @param min smallest number accepted
 * @param max largest number accepted
 */
public record SettingBounds(boolean required, String expectation, String min, String max, String unit)
        implements Serializable {

    static final SettingBounds NONE = new SettingBounds(false, "", "", "", "");

    static SettingBounds of(SettingDescriptor setting) {
        return new SettingBounds(
                setting.required() && setting.defaultValue().isEmpty(),
                expectation(setting.type()),
                setting.min() == Long.MIN_VALUE ? "" : String.valueOf(setting.min()),
                setting.max() == Long.MAX_VALUE ? "" : String.valueOf(setting.max()),
                setting.unit());
    }

    /** Nothing where the input itself says it. */
    private static String expectation(SettingType type) {
        return switch (type) {
            case STRING, TEXT, CHOICE, BOOLEAN, DIRECTORY -> "";
            case INTEGER,
                    SECONDS,
                    PORT,
                    HL7_PATH,
                    EXPRESSION,
                    CHARSET,
                    CREDENTIAL,
                    RULE_SET,
                    PROCESS,
                    SCRIPT,
                    SCHEMA_CATEGORY -> type.expectation();
        };
    }

    /** Whether there is anything to say. */
    public boolean isSaid() {
        return !(expectation + min + max).isEmpty();
    }
}
