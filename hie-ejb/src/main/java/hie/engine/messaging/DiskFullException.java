package hie.engine.messaging;

/** The broker's disk is full. */
public final class DiskFullException extends NoRoomException {

    private static final long serialVersionUID = 1L;

    DiskFullException() {
        super("The broker's disk is full; make room in the data directory", "HIE-DISK-FULL");
    }
}
