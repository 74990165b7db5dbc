package hie.engine.catalog;

import java.util.List;

/**
 * A user's own JAR, or folder of JARs, beside the engine.
 *
 * @param name its file's or folder's name
 * @param hostClasses the host classes of it that items may name
 * @param faults what is wrong with it or with single classes of it
 */
public record Extension(String name, List<HostClass> hostClasses, List<Fault> faults) {

    /**
     * Something wrong with an extension.
     *
     * @param className the class, or empty when it is the extension's
     * @param message what is wrong and what to do
     */
    public record Fault(String className, String message) {}

    public Extension {
        hostClasses = List.copyOf(hostClasses);
        faults = List.copyOf(faults);
    }
}
