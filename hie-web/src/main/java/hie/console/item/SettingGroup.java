package hie.console.item;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;

/**
 * Settings that stand together in a form.
 *
 * @param name the end of its title's key in the bundle
 */
public record SettingGroup(String name, ArrayList<SettingField> fields) implements Serializable {

    static SettingGroup of(String name, List<SettingField> fields) {
        return new SettingGroup(name, new ArrayList<>(fields));
    }
}
