package hie.engine.production;

/** There is no such workspace, project, item or revision; the message names it. */
public final class NotFoundException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public NotFoundException(String message) {
        super(message);
    }
}
