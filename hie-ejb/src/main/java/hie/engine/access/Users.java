package hie.engine.access;

import hie.engine.server.Identities;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.regex.Pattern;

/** The users of the local realm, with their roles. */
@ApplicationScoped
public class Users {

    private static final int MIN_PASSWORD = 12;
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9._@-]{1,64}");
    private static final List<String> ROLES =
            List.of(Role.ADMINISTRATOR, Role.DEVELOPER, Role.OPERATOR, Role.VIEWER, Role.AUDITOR, Role.SENDER);

    @Inject
    Identities identities;

    @Inject
    FirstAdministrator firstAdministrator;

    /**
     * Whether there is anybody who could sign in. During the first start there is nobody yet; who tries then must not be judged,
     * because the server locks names out that fail several times.
     */
    public boolean isAnybodyKnown() {
        return firstAdministrator.isAnybodyKnown();
    }

    /**
     * Makes a user.
     *
     * @throws IllegalArgumentException naming what is wrong with name, password or roles
     */
    public void add(String name, String password, List<String> roles) {
        if (name == null || !NAME.matcher(name).matches()) {
            throw new IllegalArgumentException("name: expected 1 to 64 letters, digits and . _ @ -");
        }
        requirePassword(password);
        if (roles.isEmpty() || !ROLES.containsAll(roles)) {
            throw new IllegalArgumentException("roles: expected some of " + String.join(", ", ROLES));
        }
        identities.add(name, password, roles.toArray(String[]::new));
    }

    /** Gives a user another password. */
    public void changePassword(String name, String password) {
        requirePassword(password);
        identities.changePassword(name, password);
        firstAdministrator.passwordChanged(name);
    }

    public void remove(String name) {
        identities.remove(name);
    }

    private static void requirePassword(String password) {
        if (password == null || password.length() < MIN_PASSWORD) {
            throw new IllegalArgumentException("password: expected at least " + MIN_PASSWORD + " characters");
        }
    }
}
