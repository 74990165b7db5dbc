package hie.engine.server;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The users of the server's local realm. */
@ApplicationScoped
public class Identities {

    @Inject
    ServerManagement server;

    private Realm realm() {
        return new Realm(server, "hie", "hie-cached");
    }

    private static Path folder() {
        return Path.of(System.getProperty("hie.data.dir", "data"), "identities");
    }

    /** Whether the realm has no user at all. */
    public boolean isEmpty() {
        if (!Files.isDirectory(folder())) {
            return true;
        }
        try (Stream<Path> files = Files.walk(folder())) {
            return files.noneMatch(Files::isRegularFile);
        } catch (IOException e) {
            throw new UncheckedIOException("The realm's folder cannot be read", e);
        }
    }

    /** Makes a user with roles. The password is kept as a bcrypt hash. */
    public void add(String name, String password, String... roles) {
        realm().add(name, password, List.of(roles));
        DiskSync.tree(folder());
    }

    /** Gives a user another password. */
    public void changePassword(String name, String newPassword) {
        realm().changePassword(name, newPassword);
        DiskSync.tree(folder());
    }

    /** Removes a user. */
    public void remove(String name) {
        realm().remove(name);
        DiskSync.tree(folder());
    }
}
