package hie.engine.interceptor;

import hie.api.host.Interceptor;
import hie.api.setting.SettingException;
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
    private final Set<String> own;

    /**
     * The given interceptors, and users' own.
     *
     * @param registry where they keep figures
     * @param item the labels of the item's figures
     * @param own those of extensions, by the names that items use
     */
    public InterceptorCatalog(MeterRegistry registry, Tags item, Map<String, Class<? extends Interceptor>> own) {
        this.own = Set.copyOf(own.keySet());
        own.forEach((name, type) -> makers.put(name, () -> built(name, type)));
        makers.put("Audit", Audit::new);
        makers.put("Validation", Validation::new);
        makers.put("Masking", Masking::new);
        makers.put("Sizes", () -> new Sizes(registry, item));
    }

    Optional<Interceptor> make(String name) {
        return Optional.ofNullable(makers.get(name)).map(Supplier::get);
    }

    /** Whether an interceptor is one of users' own. */
    boolean isOwn(String name) {
        return own.contains(name);
    }

    private static Interceptor built(String name, Class<? extends Interceptor> type) {
        try {
            return type.getConstructor().newInstance();
        } catch (ReflectiveOperationException | LinkageError e) {
            throw new SettingException(InterceptorChain.SETTING, "interceptor '" + name + "' cannot be built: " + e, e);
        }
    }

    Set<String> names() {
        return makers.keySet();
    }
}
