package hie.engine.access;

import hie.engine.server.DiskSync;
import hie.engine.server.Identities;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Base64;

/**
 * Makes the user {@code admin} with a generated password when nobody is known yet. The password is written to a file that only
 * the server's own operating system user can read; changing the password removes it.
 */
@ApplicationScoped
public class FirstAdministrator {

    private static final String NAME = "admin";
    private static final int PASSWORD_BYTES = 18;

    @Inject
    Identities identities;

    private volatile boolean anybodyKnown;

    /** Whether there is anybody who could sign in: false only during the first start. */
    boolean isAnybodyKnown() {
        return anybodyKnown;
    }

    private static Path passwordFile() {
        return Path.of(System.getProperty("hie.data.dir", "data"), "initial-admin-password");
    }

    /** Writes the generated password down, when nobody is known yet; before anybody can ask for it. */
    public void prepare() {
        anybodyKnown = !identities.isEmpty();
        if (anybodyKnown || Files.exists(passwordFile())) {
            return;
        }
        byte[] random = new byte[PASSWORD_BYTES];
        new SecureRandom().nextBytes(random);
        write(Base64.getUrlEncoder().withoutPadding().encodeToString(random));
    }

    /** Makes the user with the password that {@link #prepare} wrote; does nothing when anybody is known. */
    public void ensure() {
        if (identities.isEmpty()) {
            identities.add(NAME, read(), Role.ADMINISTRATOR);
            AccessLog.LOG.firstAdministrator(NAME, passwordFile().toString());
        }
        anybodyKnown = true;
    }

    private static String read() {
        try {
            return Files.readString(passwordFile()).strip();
        } catch (IOException e) {
            throw new UncheckedIOException("The first administrator's password cannot be read", e);
        }
    }

    private static void write(String password) {
        try {
            Path file = passwordFile();
            Files.createDirectories(file.getParent());
            Files.deleteIfExists(file);
            Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            Files.writeString(file, password + "\n");
            DiskSync.one(file);
            DiskSync.one(file.getParent());
        } catch (FileAlreadyExistsException e) {
            throw new IllegalStateException("Another engine is starting on the same data directory", e);
        } catch (IOException e) {
            throw new UncheckedIOException("The first administrator's password could not be written", e);
        }
    }

    /** The generated password is no secret worth keeping any more: its file is removed. */
    void passwordChanged(String name) {
        if (name.equals(NAME)) {
            try {
                Files.deleteIfExists(passwordFile());
            } catch (IOException e) {
                throw new UncheckedIOException("The file with the old password could not be removed", e);
            }
        }
    }
}
