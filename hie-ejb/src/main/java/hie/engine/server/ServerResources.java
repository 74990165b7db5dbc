package hie.engine.server;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import javax.naming.InitialContext;
import javax.naming.NameNotFoundException;
import javax.naming.NamingException;
import org.jboss.as.server.CurrentServiceContainer;
import org.jboss.msc.service.ServiceContainer;
import org.jboss.msc.service.ServiceName;

/** What the server has beside the engine and items may name: SSL contexts and mail sessions. Safe for use by any thread. */
@ApplicationScoped
public class ServerResources {

    private static final ServiceName SSL_CONTEXTS = ServiceName.parse("org.wildfly.security.ssl-context");

    /** The names of the SSL contexts, in their order; empty where there is no server to ask. */
    public Optional<List<String>> sslContexts() {
        ServiceContainer services = CurrentServiceContainer.getServiceContainer();
        return services == null
                ? Optional.empty()
                : Optional.of(services.getServiceNames().stream()
                        .filter(SSL_CONTEXTS::isParentOf)
                        .map(ServiceName::getSimpleName)
                        .sorted()
                        .toList());
    }

    /** Whether the server knows that it has no mail session of a name. */
    public boolean lacksMailSession(String name) {
        try {
            InitialContext.doLookup("java:jboss/mail/" + name);
            return false;
        } catch (NameNotFoundException e) {
            return true;
        } catch (NamingException nobodyToAsk) {
            return false;
        }
    }
}
