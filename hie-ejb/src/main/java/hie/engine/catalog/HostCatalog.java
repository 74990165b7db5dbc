package hie.engine.catalog;

import hie.api.host.Host;
import hie.api.host.Interceptor;
import hie.api.setting.SettingDescriptor;
import hie.engine.bpl.BplProcess;
import hie.engine.host.EMailAlertOperation;
import hie.engine.host.FileOperation;
import hie.engine.host.FileService;
import hie.engine.host.HttpOperation;
import hie.engine.host.HttpService;
import hie.engine.host.JmsService;
import hie.engine.host.MllpOperation;
import hie.engine.host.MllpService;
import hie.engine.host.Stub;
import hie.engine.routing.FanOutProcess;
import hie.engine.routing.RoutingProcess;
import hie.engine.routing.ScriptProcess;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** All host classes that items may name: the built-in ones, and those of extensions as they are at this moment. */
@ApplicationScoped
public class HostCatalog {

    private static final List<Class<? extends Host>> BUILT_IN = List.of(
            MllpService.class,
            FileService.class,
            HttpService.class,
            JmsService.class,
            RoutingProcess.class,
            FanOutProcess.class,
            BplProcess.class,
            ScriptProcess.class,
            Stub.class,
            MllpOperation.class,
            FileOperation.class,
            HttpOperation.class,
            EMailAlertOperation.class);

    private final Map<String, HostClass> builtIn = builtIn();
    private final Extensions extensions;

    /** Only the built-in classes. */
    public HostCatalog() {
        this(Extensions.none());
    }

    @Inject
    public HostCatalog(Extensions extensions) {
        this.extensions = extensions;
    }

    /** The built-in classes, and those of the extensions as they are now, without a container. */
    public static HostCatalog withExtensions() {
        return new HostCatalog(Extensions.current());
    }

    /** The built-in classes, by name. */
    static Map<String, HostClass> builtIn() {
        Map<String, HostClass> byName = new TreeMap<>();
        BUILT_IN.forEach(type -> {
            HostClass hostClass = HostClass.builtIn(type);
            byName.put(hostClass.name(), hostClass);
        });
        return Collections.unmodifiableMap(byName);
    }

    /** The class of that name, if there is one. */
    public Optional<HostClass> find(String name) {
        return Optional.ofNullable(builtIn.get(name)).or(() -> extensions.find(name));
    }

    /**
     * The class of that name as an item has it: with the settings of those interceptors of extensions that the item names.
     *
     * @param names what the item names, whether it is an extension's or not
     */
    public Optional<HostClass> find(String name, Collection<String> names) {
        return find(name).map(found -> found.with(settingsOf(names)));
    }

    /** A class with the settings of all interceptors of extensions, as an item might name them. */
    public HostClass withInterceptors(HostClass hostClass) {
        return hostClass.with(settingsOf(interceptors().keySet()).stream()
                .map(SettingDescriptor::optional)
                .toList());
    }

    private List<SettingDescriptor> settingsOf(Collection<String> names) {
        Map<String, Class<? extends Interceptor>> known = interceptors();
        return known.isEmpty() || names.isEmpty()
                ? List.of()
                : names.stream()
                        .distinct()
                        .filter(known::containsKey)
                        .flatMap(name -> SettingDescriptor.of(known.get(name)).stream()
                                .map(setting -> setting.under(name + ".")))
                        .toList();
    }

    /** The interceptors of extensions that items may name, by their full class names. */
    public Map<String, Class<? extends Interceptor>> interceptors() {
        return extensions.interceptors();
    }

    /** The message classes of extensions that services may be told of, by their full class names. */
    public Set<String> bodyTypes() {
        return extensions.bodyTypes();
    }

    /** Why there is no class of that name; a sentence without its end. */
    public String whyMissing(String name) {
        String missing = "there is no class '" + name + "'";
        return extensions.faultOf(name).map(fault -> missing + ": " + fault).orElse(missing);
    }

    /** Every class: the built-in ones by name, then those of extensions by name. */
    public Collection<HostClass> all() {
        List<HostClass> all = new ArrayList<>(builtIn.values());
        all.addAll(extensions.hostClasses());
        return Collections.unmodifiableList(all);
    }
}
