package hie.engine.iris;

import hie.engine.config.ItemConfig;
import hie.engine.imports.ImportReport;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** An item of HIE in the making, with what the report has to say of it. */
final class ItemDraft {

    final String name;
    final String className;
    boolean enabled;
    String category = "";
    final Map<String, String> settings = new LinkedHashMap<>();

    /** The items it sends to, by their names in IRIS. */
    final Set<String> targets = new LinkedHashSet<>();

    /** The item that gets bad messages, by its name in IRIS; empty for none. */
    String badMessageHandler = "";

    /** The items that its rules send to, by their names in HIE. */
    final Set<String> routes = new LinkedHashSet<>();

    /** Of these, those of another production, by their names in HIE. */
    final Set<String> elsewhere = new LinkedHashSet<>();

    private final Map<String, String> kept = new LinkedHashMap<>();
    private final Map<String, IrisSetting> origins = new LinkedHashMap<>();
    final List<ImportReport.Default> defaults = new ArrayList<>();
    int mapped;
    int settingsKept;

    ItemDraft(String name, String className) {
        this.name = name;
        this.className = className;
    }

    /** Keeps a value word for word; of several in one place, all. */
    void keep(String place, String value) {
        String free = place;
        for (int number = 2; kept.containsKey(free); number++) {
            free = place + "#" + number;
        }
        kept.put(free, value);
    }

    /** Sets what a setting of IRIS says. */
    void set(String setting, String value, IrisSetting origin) {
        settings.put(setting, value);
        origins.put(setting, origin);
        if (!value.equals(origin.value())) {
            keep(origin.place(), origin.value());
        }
    }

    /** Leaves out what HIE would refuse because it does nothing beside the other settings; what the origin says is kept. */
    void leaveOut(Collection<String> idle) {
        for (String setting : idle) {
            settings.remove(setting);
            defaults.removeIf(made -> made.setting().equals(setting));
            IrisSetting origin = origins.get(setting);
            if (origin != null) {
                kept.putIfAbsent(origin.place(), origin.value());
            }
        }
    }

    /** Sets what IRIS does when nothing is said. */
    void byDefault(String setting, String value, String why) {
        settings.put(setting, value);
        defaults.add(new ImportReport.Default(name, setting, value, why));
    }

    ItemConfig item(List<String> connections) {
        return new ItemConfig(name, className, enabled, category, settings, connections, kept);
    }
}
