package hie.engine.host;

import hie.api.hl7.Hl7Message;
import hie.api.host.Call;
import hie.api.host.HostContext;
import hie.api.host.Outbox;
import hie.api.host.Receipt;
import hie.api.message.Message;
import hie.api.setting.SettingValues;
import hie.engine.acknowledgement.Acknowledgement;
import hie.engine.acknowledgement.AcknowledgementPolicy;
import hie.engine.acknowledgement.AcknowledgementPolicy.Mode;
import hie.engine.acknowledgement.AcknowledgementPolicy.NackCodes;
import hie.engine.acknowledgement.AcknowledgementStyle;
import hie.engine.acknowledgement.Refusal;
import hie.engine.acknowledgement.Refusal.Cause;
import hie.engine.hl7.Hl7Batch;
import hie.engine.hl7.Hl7Finding;
import hie.engine.hl7.MessageCheck;
import java.time.Clock;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;

/**
 * How a service judges HL7 v2: what has a header is accepted, described by its type and version, and sent to every target;
 * what has none goes to the handler of bad messages, or is refused.
 */
final class Hl7Intake {

    private final MessageCheck check;

    /** Of good messages. */
    private final List<String> targets;

    private final AcknowledgementPolicy policy;
    private final ReplyTarget replyTarget;
    private final BatchIntake batches;
    private final boolean ignoresAcknowledgements;

    /** How messages are read; {@code null} for the standard's way. */
    private final String encoding;

    Hl7Intake(HostContext context) {
        SettingValues settings = context.settings();
        this.check = MessageCheck.of(context);
        this.targets = check.targets(context);
        this.replyTarget = ReplyTarget.of(settings, targets);
        boolean isAnswering = settings.has("NackErrorCode");
        this.policy = isAnswering ? policy(settings, replyTarget) : unheard();
        this.batches = new BatchIntake(
                BatchIntake.Handling.of(settings.text("BatchHandling")),
                !isAnswering || settings.flag("NoBatchReply"),
                context.itemName());
        this.encoding = settings.optional("DefCharEncoding").orElse(null);
        this.ignoresAcknowledgements = settings.flag("IgnoreInboundAck");
    }

    private static AcknowledgementPolicy policy(SettingValues settings, ReplyTarget replyTarget) {
        return new AcknowledgementPolicy(
                acknowledgement(AcknowledgementStyle.of(
                        settings.flag("AddNackERR"), settings.text("LocalFacilityApplication"))),
                replyTarget.mode(),
                NackCodes.valueOf(settings.text("NackErrorCode")),
                settings.flag("UseAckCommitCodes"));
    }

    /** Of a service whose senders wait for no answer: what it says stands in the trace. */
    private static AcknowledgementPolicy unheard() {
        return new AcknowledgementPolicy(
                acknowledgement(AcknowledgementStyle.DEFAULT), Mode.IMMEDIATE, NackCodes.ContentR, false);
    }

    private static Acknowledgement acknowledgement(AcknowledgementStyle style) {
        return new Acknowledgement(Clock.system(ZoneId.systemDefault()), style);
    }

    ReplyTarget replyTarget() {
        return replyTarget;
    }

    Receipt judge(Message message, Outbox outbox) throws InterruptedException {
        Hl7Message hl7 = message.body().hl7();
        if (!hl7.hasHeader()) {
            return headless(message, outbox);
        }
        boolean isIgnored = ignoresAcknowledgements && AcknowledgementPolicy.isAcknowledgement(hl7);
        if (isIgnored || policy.isConfirmation(hl7)) {
            return Receipt.accepted(null);
        }
        if (batches.isSplitting()) {
            Hl7Batch batch = Hl7Batch.split(message.body().bytes());
            if (batch.isMany()) {
                return takeApart(message, batch, outbox);
            }
        }
        List<Hl7Finding> faults = check.faults(message);
        if (!faults.isEmpty()) {
            return bad(message, faults, outbox);
        }
        if (replyTarget.isWaitedFor()) {
            return replyTarget.passOn(message, outbox, targets, ownWords(hl7));
        }
        if (policy.awaitsApplication(hl7)) {
            return announce(message, outbox);
        }
        sendToOthers(null, message, outbox);
        return Receipt.accepted(policy.accepted(hl7));
    }

