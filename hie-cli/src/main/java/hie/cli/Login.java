package hie.cli;

import picocli.CommandLine.Option;

/** Who a command is to the server: {@code --user} or HIE_USER, with HIE_PASSWORD or the first generated password. */
final class Login {

    @Option(
            names = "--user",
            paramLabel = "NAME",
            defaultValue = "${env:HIE_USER:-admin}",
            description =
                    "User of the server (default: HIE_USER or admin). The password comes from HIE_PASSWORD, or for a"
                            + " server on this machine from DIR/initial-admin-password.")
    String user;

    /**
     * Connects a user to the server of the given instance; nothing is sent yet.
     *
     * @throws CliException when no password is known
     */
    ManagerApi connect(Instance instance) {
        return new ManagerApi(instance.http(), user, password(instance));
    }

    private static String password(Instance instance) {
        String given = System.getenv("HIE_PASSWORD");
        if (given != null && !given.isEmpty()) {
            return given;
        }
        return instance.initialPassword()
                .orElseThrow(() -> new CliException("No password is known: set HIE_PASSWORD, or name the server's data"
                        + " directory with --data (" + instance.passwordFile()
                        + " is absent: the server never ran there or its first password was changed)."));
    }
}
