package hie.engine.server;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * The identities with which worker processes sign in to the broker. Their realm is the broker's alone, and its folder that of what the
 * server keeps for a while: a hash of each password is there, the password itself only in memory.
 */
@ApplicationScoped
public class WorkerIdentities {

    private static final int PASSWORD_BYTES = 32;

    @Inject
    ServerManagement server;

    private boolean isClean;

    /** A name and its password, made for one life of one item's workers. */
    public record Credential(String user, String password) {

        /** Without the password. */
        @Override
        public String toString() {
            return "Credential[" + user + "]";
        }
    }

    private Realm realm() {
        return new Realm(server, "hie-workers", null);
    }

    /** Makes an identity. */
    public synchronized Credential admit(List<String> roles) {
        if (!isClean) {
            removeThoseOfEarlierLives();
            isClean = true;
        }
        byte[] password = new byte[PASSWORD_BYTES];
        new SecureRandom().nextBytes(password);
        Credential made =
                new Credential(UUID.randomUUID().toString(), HexFormat.of().formatHex(password));
        realm().add(made.user, made.password, roles);
        return made;
    }

    /** Nobody signs in with it any more. */
    public void dismiss(Credential credential) {
        realm().remove(credential.user);
    }

    /** A server that was killed has left some. */
    private static void removeThoseOfEarlierLives() {
        Path folder = Path.of(System.getProperty("jboss.server.temp.dir"), "worker-identities");
        if (!Files.isDirectory(folder)) {
            return;
        }
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path file : all.filter(Files::isRegularFile).toList()) {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("Identities of earlier workers could not be removed", e);
        }
    }
}
