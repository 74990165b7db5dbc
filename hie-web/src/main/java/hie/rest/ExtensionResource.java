package hie.rest;

import hie.engine.catalog.Extension;
import hie.engine.catalog.Extensions;
import hie.engine.catalog.HostClass;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;

/** The JARs with host classes of the users' own that lie beside the engine, and what is wrong with them. */
@Path("extensions")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed({"administrator", "developer", "operator", "viewer", "auditor"})
public class ExtensionResource {

    @Inject
    Extensions extensions;

    /**
     * Something wrong with an extension.
     *
     * @param className the class, or {@code null} when it is the extension's
     */
    public record FaultView(String className, String message) {
        static FaultView of(Extension.Fault fault) {
            return new FaultView(fault.className().isEmpty() ? null : fault.className(), fault.message());
        }
    }

    /**
     * An extension.
     *
     * @param classes the host classes that items may name
     * @param interceptors the interceptors that items may name
     * @param bodyTypes the message classes that services may be told of
     */
    public record ExtensionView(
            String name,
            List<String> classes,
            List<String> interceptors,
            List<String> bodyTypes,
            List<FaultView> faults) {
        static ExtensionView of(Extension extension) {
            return new ExtensionView(
                    extension.name(),
                    extension.hostClasses().stream().map(HostClass::name).toList(),
                    extension.interceptors().keySet().stream().sorted().toList(),
                    extension.bodyTypes(),
                    extension.faults().stream().map(FaultView::of).toList());
        }
    }

    @GET
    public List<ExtensionView> all() {
        return extensions.all().stream().map(ExtensionView::of).toList();
    }
}
