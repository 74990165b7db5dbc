package hie.engine.golden;

import hie.api.message.Message;
import java.util.List;

/**
 * What a subject makes of a message.
 *
 * @param fired the rules that did something, in order; of a transform none
 * @param sent what goes where, in order; of a transform one message without a target
 * @param returned the value that rules returned; empty for none
 * @param failure why it could not be done, without content of the message; empty when it could
 */
public record Outcome(List<String> fired, List<Sent> sent, String returned, String failure) {

    /**
     * A message on its way.
     *
     * @param target the item; empty for what a transform makes
     */
    public record Sent(String target, Message message) {}

    public Outcome {
        fired = List.copyOf(fired);
        sent = List.copyOf(sent);
    }

    static Outcome ofTransform(Message made) {
        return new Outcome(List.of(), List.of(new Sent("", made)), "", "");
    }

    static Outcome failed(String why) {
        return new Outcome(List.of(), List.of(), "", why);
    }

    /** Whether it could not be done. */
    public boolean isFailure() {
        return !failure.isEmpty();
    }

    List<String> targets() {
        return sent.stream().map(Sent::target).toList();
    }

    /** Where it goes; a returned value may be one of the message. */
    @Override
    public String toString() {
        return "Outcome[" + fired + " -> " + targets() + (isFailure() ? ", failed" : "") + "]";
    }
}
