package hie.engine.interceptor;

import hie.api.hl7.Hl7Path;
import hie.api.setting.SettingException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Lists in settings, parted by commas. */
final class Names {

    private Names() {}

    static List<String> parted(String text) {
        return Arrays.stream(text.split(","))
                .map(String::strip)
                .filter(name -> !name.isEmpty())
                .toList();
    }

    /** The HL7 paths that a setting lists. */
    static List<Hl7Path> paths(String setting, String text) {
        List<Hl7Path> paths = new ArrayList<>();
        for (String name : parted(text)) {
            try {
                paths.add(Hl7Path.parse(name));
            } catch (IllegalArgumentException e) {
                throw new SettingException(setting, e.getMessage(), e);
            }
        }
        return paths;
    }
}
