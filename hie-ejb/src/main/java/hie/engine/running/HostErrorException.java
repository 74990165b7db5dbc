package hie.engine.running;

/** A host ended its work on a message with an error of the virtual machine's kind, for example because a class is missing. */
final class HostErrorException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    HostErrorException(Error error) {
        super(error.toString(), error);
    }
}
