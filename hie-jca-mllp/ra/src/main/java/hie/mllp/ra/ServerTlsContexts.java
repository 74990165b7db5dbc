package hie.mllp.ra;

import hie.mllp.client.TlsContexts;
import java.io.IOException;
import javax.net.ssl.SSLContext;
import org.jboss.as.server.CurrentServiceContainer;
import org.jboss.msc.service.ServiceContainer;
import org.jboss.msc.service.ServiceController;
import org.jboss.msc.service.ServiceName;

/** The SSL contexts of the server's Elytron subsystem, by their names there. */
final class ServerTlsContexts implements TlsContexts {

    private static final ServiceName ROOT = ServiceName.of("org", "wildfly", "security", "ssl-context");

    @Override
    @SuppressWarnings("deprecation") // a service that is up already cannot be read in any other way from outside of MSC
    public SSLContext find(String name) throws IOException {
        ServiceContainer services = CurrentServiceContainer.getServiceContainer();
        if (services == null) {
            throw new IOException("SSL context '" + name + "' cannot be looked up outside of a WildFly server");
        }
        ServiceController<?> service = services.getService(ROOT.append(name));
        if (service == null || service.getState() != ServiceController.State.UP) {
            throw new IOException("SSL context '" + name + "' "
                    + (service == null ? "does not exist" : "is not started")
                    + "; define it in the server's elytron subsystem");
        }
        return (SSLContext) service.getValue();
    }
}
