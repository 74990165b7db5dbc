package hie.engine.server;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import org.jboss.dmr.ModelNode;

/** The users of the server's local realm. */
@ApplicationScoped
public class Identities {

    private static final String[] REALM = {"subsystem", "elytron", "filesystem-realm", "hie"};
    private static final String[] CACHE = {"subsystem", "elytron", "caching-realm", "hie-cached"};

    @Inject
    ServerManagement server;

    /** Whether there is a user of that name. */
    public boolean exists(String name) {
        ModelNode read = ServerManagement.operation("read-identity", REALM);
        read.get("identity").set(name);
        try {
            server.execute(List.of(read), null);
            return true;
        } catch (ServerRefusedException e) {
            if (e.getMessage().contains("WFLYELY01002")) {
                return false;
            }
            throw e;
        }
    }

    /** Makes a user with roles. The password is kept as a bcrypt hash. */
    public void add(String name, String password, String... roles) {
        ModelNode add = ServerManagement.operation("add-identity", REALM);
        add.get("identity").set(name);
        ModelNode attribute = ServerManagement.operation("add-identity-attribute", REALM);
        attribute.get("identity").set(name);
        attribute.get("name").set("groups");
        for (String role : roles) {
            attribute.get("value").add(role);
        }
        server.execute(List.of(add), null);
        server.execute(List.of(password(name, password)), null);
        server.execute(List.of(attribute), null);
    }

    /** Gives a user another password. */
    public void changePassword(String name, String newPassword) {
        server.execute(List.of(password(name, newPassword)), null);
        server.execute(List.of(ServerManagement.operation("clear-cache", CACHE)), null);
    }

    /** Removes a user. */
    public void remove(String name) {
        ModelNode remove = ServerManagement.operation("remove-identity", REALM);
        remove.get("identity").set(name);
        server.execute(List.of(remove), null);
        server.execute(List.of(ServerManagement.operation("clear-cache", CACHE)), null);
    }

    private static ModelNode password(String name, String password) {
        ModelNode set = ServerManagement.operation("set-password", REALM);
        set.get("identity").set(name);
        ModelNode bcrypt = set.get("bcrypt");
        bcrypt.get("algorithm").set("bcrypt");
        bcrypt.get("password").set(password);
        return set;
    }
}
