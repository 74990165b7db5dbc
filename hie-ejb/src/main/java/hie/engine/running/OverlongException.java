package hie.engine.running;

/** A host has worked on a message for longer than MessageTimeout. */
final class OverlongException extends Exception {

    private static final long serialVersionUID = 1L;

    OverlongException(String how) {
        super(how);
    }
}
