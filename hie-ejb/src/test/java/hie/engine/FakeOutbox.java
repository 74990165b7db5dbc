package hie.engine;

import static java.nio.charset.StandardCharsets.UTF_8;

import hie.api.host.Call;
import hie.api.host.CallFailedException;
import hie.api.host.Gathering;
import hie.api.host.Outbox;
import hie.api.message.Message;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** An outbox that keeps what is done with it and noted in it; whoever calls somebody says what is replied. */
public abstract class FakeOutbox implements Outbox {

    protected final List<String> did = new ArrayList<>();
    protected final List<Duration> patience = new ArrayList<>();
    private final List<String> notes = new ArrayList<>();
    private String answer;

    /** What was sent, called and gathered, in order. */
    public List<String> did() {
        return did;
    }

    /** How long replies were waited for. */
    public List<Duration> patience() {
        return patience;
    }

    public List<String> notes() {
        return notes;
    }

    /** What its caller is answered; {@code null} for nothing. */
    public String answer() {
        return answer;
    }

    @Override
    public void send(String target, Message message) {
        did.add("send " + target);
    }

    @Override
    public Message call(String target, Message message, Duration timeout) throws CallFailedException {
        throw new AssertionError("calls are gathered");
    }

    @Override
    public abstract Gathering callAll(List<Call> calls);

    @Override
    public LaterGathering sendAndGatherLater(List<Call> calls) {
        throw new AssertionError("it answers within its own work");
    }

    @Override
    public void publish(String topic, Message message) {
        throw new AssertionError("it sends to its targets only");
    }

    @Override
    public void reply(byte[] content) {
        answer = new String(content, UTF_8);
    }

    @Override
    public void note(String text) {
        notes.add(text);
    }
}
