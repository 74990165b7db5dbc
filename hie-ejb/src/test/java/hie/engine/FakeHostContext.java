package hie.engine;

import hie.api.host.Host;
import hie.api.host.HostContext;
import hie.api.host.ProjectDocuments;
import hie.api.setting.SettingDescriptor;
import hie.api.setting.SettingValues;
import java.util.List;
import java.util.Map;

/** What a host is told of its item, without an engine: its class's declared settings with some given, and its targets. */
public record FakeHostContext(SettingValues settings, List<String> targets, ProjectDocuments documents)
        implements HostContext {

    public static FakeHostContext of(Class<? extends Host> hostClass, Map<String, String> given, String... targets) {
        return new FakeHostContext(
                SettingValues.of(SettingDescriptor.of(hostClass), given), List.of(targets), ProjectDocuments.NONE);
    }

    /** The same with documents of the project. */
    public FakeHostContext with(ProjectDocuments some) {
        return new FakeHostContext(settings, targets, some);
    }

    @Override
    public String itemName() {
        return "Item";
    }

    @Override
    public String projectName() {
        return "project";
    }

    @Override
    public boolean isStopping() {
        return false;
    }
}
