package hie.mllp;

/**
 * Takes the frames that arrive at one MLLP endpoint.
 *
 * <p>Called by the resource adapter once per frame, on the virtual thread of the connection: a connection's next frame
 * is read only after this one is answered; frames of different connections arrive in parallel.
 */
public interface MllpListener {

    /**
     * Takes one frame and says what to answer.
     *
     * <p>If delivery is not transacted, returning normally means "stored" and the reply's {@code committed} part is
     * written. If it is transacted, the adapter waits for the outcome of the container's transaction and picks the
     * part that fits. Any exception makes the adapter answer with a general failure acknowledgement (AE).
     *
     * @param message the frame, never {@code null}
     * @return what to write; {@code null} counts as {@link MllpReply#none()}
     */
    MllpReply onMessage(MllpMessage message);
}
