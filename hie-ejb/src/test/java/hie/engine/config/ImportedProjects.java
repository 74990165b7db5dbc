package hie.engine.config;

import hie.engine.catalog.HostCatalog;
import java.util.List;

/** Checks projects that tests of other packages made. */
public final class ImportedProjects {

    private ImportedProjects() {}

    public static List<String> faults(ProjectConfig project) {
        ConfigCheck check = new ConfigCheck();
        check.catalog = new HostCatalog();
        check.references = new SettingReferences(name -> null);
        return check.check(project).stream().map(ConfigFault::toString).toList();
    }
}
