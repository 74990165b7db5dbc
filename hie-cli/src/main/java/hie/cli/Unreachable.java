package hie.cli;

import java.net.URI;

/** Nobody answers at a server's address; it may be stopped or still starting. */
final class Unreachable extends CliException {

    private static final long serialVersionUID = 1L;

    Unreachable(URI server, Throwable cause) {
        super(
                "HIE does not answer on " + server
                        + "; start it with ./hie start, or say which server is meant with --data or --port-offset.",
                cause);
    }
}
