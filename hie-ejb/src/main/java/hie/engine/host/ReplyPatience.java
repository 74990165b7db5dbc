package hie.engine.host;

import hie.api.hl7.Hl7Message;
import hie.api.message.Message;
import hie.engine.acknowledgement.AcknowledgementCode;
import hie.engine.acknowledgement.AcknowledgementCondition;
import hie.engine.reply.Reply;
import java.time.Duration;
import java.util.Optional;

/**
 * Which replies a sender waits for: the settings GetReply and PartnerAckTimeout, and what the message itself asks for in MSH-15 and MSH-16.
 *
 * @param getReply the setting of that name
 * @param application how long to wait for the application's acknowledgement behind a commit acknowledgement; zero does not wait
 */
record ReplyPatience(String getReply, Duration application) {

    /** Whether a reply to the message is waited for at all. */
    boolean awaitsReply(Message message) {
        return switch (getReply) {
            case "true" -> true;
            case "false" -> false;
            default -> isAsked(message.body().hl7());
        };
    }

    private static boolean isAsked(Hl7Message message) {
        Optional<AcknowledgementCondition> accept = AcknowledgementCondition.of(message.headerText(15));
        Optional<AcknowledgementCondition> applied = AcknowledgementCondition.of(message.headerText(16));
        boolean isOriginal = accept.isEmpty() && applied.isEmpty();
        return isOriginal || isAsking(accept) || isAsking(applied);
    }

    private static boolean isAsking(Optional<AcknowledgementCondition> condition) {
        return condition.filter(asked -> asked != AcknowledgementCondition.NE).isPresent();
    }

    /** Whether, behind this reply, the application's acknowledgement is to come. */
    boolean awaitsApplication(Message message, Reply reply) {
        return application.isPositive()
                && reply.known().filter(code -> code == AcknowledgementCode.CA).isPresent()
                && isAsking(AcknowledgementCondition.of(message.body().hl7().headerText(16)));
    }

    /** Whether the application says nothing when all is well. */
    boolean silenceIsGood(Message message) {
        return AcknowledgementCondition.of(message.body().hl7().headerText(16))
                .filter(condition -> condition == AcknowledgementCondition.ER)
                .isPresent();
    }
}
