package hie.engine.catalog;

import hie.api.host.Host;
import hie.engine.host.FileOperation;
import hie.engine.host.FileService;
import hie.engine.host.HttpOperation;
import hie.engine.host.HttpService;
import hie.engine.host.JmsService;
import hie.engine.host.MllpOperation;
import hie.engine.host.MllpService;
import hie.engine.routing.RoutingProcess;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** All host classes that items may name. */
@ApplicationScoped
public class HostCatalog {

    private static final List<Class<? extends Host>> BUILT_IN = List.of(
            MllpService.class,
            FileService.class,
            HttpService.class,
            JmsService.class,
            RoutingProcess.class,
            MllpOperation.class,
            FileOperation.class,
            HttpOperation.class);

    private final Map<String, HostClass> byName = new TreeMap<>();

    public HostCatalog() {
        BUILT_IN.forEach(type -> {
            HostClass hostClass = HostClass.of(type);
            byName.put(hostClass.name(), hostClass);
        });
    }

    /** The class of that name, if there is one. */
    public Optional<HostClass> find(String name) {
        return Optional.ofNullable(byName.get(name));
    }

    /** Every class, by name. */
    public Collection<HostClass> all() {
        return Collections.unmodifiableCollection(byName.values());
    }
}
