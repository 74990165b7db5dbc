package hie.engine.mirth;

import java.util.Optional;
import java.util.function.Function;

/**
 * How a property of a connector becomes a setting of HIE.
 *
 * @param place its place in the connector
 * @param to the setting; empty when HIE always does what the values that the rule takes ask for
 * @param rule makes the setting's value; nothing when HIE cannot do what the property's asks for, which is then told
 */
record PropertyMap(String place, String to, Function<String, Optional<String>> rule) {

    static PropertyMap map(String place, String to, Function<String, Optional<String>> rule) {
        return new PropertyMap(place, to, rule);
    }

    /** HIE always does what these values ask for, and cannot do otherwise. */
    static PropertyMap only(String place, String... values) {
        return new PropertyMap(place, "", value -> {
            for (String taken : values) {
                if (taken.equalsIgnoreCase(value.strip())) {
                    return Optional.of("");
                }
            }
            return Optional.empty();
        });
    }
}
