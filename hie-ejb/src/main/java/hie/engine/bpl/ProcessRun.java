package hie.engine.bpl;

import hie.api.host.Call;
import hie.api.host.CallFailedException;
import hie.api.host.CallOutcome;
import hie.api.host.Gathering;
import hie.api.host.Outbox;
import hie.api.message.Message;
import hie.api.message.MessageBody;
import hie.api.message.MessageHeader;
import hie.api.message.MessageIds;
import hie.engine.document.Document;
import hie.engine.document.Draft;
import hie.engine.document.Format;
import hie.engine.document.Node;
import hie.engine.document.Place;
import hie.engine.expression.Expression;
import hie.engine.expression.Scope;
import hie.engine.format.Formats;
import hie.engine.hl7.MessageCheck;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** One message on its way through a process: its variables, the calls under way, and what is answered. Used by one thread. */
final class ProcessRun {

    static final String REQUEST = "request";
    static final String RESPONSE = "response";
    static final String CALL_REQUEST = "callrequest";
    static final String CALL_RESPONSE = "callresponse";

    /** Whether the last {@code sync} waited in vain for one of its calls: 1 or 0. */
    static final String TIMED_OUT = "synctimedout";

    private static final String TEXT = "text/plain; charset=UTF-8";

    /** So many activities may one message take; more is a loop that does not end. */
    private static final int MOST_STEPS = 100_000;

    private final Message input;
    private final ProcessSite site;
    private final Outbox outbox;
    private final Formats formats;
    private final Scope scope;
    private final ZonedDateTime now;
    private final Map<String, Message> messages = new HashMap<>();
    private final Map<String, Document> documents = new HashMap<>();
    private final Map<String, Gathering> calls = new HashMap<>();
    private int steps;
    private byte[] answer;

    ProcessRun(Message input, ProcessSite site, Outbox outbox, Formats formats, ZonedDateTime now) {
        this.input = input;
        this.site = site;
        this.outbox = outbox;
        this.formats = formats;
        this.now = now;
        this.scope = new Scope(this::document, now);
        set(REQUEST, input);
    }

    Scope scope() {
        return scope;
    }

    ZonedDateTime now() {
        return now;
    }

    ProcessSite site() {
        return site;
    }

    /** Takes a step, of which there are only so many. */
    void step() {
        scope.spend(0);
        if (++steps > MOST_STEPS) {
            throw new IllegalStateException("the process takes more than " + MOST_STEPS + " steps for one message");
        }
    }

    void note(String text) {
        outbox.note(text);
    }

    /** The message that a name stands for; empty while there is none. */
    Optional<Message> message(String name) {
        return Optional.ofNullable(messages.get(name));
    }

    Message required(String name) {
        return message(name)
                .orElseThrow(() -> new IllegalStateException("'" + name + "' is needed and holds no message yet"));
    }

    void set(String name, Message message) {
        if (message == null) {
            messages.remove(name);
        } else {
            messages.put(name, message);
        }
        documents.remove(name);
    }

    /** A text as a message of its own. */
    void setText(String name, String text) {
        set(
                name,
                new Message(header(TEXT, "", "", "", Map.of()), MessageBody.of(text.getBytes(StandardCharsets.UTF_8))));
    }

    /** Changes one place of a message; one that is not there yet begins as an object without properties. */
    void setPlace(String name, Place place, Map<String, Expression> keys, Node value) {
        Message old = message(name).orElseGet(this::emptyObject);
        Format format = formats.formatOf(old)
                .orElseThrow(() -> new IllegalStateException("'" + name + "' is no message with a '" + place + "'"));
        Draft draft =
                format.copy(old, old.header().property(MessageCheck.DOC_TYPE).orElse(""));
        if (!draft.set(place, scope.keys(keys), value)) {
            note("no such place in '" + name + "': " + place);
        }
        set(name, new Message(old.header(), MessageBody.of(draft.bytes())));
    }

    private Message emptyObject() {
        return new Message(
                header(Formats.JSON.contentType(), "", "", "", Map.of()),
                MessageBody.of("{}".getBytes(StandardCharsets.UTF_8)));
    }

    private Document document(String name) {
        Message message = messages.get(name);
        return message == null
                ? null
                : documents.computeIfAbsent(
                        name, unread -> formats.read(message).orElse(null));
    }

    /** A message as one of this process, caused by its request. */
    private Message own(Message held) {
        MessageHeader like = held.header();
        Map<String, String> properties = new HashMap<>(input.header().properties());
        properties.remove(MessageCheck.DOC_TYPE);
        like.property(MessageCheck.DOC_TYPE).ifPresent(docType -> properties.put(MessageCheck.DOC_TYPE, docType));
        return new Message(
                header(like.contentType(), like.schemaName(), like.schemaVersion(), like.bodyClass(), properties),
                held.body());
    }

    private MessageHeader header(
            String contentType,
            String schemaName,
            String schemaVersion,
            String bodyClass,
            Map<String, String> properties) {
        MessageHeader made = input.header().derive(MessageIds.next(), Instant.now(), site.item());
        return new MessageHeader(
                made.id(),
                made.session(),
                made.correlation(),
                made.causation(),
                made.created(),
                made.source(),
                made.target(),
                made.priority(),
                made.orderKey(),
                made.timeToLive(),
                contentType,
                schemaName,
                schemaVersion,
                bodyClass,
                properties);
    }

    /** Sends {@code callrequest} and waits for nobody. */
    void send(String target) {
        outbox.send(target, own(required(CALL_REQUEST)));
    }

    /** Sends {@code callrequest}; its reply is waited for later. */
    void begin(String call, String target) {
        calls.put(call, outbox.callAll(List.of(new Call(target, own(required(CALL_REQUEST))))));
    }

    /** Sends {@code callrequest} and waits for the reply. */
    CallOutcome ask(String target, Duration timeout) throws InterruptedException {
        return outbox.callAll(List.of(new Call(target, own(required(CALL_REQUEST)))))
                .gather(timeout)
                .getFirst();
    }

    /** Waits for the reply to a call that was begun; empty when it was not. */
    Optional<CallOutcome> await(String call, Duration left) throws InterruptedException {
        Gathering begun = calls.get(call);
        return begun == null ? Optional.empty() : Optional.of(begun.gather(left).getFirst());
    }

    /**
     * Takes what became of a call.
     *
     * @return whether there is a reply, which is {@code callresponse} now; without one in time the process goes on, as in IRIS
     * @throws CallFailedException when the item called could not do it
     */
    boolean take(CallOutcome outcome) throws CallFailedException {
        set(CALL_RESPONSE, outcome.reply().orElse(null));
        if (outcome.failure().isPresent()) {
            CallFailedException failure = outcome.failure().get();
            if (failure.isAnswered() || site.isStopping()) {
                throw failure;
            }
            note(failure.getMessage());
            return false;
        }
        return true;
    }

    /** The response as it is now is what the caller is answered. */
    void reply() {
        answer = message(RESPONSE).map(held -> held.body().bytes()).orElseGet(() -> new byte[0]);
    }

    /** The process has come to its end. */
    void end() {
        if (answer == null) {
            reply();
        }
        outbox.reply(answer);
    }
}
