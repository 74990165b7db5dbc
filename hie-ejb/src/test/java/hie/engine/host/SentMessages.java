package hie.engine.host;

import hie.api.host.Call;
import hie.api.host.Gathering;
import hie.api.host.Outbox;
import hie.api.message.Message;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** An outbox that notes what is sent, and of which nobody asks for replies. */
final class SentMessages implements Outbox {

    private final List<String> targets = new ArrayList<>();
    private final List<Message> messages = new ArrayList<>();

    /** The targets, in order. */
    List<String> sent() {
        return targets;
    }

    /** What was sent, in order. */
    List<Message> messages() {
        return messages;
    }

    @Override
    public void send(String target, Message message) {
        targets.add(target);
        messages.add(message);
    }

    @Override
    public Message call(String target, Message message, Duration timeout) {
        throw new AssertionError("nobody is called");
    }

    @Override
    public Gathering callAll(List<Call> calls) {
        throw new AssertionError("nobody is called");
    }

    @Override
    public LaterGathering sendAndGatherLater(List<Call> calls) {
        throw new AssertionError("nobody is called");
    }

    @Override
    public void publish(String topic, Message message) {
        throw new AssertionError("nothing is published");
    }

    @Override
    public void reply(byte[] content) {
        throw new AssertionError("a service answers with its receipt");
    }

    @Override
    public void note(String text) {}
}
