package hie.store.message;

/** The warehouse could not be asked: its database is away, overloaded or broken. Trying again later may help. */
public final class WarehouseException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    WarehouseException(String message, Throwable cause) {
        super(message, cause);
    }
}
