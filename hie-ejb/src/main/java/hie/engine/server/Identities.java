package hie.engine.server;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.List;
import java.util.stream.Stream;
import org.jboss.dmr.ModelNode;

/** The users of the server's local realm. */
@ApplicationScoped
public class Identities {

    private static final String[] REALM = {"subsystem", "elytron", "filesystem-realm", "hie"};
    private static final String[] CACHE = {"subsystem", "elytron", "caching-realm", "hie-cached"};

    /** As the logarithm that bcrypt takes: 2^10 rounds. */
    private static final int BCRYPT_ROUNDS = 10;

    private static final int SALT_BYTES = 16;

    @Inject
    ServerManagement server;

    /** Whether the realm has no user at all. */
    public boolean isEmpty() {
        Path folder = Path.of(System.getProperty("hie.data.dir", "data"), "identities");
        if (!Files.isDirectory(folder)) {
            return true;
        }
        try (Stream<Path> files = Files.walk(folder)) {
            return files.noneMatch(Files::isRegularFile);
        } catch (IOException e) {
            throw new UncheckedIOException("The realm's folder cannot be read", e);
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
        // The password comes last, and the cache is cleared: whoever signs in meanwhile must not be kept without roles.
        server.execute(List.of(add, attribute, password(name, password)));
        server.execute(List.of(ServerManagement.operation("clear-cache", CACHE)));
    }

    /** Gives a user another password. */
    public void changePassword(String name, String newPassword) {
        server.execute(List.of(password(name, newPassword)));
        server.execute(List.of(ServerManagement.operation("clear-cache", CACHE)));
    }

    /** Removes a user. */
    public void remove(String name) {
        ModelNode remove = ServerManagement.operation("remove-identity", REALM);
        remove.get("identity").set(name);
        server.execute(List.of(remove));
        server.execute(List.of(ServerManagement.operation("clear-cache", CACHE)));
    }

    private static ModelNode password(String name, String password) {
        ModelNode set = ServerManagement.operation("set-password", REALM);
        set.get("identity").set(name);
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
