package hie.engine.messaging;

import java.util.Objects;

/**
 * How the broker is reached over the network.
 *
 * @param user and {@code password}: the credential
 */
public record NetworkAccess(String host, int port, String user, String password) {

    public NetworkAccess {
        Objects.requireNonNull(host, "host");
        Objects.requireNonNull(user, "user");
        Objects.requireNonNull(password, "password");
    }

    /** Without the password. */
    @Override
    public String toString() {
        return "NetworkAccess[" + user + "@" + host + ":" + port + "]";
    }
}
