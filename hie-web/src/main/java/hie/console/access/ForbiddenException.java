package hie.console.access;

/** The caller has not the right to do this; asking again does not help. */
public final class ForbiddenException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    ForbiddenException(Right right) {
        super("This needs one of the roles " + right.roles());
    }
}
