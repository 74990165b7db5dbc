package hie.engine.routing;

import hie.api.host.Call;
import hie.api.host.Gathering;
import hie.api.host.Outbox;
import hie.api.message.Message;
import java.util.ArrayList;
import java.util.List;

/** Keeps what a process does that waits for nobody. */
public final class RecordingOutbox implements Outbox {

    public final List<String> targets = new ArrayList<>();
    public final List<String> topics = new ArrayList<>();
    public final List<Message> messages = new ArrayList<>();
    public final List<String> notes = new ArrayList<>();
    public final List<byte[]> replies = new ArrayList<>();

    @Override
    public void send(String target, Message message) {
        targets.add(target);
        messages.add(message);
    }

    @Override
    public Message call(String target, Message message, java.time.Duration timeout) {
        throw new AssertionError("it waits for nobody");
    }

    @Override
    public Gathering callAll(List<Call> calls) {
        throw new AssertionError("it waits for nobody");
    }

    @Override
    public LaterGathering sendAndGatherLater(List<Call> calls) {
        throw new AssertionError("it waits for nobody");
    }

    @Override
    public void publish(String topic, Message message) {
        topics.add(topic);
    }

    @Override
    public void reply(byte[] content) {
        replies.add(content);
    }

    @Override
    public void note(String text) {
        notes.add(text);
    }
}
