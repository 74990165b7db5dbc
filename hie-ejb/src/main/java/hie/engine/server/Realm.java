package hie.engine.server;

import java.security.SecureRandom;
import java.util.List;
import org.jboss.dmr.ModelNode;

/**
 * The identities of one realm on the server's disk.
 *
 * @param cache the realm that keeps its identities in memory, or {@code null} for none
 */
record Realm(ServerManagement server, String name, String cache) {

    /** As the logarithm that bcrypt takes: 2^10 rounds. */
    private static final int BCRYPT_ROUNDS = 10;

    private static final int SALT_BYTES = 16;

    /** Makes an identity with roles. The password is kept as a bcrypt hash. */
    void add(String identity, String password, List<String> roles) {
        ModelNode attribute = operation("add-identity-attribute", identity);
        attribute.get("name").set("groups");
        roles.forEach(role -> attribute.get("value").add(role));
        // The password comes last, and the cache is cleared: whoever signs in meanwhile must not be kept without roles.
        server.execute(List.of(operation("add-identity", identity), attribute, password(identity, password)));
        clearCache();
    }

    void changePassword(String identity, String password) {
        server.execute(List.of(password(identity, password)));
        clearCache();
    }

    void remove(String identity) {
        server.execute(List.of(operation("remove-identity", identity)));
        clearCache();
    }

    private void clearCache() {
        if (cache != null) {
            server.execute(
                    List.of(ServerManagement.operation("clear-cache", "subsystem", "elytron", "caching-realm", cache)));
        }
    }

    private ModelNode operation(String operation, String identity) {
        ModelNode node = ServerManagement.operation(operation, "subsystem", "elytron", "filesystem-realm", name);
        node.get("identity").set(identity);
        return node;
    }

    private ModelNode password(String identity, String password) {
        ModelNode set = operation("set-password", identity);
        ModelNode bcrypt = set.get("bcrypt");
        bcrypt.get("algorithm").set("bcrypt");
        bcrypt.get("password").set(password);
        bcrypt.get("iteration-count").set(BCRYPT_ROUNDS);
        byte[] salt = new byte[SALT_BYTES];
        new SecureRandom().nextBytes(salt);
        bcrypt.get("salt").set(salt);
        return set;
    }
}
