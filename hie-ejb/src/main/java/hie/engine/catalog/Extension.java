package hie.engine.catalog;

import hie.api.host.Interceptor;
import java.util.List;
import java.util.Map;

/**
 * A user's own JAR, or folder of JARs, beside the engine.
 *
 * @param name its file's or folder's name
 * @param hostClasses the host classes of it that items may name
 * @param interceptors the interceptors of it that items may name, by their full class names
 * @param bodyTypes the message classes of it that services may be told of, by their full class names
 * @param faults what is wrong with it or with single classes of it
 */
public record Extension(
        String name,
        List<HostClass> hostClasses,
        Map<String, Class<? extends Interceptor>> interceptors,
        List<String> bodyTypes,
        List<Fault> faults) {

    /**
     * Something wrong with an extension.
     *
     * @param className the class, or empty when it is the extension's
     * @param message what is wrong and what to do
     */
    public record Fault(String className, String message) {}

    public Extension {
        hostClasses = List.copyOf(hostClasses);
        interceptors = Map.copyOf(interceptors);
        bodyTypes = List.copyOf(bodyTypes);
        faults = List.copyOf(faults);
    }
}
