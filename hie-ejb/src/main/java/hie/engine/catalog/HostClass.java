package hie.engine.catalog;

import hie.api.host.Adapter;
import hie.api.host.Host;
import hie.api.setting.SettingDescriptor;
import java.lang.reflect.InvocationTargetException;
import java.util.List;
import java.util.Optional;

/**
 * A host class that items may name, with what it declares.
 *
 * @param name the name items use: the simple name of a built-in class
 * @param adapter the adapter that feeds or serves it, or {@code null}
 */
public record HostClass(
        String name, Class<? extends Host> type, HostKind kind, Adapter.Kind adapter, List<SettingDescriptor> settings) {

    static HostClass of(Class<? extends Host> type) {
        Adapter adapter = type.getAnnotation(Adapter.class);
        return new HostClass(
                type.getSimpleName(),
                type,
                HostKind.of(type),
                adapter == null ? null : adapter.value(),
                SettingDescriptor.of(type));
    }

    /** The declaration of a setting, found by its name or its other name. */
    public Optional<SettingDescriptor> setting(String settingName) {
        return settings.stream().filter(s -> s.names().contains(settingName)).findFirst();
    }

    /** Whether the class declares a setting of this very name. */
    public boolean declares(String settingName) {
        return settings.stream().anyMatch(s -> s.name().equals(settingName));
    }

    /**
     * Builds a host.
     *
     * @throws ReflectiveOperationException when the class cannot be built; the cause of an {@link InvocationTargetException}
     *     is what its constructor threw
     */
    public Host newHost() throws ReflectiveOperationException {
        return type.getConstructor().newInstance();
    }
}
