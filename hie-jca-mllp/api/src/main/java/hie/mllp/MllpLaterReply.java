package hie.mllp;

/**
 * A second answer to a frame, which follows the first when something else has happened: in HL7's enhanced mode the application's
 * acknowledgement behind the commit acknowledgement (HL7 v2.5.1 section 2.9.3). Asked for once, on the connection's thread, after the
 * first answer was written; nothing else is read from the connection meanwhile.
 */
public interface MllpLaterReply extends AutoCloseable {

    /**
     * Waits for the answer.
     *
     * @return the payload; {@code null} when nothing is to be said after all
     */
    byte[] await();

    /** Nobody waits any more: called once, last, whether or not the answer was asked for. */
    @Override
    void close();
}
