package hie.engine.alert;

/** A way to tell somebody of an incident. Used by one thread at a time. */
interface NoticeChannel {

    /** What the log calls it; no address with a secret in it. */
    String name();

    /** Whether it has something to tell of this one. */
    default boolean takes(IncidentNotice notice) {
        return true;
    }

    /**
     * Tells.
     *
     * @throws Exception when that did not work; it is tried again
     */
    void send(IncidentNotice notice) throws Exception;
}