    /** All of it or nothing: it leaves in one transaction. */
    private Receipt takeApart(Message whole, Hl7Batch batch, Outbox outbox) {
        if (!batch.faults().isEmpty()) {
            return bad(whole, batch.faults(), outbox);
        }
        List<Message> messages =
                batches.messages(whole, batch).stream().map(this::typed).toList();
        List<Hl7Finding> faults = new ArrayList<>();
        for (int at = 0; at < messages.size(); at++) {
            List<Hl7Finding> own = check.faults(messages.get(at));
            if (own.isEmpty()) {
                sendToOthers(null, messages.get(at), outbox);
            } else if (check.handler().isPresent()) {
                outbox.send(check.handler().get(), messages.get(at));
            } else {
                String number = "in message " + (at + 1) + " of the batch ";
                own.forEach(fault -> faults.add(Hl7Finding.ofMessage(fault.code(), number + fault)));
            }
        }
        if (!faults.isEmpty()) {
            return faulty(whole, faults);
        }
        if (batches.sendsEnvelope(batch)) {
            sendToOthers(null, typed(batches.envelope(whole, batch)), outbox);
        }
        return Receipt.accepted(batches.accepted(whole, messages, policy));
    }

    /** A message that fails goes to who looks after such messages, or is refused. */
    private Receipt bad(Message message, List<Hl7Finding> faults, Outbox outbox) {
        return check.handler().isEmpty() ? faulty(message, faults) : handOver(message, outbox);
    }

    private Receipt handOver(Message message, Outbox outbox) {
        outbox.send(check.handler().orElseThrow(), message);
        Hl7Message hl7 = message.body().hl7();
        Receipt stored = Receipt.accepted(policy.accepted(hl7));
        return policy.awaitsApplication(hl7) ? stored.then(ApplicationReply.immediate(hl7, policy)) : stored;
    }

    private Receipt faulty(Message message, List<Hl7Finding> findings) {
        String reason = MessageCheck.text(findings);
        return Receipt.refused(
                policy.refused(message.body().hl7(), new Refusal(Cause.CONTENT, reason, findings)), reason);
    }

    private void sendToOthers(String served, Message message, Outbox outbox) {
        for (String target : targets) {
            if (!target.equals(served)) {
                outbox.send(target, message);
            }
        }
    }

    /** What cannot be read goes to who looks after such messages, whatever is checked of others, or is refused. */
    private Receipt headless(Message message, Outbox outbox) {
        if (check.handler().isPresent()) {
            return handOver(message, outbox);
        }
        String reason = message.body().size() == 0
                ? "The message is empty"
                : "The message does not begin with an MSH segment and a field separator";
        return Receipt.refused(refusal(message, reason), reason);
    }

    /** What the engine says for a target that says nothing itself. */
    private ReplyTarget.OwnWords ownWords(Hl7Message hl7) {
        return new ReplyTarget.OwnWords() {

            @Override
            public byte[] accepted() {
                return policy.accepted(hl7);
            }

            @Override
            public byte[] unanswered(String why) {
                return policy.unanswered(hl7, why);
            }
        };
    }

    /** Everybody gets the message, and the sender hears now that it is stored, and later what the application makes of it. */
    private Receipt announce(Message message, Outbox outbox) {
        Hl7Message hl7 = message.body().hl7();
        Receipt stored = Receipt.accepted(policy.accepted(hl7));
        if (replyTarget.name() == null) {
            sendToOthers(null, message, outbox);
            return stored.then(ApplicationReply.immediate(hl7, policy));
        }
        ApplicationReply reply = new ApplicationReply(
                hl7,
                policy,
                outbox.sendAndGatherLater(List.of(new Call(replyTarget.name(), message))),
                replyTarget.timeout());
        sendToOthers(replyTarget.name(), message, outbox);
        return stored.then(reply);
    }

    /** The message under a header that says what it is, and in which character set it is read where the item says so. */
    Message described(Message arrived) {
        Message message =
                encoding == null ? arrived : arrived.with(arrived.header().withProperty(Message.ENCODING, encoding));
        return typed(message);
    }

    private Message typed(Message message) {
        Hl7Message hl7 = message.body().hl7();
        return check.described(message.with(message.header()
                .describedAs(hl7.messageType().orElse(""), hl7.headerText(12).orElse(""), Hl7Message.class.getName())));
    }

    /** Refused for a fault of the message's own. */
    byte[] refusal(Message message, String reason) {
        return policy.refused(message.body().hl7(), Refusal.of(Cause.CONTENT, reason));
    }

    /** Not taken because a queue is full; senders with the usual rules send it again, in its place. */
    byte[] full(Message message, String reason) {
        return policy.refused(message.body().hl7(), Refusal.of(Cause.FULL, reason));
    }

    byte[] failure(Message message) {
        return policy.refused(
                message.body().hl7(), Refusal.of(Cause.SYSTEM, "The message could not be stored; send it again"));
    }
}
