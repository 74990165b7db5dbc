package hie.api.host;

import hie.api.message.Message;
import java.util.Objects;
import java.util.Optional;

/**
 * What became of one of several calls: a reply, or why there is none.
 *
 * @param target the item that was called
 * @param reply its reply, if it was a good one; its body is empty when there was nothing to say
 * @param failure why there is no good reply, otherwise
 */
public record CallOutcome(String target, Optional<Message> reply, Optional<CallFailedException> failure) {

    public CallOutcome {
        Objects.requireNonNull(target, "target");
        if (reply.isPresent() == failure.isPresent()) {
            throw new IllegalArgumentException("A call has either a reply or a failure");
        }
    }

    public static CallOutcome replied(String target, Message reply) {
        return new CallOutcome(target, Optional.of(reply), Optional.empty());
    }

    public static CallOutcome failed(String target, CallFailedException failure) {
        return new CallOutcome(target, Optional.empty(), Optional.of(failure));
    }

    public boolean isGood() {
        return reply.isPresent();
    }
}
