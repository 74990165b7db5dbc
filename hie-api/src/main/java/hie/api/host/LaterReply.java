package hie.api.host;

/**
 * A second answer to a sender, behind the first: what became of the message that was accepted. Asked for once, when everything is
 * stored and the first answer has left, on the adapter's thread; the host that made it may be at work on another message by then.
 */
public interface LaterReply extends AutoCloseable {

    /**
     * Waits for the answer.
     *
     * @return the reply's bytes; {@code null} when nothing is to be said after all
     */
    byte[] await();

    /** Nobody waits any more: called once, last, whether or not the answer was asked for. */
    @Override
    void close();
}
