package hie.engine.routing;

import hie.api.host.Call;
import hie.api.host.CallFailedException;
import hie.api.host.Gathering;
import hie.api.host.Outbox;
import hie.api.message.Message;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Keeps what a process does; whom it asks are those that have an answer. */
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

    /** What items reply; one without a reply fails. */
    public final Map<String, Optional<String>> answers = new HashMap<>();

    public final List<String> asked = new ArrayList<>();
    public final List<Message> questions = new ArrayList<>();
    public final List<Duration> timeouts = new ArrayList<>();

    @Override
    public Message call(String target, Message message, Duration timeout) throws CallFailedException {
        if (!answers.containsKey(target)) {
            throw new AssertionError("it waits for nobody");
        }
        asked.add(target);
        questions.add(message);
        timeouts.add(timeout);
        String answer = answers.get(target).orElseThrow(() -> new CallFailedException("no reply in time", false, null));
        return message.derive(target, answer.getBytes(StandardCharsets.UTF_8));
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
