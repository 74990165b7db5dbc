package hie.engine.server;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.security.KeyStore;
import java.security.KeyStoreException;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jboss.as.server.CurrentServiceContainer;
import org.jboss.dmr.ModelNode;
import org.jboss.msc.service.ServiceController;
import org.jboss.msc.service.ServiceName;

/** The certificates behind the server's SSL contexts. */
@ApplicationScoped
public class ServerCertificates {

    private static final ServiceName KEY_STORES = ServiceName.parse("org.wildfly.security.key-store");
    private static final List<String> KINDS = List.of("server-ssl-context", "client-ssl-context");

    /** The SSL context of the server's own HTTPS listener. */
    public static final String HTTPS = "applicationSSC";

    @Inject
    ServerManagement server;

    /**
     * When the first certificate of an SSL context's own key store ends, chains included; empty when there is no such
     * context, or it has no certificate of its own.
     */
    public Optional<Instant> earliestEnd(String sslContext) {
        return KINDS.stream()
                .flatMap(kind -> attribute("key-manager", kind, sslContext).stream())
                .flatMap(manager -> attribute("key-store", "key-manager", manager).stream())
                .flatMap(store -> keyStore(store).stream())
                .flatMap(store -> earliestEnd(store).stream())
                .min(Comparator.naturalOrder());
    }

    private Optional<String> attribute(String attribute, String kind, String name) {
        ModelNode names = ServerManagement.operation("read-children-names", "subsystem", "elytron");
        names.get("child-type").set(kind);
        boolean exists = server.execute(List.of(names)).asList().stream()
                .anyMatch(found -> found.asString().equals(name));
        if (!exists) {
            return Optional.empty();
        }
        ModelNode read = ServerManagement.operation("read-attribute", "subsystem", "elytron", kind, name);
        read.get("name").set(attribute);
        ModelNode value = server.execute(List.of(read));
        return value.isDefined() ? Optional.of(value.asString()) : Optional.empty();
    }

    private static Optional<KeyStore> keyStore(String name) {
        ServiceController<?> service =
                CurrentServiceContainer.getServiceContainer().getService(KEY_STORES.append(name));
        return service == null ? Optional.empty() : Optional.of((KeyStore) service.getValue());
    }

    /** When the first certificate of a key store's keys ends. */
    static Optional<Instant> earliestEnd(KeyStore store) {
        try {
            List<Instant> ends = new ArrayList<>();
            for (String alias : Collections.list(store.aliases())) {
                Certificate[] chain = store.isKeyEntry(alias) ? store.getCertificateChain(alias) : null;
                for (Certificate certificate : chain == null ? new Certificate[0] : chain) {
                    if (certificate instanceof X509Certificate x509) {
                        ends.add(x509.getNotAfter().toInstant());
                    }
                }
            }
            return ends.stream().min(Comparator.naturalOrder());
        } catch (KeyStoreException e) {
            throw new IllegalStateException("A key store of the server could not be read", e);
        }
    }
}
