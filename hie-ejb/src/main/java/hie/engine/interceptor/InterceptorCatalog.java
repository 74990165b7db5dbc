package hie.engine.interceptor;

import hie.api.host.Interceptor;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Supplier;

/** The interceptors that an item may name, each made anew when it does. */
public final class InterceptorCatalog {

    private final Map<String, Supplier<Interceptor>> makers = new TreeMap<>();

    /**
     * The given interceptors.
     *
     * @param registry where they keep figures
     * @param item the labels of the item's figures
     */
    public InterceptorCatalog(MeterRegistry registry, Tags item) {
        makers.put("Audit", Audit::new);
        makers.put("Validation", Validation::new);
        makers.put("Masking", Masking::new);
        makers.put("Sizes", () -> new Sizes(registry, item));
    }

    Optional<Interceptor> make(String name) {
        return Optional.ofNullable(makers.get(name)).map(Supplier::get);
    }

    Set<String> names() {
        return makers.keySet();
    }
}
