package hie.mllp.client;

import java.net.SocketTimeoutException;

/** No frame, or not the whole of it, came in time. */
public final class ReadTimeoutException extends SocketTimeoutException {

    private static final long serialVersionUID = 1L;

    /** Which of the waits ended. */
    public enum Wait {
        FRAME_START("no frame began in time"),
        FRAME("a frame was not completed in time"),
        IDLE("nothing at all was received in time"),
        REPLY("no whole frame was received in time");

        private final String text;

        Wait(String text) {
            this.text = text;
        }
    }

    private final Wait ended;

    ReadTimeoutException(Wait ended) {
        super(ended.text);
        this.ended = ended;
    }

    public Wait ended() {
        return ended;
    }
}
