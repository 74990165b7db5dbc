package hie.engine.host;

import hie.api.host.CallFailedException;
import hie.api.host.Outbox;
import hie.api.host.Receipt;
import hie.api.message.Message;
import hie.api.setting.SettingException;
import hie.api.setting.SettingValues;
import hie.engine.acknowledgement.AcknowledgementPolicy.Mode;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Who stands for the application in acknowledgements: the settings AckMode, ReplyTarget and ReplyTimeout of services that have them. One
 * without AckMode waits for its ReplyTarget, if it has one.
 *
 * @param name the target whose reply is the application's; {@code null} for none, then the engine answers by itself
 * @param timeout how long to wait for its reply
 */
record ReplyTarget(Mode mode, String name, Duration timeout) {

    private static final String TARGET = "ReplyTarget";
    private static final String TIMEOUT = "ReplyTimeout";

    /** @param targets of good messages */
    static ReplyTarget of(SettingValues settings, List<String> targets) {
        if (!settings.has(TARGET)) {
            return new ReplyTarget(Mode.IMMEDIATE, null, Duration.ZERO);
        }
        String given = settings.optional(TARGET).orElse(null);
        Optional<String> chosen = settings.has("AckMode") ? settings.optional("AckMode") : Optional.empty();
        Mode mode = chosen.map(Mode::of).orElse(given == null ? Mode.IMMEDIATE : Mode.APPLICATION);
        Duration timeout = settings.seconds(TIMEOUT);
        if (!timeout.isPositive()) {
            throw new SettingException(TIMEOUT, "0 is too short to get a reply (expected: at least 0.001 s)");
        }
        if (given != null && !targets.contains(given)) {
            throw new SettingException(
                    TARGET, "there is no connection to '" + given + "'; connect the items, or correct the name");
        }
        return new ReplyTarget(
                mode, mode.awaitsApplication() ? chosen(mode, given, targets) : none(mode, given), timeout);
    }

    /** A single target needs no naming. */
    private static String chosen(Mode mode, String given, List<String> targets) {
        if (given != null || targets.size() == 1) {
            return given != null ? given : targets.getFirst();
        }
        if (mode == Mode.APPLICATION) {
            throw new SettingException(
                    TARGET,
                    "with AckMode Application it must be said which target's reply is the acknowledgement (expected: one of "
                            + String.join(", ", targets) + ")");
        }
        return null;
    }

    private static String none(Mode mode, String given) {
        if (given != null) {
            throw new SettingException(
                    TARGET,
                    "nobody waits for its reply with AckMode " + mode.text()
                            + "; leave it out, or choose Application or MSH-determined");
        }
        return null;
    }

    /** What a service says itself where the target says nothing. */
    interface OwnWords {

        /** The target has taken the message, and says no more. */
        byte[] accepted();

        /** The target did not take it, or not in time. */
        byte[] unanswered(String why);
    }

    /**
     * The target's reply is the sender's acknowledgement. The others get the message only when that is a good one: a sender that is
     * told otherwise sends it again.
     *
     * @param targets of the message
     */
    Receipt passOn(Message message, Outbox outbox, List<String> targets, OwnWords own) throws InterruptedException {
        byte[] reply;
        try {
            reply = outbox.call(name, message, timeout).body().bytes();
        } catch (CallFailedException e) {
            return refused(e, own);
        }
        targets.stream().filter(target -> !target.equals(name)).forEach(target -> outbox.send(target, message));
        return Receipt.accepted(reply.length == 0 ? own.accepted() : reply);
    }

    private static Receipt refused(CallFailedException failure, OwnWords own) {
        String why = failure.getMessage();
        byte[] reply = failure.reply() != null ? failure.reply() : own.unanswered(why);
        return failure.isAnswered() ? Receipt.refused(reply, why) : Receipt.unanswered(reply, why);
    }

    /** Whether no message is answered before the reply has come. */
    boolean isWaitedFor() {
        return mode == Mode.APPLICATION;
    }
}
