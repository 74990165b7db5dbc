package hie.engine.item;

/** Where an item is in its life. */
public enum ItemState {
    STOPPED,
    STARTING,
    RUNNING,
    PAUSING,
    PAUSED,
    STOPPING,
    /** It should run and cannot; the reason is kept with the state. */
    TROUBLED;

    /** The state as written in REST and on the command line. */
    public String text() {
        return name().toLowerCase(java.util.Locale.ROOT);
    }
}
