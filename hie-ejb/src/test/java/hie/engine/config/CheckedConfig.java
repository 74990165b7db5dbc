package hie.engine.config;

import hie.engine.catalog.HostCatalog;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;

/** For tests of what is found wrong with items and projects. */
abstract class CheckedConfig {

    final ConfigCheck check = new ConfigCheck();

    @BeforeEach
    void wire() {
        check.catalog = new HostCatalog();
        check.references = new SettingReferences(name -> name.equals("HIE_VAR_PORT") ? "2575" : null);
    }

    static ItemConfig item(String name, String className, Map<String, String> settings, String... targets) {
        return new ItemConfig(name, className, true, "", settings, List.of(targets));
    }

    static ItemConfig files(String name) {
        return item(name, "FileOperation", Map.of("FilePath", "/tmp/x"));
    }

    List<String> faults(ItemConfig item) {
        return check.check(item).stream().map(ConfigFault::toString).toList();
    }

    List<String> faults(ItemConfig... items) {
        return check.check(new ProjectConfig("", List.of(items))).stream()
                .map(ConfigFault::toString)
                .toList();
    }

    /** The faults of a whole project, as a plan shows them. */
    List<String> planned(ItemConfig... items) {
        return faults(items);
    }
}
