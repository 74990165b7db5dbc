package hie.engine.host;

import hie.api.hl7.Hl7Message;
import hie.api.host.CallFailedException;
import hie.api.host.HostContext;
import hie.api.host.Outbox;
import hie.api.host.Receipt;
import hie.api.message.Message;
import hie.engine.hl7.Acknowledgement;
import hie.engine.hl7.AcknowledgementCode;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneId;

/**
 * How a service judges HL7 v2: what has a header is accepted, described by its type and version, and sent to every target;
 * what has none is refused with AR.
 */
final class Hl7Intake {

    private final HostContext context;
    private final Acknowledgement acknowledgement;

    Hl7Intake(HostContext context) {
        this.context = context;
        this.acknowledgement = new Acknowledgement(Clock.system(ZoneId.systemDefault()));
    }

    Receipt judge(Message message, Outbox outbox) {
        Hl7Message hl7 = message.body().hl7();
        if (!hl7.hasHeader()) {
            return headless(message);
        }
        for (String target : context.targets()) {
            outbox.send(target, message);
        }
        return Receipt.accepted(acknowledgement.accept(hl7));
    }

    private Receipt headless(Message message) {
        String reason = message.body().size() == 0
                ? "The message is empty"
                : "The message does not begin with an MSH segment and a field separator";
        return Receipt.refused(refusal(message, reason), reason);
    }

    /**
     * The same, but one target's reply is the sender's acknowledgement. The others get the message only when that is a good one:
     * a sender that is told otherwise sends it again.
     */
    Receipt judge(Message message, Outbox outbox, String replyTarget, Duration timeout) throws InterruptedException {
        Hl7Message hl7 = message.body().hl7();
        if (!hl7.hasHeader()) {
            return headless(message);
        }
        byte[] reply;
        try {
            reply = outbox.call(replyTarget, message, timeout).body().bytes();
        } catch (CallFailedException e) {
            return Receipt.refused(
                    e.reply() != null ? e.reply() : acknowledgement.refuse(hl7, AcknowledgementCode.AE, e.getMessage()),
                    e.getMessage());
        }
        for (String target : context.targets()) {
            if (!target.equals(replyTarget)) {
                outbox.send(target, message);
            }
        }
        return Receipt.accepted(reply.length == 0 ? acknowledgement.accept(hl7) : reply);
    }

    /** The message under a header that says what it is. */
    static Message described(Message message) {
        Hl7Message hl7 = message.body().hl7();
        return message.with(message.header()
                .describedAs(hl7.messageType().orElse(""), hl7.headerText(12).orElse(""), Hl7Message.class.getName()));
    }

    /** AR: refused for reasons that are not the message's own; senders with the usual rules send it again, in its place. */
    byte[] refusal(Message message, String reason) {
        return acknowledgement.refuse(message.body().hl7(), AcknowledgementCode.AR, reason);
    }

    byte[] failure(Message message) {
        return acknowledgement.refuse(
                message.body().hl7(), AcknowledgementCode.AE, "The message could not be stored; send it again");
    }
}
