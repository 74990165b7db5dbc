package hie.engine.duplicate;

import hie.api.host.LaterReply;

/** Second answers to messages that may come again. */
public final class RememberedReply {

    private RememberedReply() {}

    /** The same answer, kept when it comes. */
    public static LaterReply remembering(LaterReply reply, SeenMessages.First message) {
        return new LaterReply() {

            @Override
            public byte[] await() {
                byte[] answer = reply.await();
                message.answeredLater(answer);
                return answer;
            }

            @Override
            public void close() {
                reply.close();
            }
        };
    }

    /** An answer that is known; {@code null} for none. */
    public static LaterReply of(byte[] answer) {
        if (answer == null) {
            return null;
        }
        return new LaterReply() {

            @Override
            public byte[] await() {
                return answer;
            }

            @Override
            public void close() {
                // nobody is waited for
            }
        };
    }
}
