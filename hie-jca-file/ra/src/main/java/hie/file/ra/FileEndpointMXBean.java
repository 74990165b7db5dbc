package hie.file.ra;

/** The figures of one file endpoint, under {@code hie:type=FileEndpoint,name="<item>"}. */
public interface FileEndpointMXBean {
    /** The folder that is polled. */
    String getFolder();

    /** RUNNING, RETRYING (a file waits for its next attempt), TROUBLED (a folder cannot be used) or STOPPED. */
    String getState();

    /** Files accepted since the activation. */
    long getTaken();

    /** Files moved to the error folder since the activation. */
    long getRejected();

    /** Failed attempts to deliver a file since the activation. */
    long getRetried();

    /** When the last look into the folder was over, as in ISO 8601; empty before the first. */
    String getLastPoll();
}
