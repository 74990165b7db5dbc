package hie.engine.catalog;

import hie.api.host.Adapter;
import hie.api.host.Description;
import hie.api.host.Host;
import hie.api.host.SendingOperation;
import hie.api.setting.SettingDescriptor;
import hie.engine.order.MessagePriority;
import hie.engine.reply.FailureActions;
import hie.engine.reply.ReplyCodeActions;
import hie.engine.rule.MessageExpression;
import hie.engine.schedule.ScheduleSyntax;
import java.lang.reflect.InvocationTargetException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * A host class that items may name, with what it declares.
 *
 * @param name the name items use: the simple name of a built-in class, the full name of one from an extension
 * @param adapter the adapter that feeds or serves it, or {@code null}
 * @param extension the extension it comes from; empty for a built-in class
 */
public record HostClass(
        String name,
        Class<? extends Host> type,
        HostKind kind,
        Adapter.Kind adapter,
        List<SettingDescriptor> settings,
        String extension) {

    static HostClass builtIn(Class<? extends Host> type) {
        return of(type.getSimpleName(), type, SettingDescriptor.of(type), "");
    }

    static HostClass of(String name, Class<? extends Host> type, List<SettingDescriptor> settings, String extension) {
        return new HostClass(
                name,
                type,
                HostKind.of(type),
                adapterOf(type),
                settings.stream()
                        .map(setting -> withEngineSyntax(type, setting))
                        .toList(),
                extension);
    }

    static Adapter.Kind adapterOf(Class<? extends Host> type) {
        Adapter adapter = type.getAnnotation(Adapter.class);
        return adapter == null ? null : adapter.value();
    }

    /** The API declares these; only the engine can read them. */
    private static SettingDescriptor withEngineSyntax(Class<? extends Host> type, SettingDescriptor setting) {
        return switch (setting.name()) {
            case "Schedule" -> setting.withSyntax(ScheduleSyntax.class);
            case "OrderKey" -> setting.withSyntax(MessageExpression.Syntax.class);
            case "MessagePriority" -> setting.withSyntax(MessagePriority.Syntax.class);
            case ReplyCodeActions.SETTING ->
                FailureActions.areOf(type) ? setting.withSyntax(ReplyCodeActions.FailureSyntax.class) : setting;
            default -> setting;
        };
    }

    /** The same class with the settings of interceptors. */
    HostClass with(Collection<SettingDescriptor> ofInterceptors) {
        if (ofInterceptors.isEmpty()) {
            return this;
        }
        List<SettingDescriptor> all = new ArrayList<>(settings);
        all.addAll(ofInterceptors);
        return new HostClass(name, type, kind, adapter, List.copyOf(all), extension);
    }

    /** Whether a setting is that of an interceptor of an extension, with its name before it. */
    public static boolean isOfInterceptor(SettingDescriptor setting) {
        return setting.name().contains(".");
    }

    /** What it is for, in a sentence; empty when it does not say. */
    public String description() {
        Description description = type.getAnnotation(Description.class);
        return description == null ? "" : description.value();
    }

    /** The declaration of a setting, found by its name or its other name. */
    public Optional<SettingDescriptor> setting(String settingName) {
        return settings.stream().filter(s -> s.names().contains(settingName)).findFirst();
    }

    /** Whether its hosts send messages to other items: services, processes, and such operations as say so. */
    public boolean sends() {
        return kind != HostKind.OPERATION || SendingOperation.class.isAssignableFrom(type);
    }

    /** Whether the class declares a setting of this very name. */
    public boolean declares(String settingName) {
        return settings.stream().anyMatch(s -> s.name().equals(settingName));
    }

    /**
     * Builds a host.
     *
     * @throws ReflectiveOperationException when the class cannot be built; the cause of an {@link InvocationTargetException}
     *     is what its constructor threw, or what kept the class from being linked
     */
    public Host newHost() throws ReflectiveOperationException {
        try {
            return type.getConstructor().newInstance();
        } catch (LinkageError e) {
            throw new InvocationTargetException(e);
        }
    }
}
