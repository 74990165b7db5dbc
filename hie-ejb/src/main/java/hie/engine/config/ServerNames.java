package hie.engine.config;

import hie.engine.catalog.HostClass;
import hie.engine.server.ServerResources;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * Looks for what items name of the server they are planned on. What is missing there is warned of and refused nowhere: unlike a project's own
 * documents it can be made later, and the next server may have it.
 */
@ApplicationScoped
class ServerNames {

    private static final String SSL_CONFIG = "SSLConfig";
    private static final String MAIL_SESSION = "MailSession";

    @Inject
    ServerResources server;

    /** @param given what the item gives for a setting; empty when it gives nothing */
    List<ConfigFault> missing(String item, HostClass hostClass, UnaryOperator<String> given) {
        List<ConfigFault> missing = new ArrayList<>();
        missingSslContext(given.apply(SSL_CONFIG))
                .ifPresent(why -> missing.add(new ConfigFault(item, SSL_CONFIG, why)));
        if (hostClass.declares(MAIL_SESSION) && given.apply("SMTPServer").isEmpty()) {
            String named = given.apply(MAIL_SESSION);
            String session = named.isEmpty()
                    ? hostClass.setting(MAIL_SESSION).orElseThrow().defaultValue()
                    : named;
            if (server.lacksMailSession(session)) {
                missing.add(
                        new ConfigFault(
                                item,
                                MAIL_SESSION,
                                "this server has no mail session java:jboss/mail/" + session
                                        + "; the item cannot start before there is one. Define it in the server's mail subsystem, correct the name, or give an SMTPServer"));
            }
        }
        return missing;
    }

    private Optional<String> missingSslContext(String name) {
        return name.isEmpty()
                ? Optional.empty()
                : server.sslContexts()
                        .filter(known -> !known.contains(name))
                        .map(
                                known -> "this server has no SSL context '" + name + "' (it has: "
                                        + String.join(", ", known)
                                        + "); nothing comes in or goes out before there is one. Define it in the server's elytron subsystem, or correct the name");
    }
}
