package hie.engine.running;

import hie.api.hl7.Hl7Message;
import hie.api.hl7.Hl7Path;
import hie.api.message.Message;
import hie.api.message.MessageHeader;
import hie.engine.item.ItemKey;
import hie.store.message.ArchivedMessage;
import hie.store.message.Attempt;
import hie.store.message.Hop;
import hie.store.message.HopStatus;
import hie.store.message.TraceRecord;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;

/** Gathers the trace of one transaction. */
public final class TraceBuilder {

    private static final Hl7Path PATIENT_ID = Hl7Path.parse("PID-3.1");
    private static final Hl7Path OLD_PATIENT_ID = Hl7Path.parse("PID-2.1");
    private static final int MAX_DETAIL = 1000;

    private final List<ArchivedMessage> messages = new ArrayList<>(1);
    private final List<Hop> hops = new ArrayList<>(2);
    private final List<Attempt> attempts = new ArrayList<>(0);

    /** A message that came in. */
    void received(ItemRuntime service, Message message, boolean accepted, String reason, byte[] reply) {
        messages.add(archived(service.key(), message, accepted, reason, reply));
    }

    /** A message that an item made. */
    public void created(ItemKey source, Message message) {
        messages.add(archived(source, message, true, "", null));
    }

    /**
     * What became of a message at the item its header addresses.
     *
     * @param from the item that sent it there
     * @param begun {@link System#nanoTime} when the work on it began; 0 for no work yet
     */
    public void hop(
            ItemKey from, Message message, HopStatus status, long begun, int tries, String detail, byte[] reply) {
        MessageHeader header = message.header();
        hops.add(new Hop(
                header.id(),
                header.session(),
                from.projectPath(),
                header.target(),
                from.item(),
                status,
                Instant.now(),
                begun == 0 ? 0 : (System.nanoTime() - begun) / 1000,
                tries,
                shorten(detail),
                reply));
    }

    /** An attempt that did not settle the matter. */
    void attempt(Message message, String item, int number, String detail, byte[] reply) {
        attempts.add(new Attempt(message.header().id(), item, number, Instant.now(), shorten(detail), reply));
    }

    /** What was gathered. */
    public TraceRecord build() {
        return new TraceRecord(messages, hops, attempts);
    }

    /** A failure in words, without the content that an exception's message might hold beyond its first line. */
    public static String reason(Throwable failure) {
        String text = failure.getMessage();
        return text == null
                ? failure.getClass().getSimpleName()
                : text.lines().findFirst().orElse("");
    }

    static String shorten(String text) {
        return text.length() <= MAX_DETAIL ? text : text.substring(0, MAX_DETAIL);
    }

    private static ArchivedMessage archived(
            ItemKey source, Message message, boolean accepted, String reason, byte[] reply) {
        MessageHeader header = message.header();
        boolean isHl7 = Message.HL7_V2.equals(header.contentType());
        Hl7Message hl7 = isHl7 ? message.body().hl7() : null;
        return new ArchivedMessage(
                header.id(),
                header.session(),
                header.correlation(),
                header.causation(),
                header.created(),
                source.projectPath(),
                source.item(),
                accepted,
                shorten(reason),
                header.priority(),
                header.contentType(),
                header.schemaName(),
                header.schemaVersion(),
                isHl7 ? hl7.controlId().orElse("") : "",
                isHl7 ? hl7.get(PATIENT_ID).or(() -> hl7.get(OLD_PATIENT_ID)).orElse("") : "",
                header.property("Peer").orElse(""),
                text(header.properties()),
                message.body().bytes(),
                reply);
    }

    private static String text(Map<String, String> properties) {
        if (properties.isEmpty()) {
            return "";
        }
        StringJoiner lines = new StringJoiner("\n");
        properties.forEach((name, value) -> lines.add(name + "=" + value.replace("\n", " ")));
        return lines.toString();
    }
}
