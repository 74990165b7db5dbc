package hie.engine.item;

import java.lang.invoke.MethodHandles;
import java.util.UUID;
import org.jboss.logging.BasicLogger;
import org.jboss.logging.Logger;
import org.jboss.logging.annotations.Cause;
import org.jboss.logging.annotations.LogMessage;
import org.jboss.logging.annotations.Message;
import org.jboss.logging.annotations.MessageLogger;

/** What items say. Range 3100-3199. */
@MessageLogger(projectCode = "HIE", length = 4)
public interface ItemLog extends BasicLogger {

    ItemLog LOG = Logger.getMessageLogger(MethodHandles.lookup(), ItemLog.class, "hie.engine.item");

    @LogMessage(level = Logger.Level.WARN)
    @Message(id = 3101, value = "%s of item %s failed; it is ended all the same")
    void hookFailed(String hook, ItemKey item, @Cause Throwable cause);

    @LogMessage(level = Logger.Level.WARN)
    @Message(id = 3102, value = "Item %s could not store message %s; its sender is told to try again")
    void notStored(ItemKey item, java.util.UUID message, @Cause Throwable cause);

    @LogMessage(level = Logger.Level.WARN)
    @Message(id = 3103, value = "Item %s could not process message %s; it goes to the error queue")
    void notProcessed(ItemKey item, java.util.UUID message, @Cause Throwable cause);

    @LogMessage(level = Logger.Level.INFO)
    @Message(id = 3104, value = "Item %s had processed message %s before; its second delivery is dropped")
    void processedBefore(ItemKey item, java.util.UUID message);

    @LogMessage(level = Logger.Level.WARN)
    @Message(id = 3105, value = "Item %s cannot deliver: %s. It tries again every %s s; messages wait in their order")
    void deliveryTroubleBegins(ItemKey item, String detail, String seconds);

    @LogMessage(level = Logger.Level.INFO)
    @Message(id = 3106, value = "Item %s delivers again, after %s attempts")
    void deliveryTroubleEnds(ItemKey item, int attempts);

    @LogMessage(level = Logger.Level.WARN)
    @Message(id = 3107, value = "Item %s gives message %s to the error queue: %s")
    void suspended(ItemKey item, java.util.UUID message, String detail);

    @LogMessage(level = Logger.Level.WARN)
    @Message(id = 3108, value = "onMessageError of item %s failed")
    void errorHookFailed(ItemKey item, @Cause Throwable cause);

    @LogMessage(level = Logger.Level.WARN)
    @Message(id = 3109, value = "Item %s could not commit its work on message %s; the message goes back to its queue")
    void notCommitted(ItemKey item, java.util.UUID message, @Cause Throwable cause);

    @LogMessage(level = Logger.Level.ERROR)
    @Message(id = 3110, value = "Item %s got a message on its queue that no item sent; it goes to the error queue")
    void notAnEnvelope(ItemKey item);

    @LogMessage(level = Logger.Level.WARN)
    @Message(id = 3111, value = "Item %s stops with requests in the works that did not end in %s s")
    void requestsLeft(ItemKey item, long seconds);

    @LogMessage(level = Logger.Level.WARN)
    @Message(id = 3112, value = "Item %s: its circuit breaker opens; nothing is tried for %s s, messages wait in order")
    void breakerOpens(ItemKey item, long seconds);

    @LogMessage(level = Logger.Level.INFO)
    @Message(id = 3113, value = "Item %s: its circuit breaker closes")
    void breakerCloses(ItemKey item);

    @LogMessage(level = Logger.Level.DEBUG)
    @Message(id = 3114, value = "Item %s: its circuit breaker lets one attempt through")
    void breakerTries(ItemKey item);

    @LogMessage(level = Logger.Level.WARN)
    @Message(id = 3130, value = "Item %s waits no more for the reply of %s to its call %s; it is kept in the trace")
    void lateReply(ItemKey caller, String item, java.util.UUID call);

    @LogMessage(level = Logger.Level.WARN)
    @Message(id = 3131, value = "Replies to calls cannot be read from the broker; it is tried again every second")
    void repliesNotRead(@Cause Throwable cause);

    @LogMessage(level = Logger.Level.ERROR)
    @Message(id = 3132, value = "Queue %s got a message that no item sent; it is dropped")
    void noReply(String queue);

    @LogMessage(level = Logger.Level.WARN)
    @Message(id = 3133, value = "Item %s could not trace the reply to a call; its sender has it")
    void replyNotTraced(ItemKey caller, @Cause Throwable cause);

    @LogMessage(level = Logger.Level.WARN)
    @Message(id = 3115, value = "Item %s stops itself, as its settings say, until somebody starts it: %s")
    void disables(ItemKey item, String detail);

    @LogMessage(level = Logger.Level.WARN)
    @Message(id = 3116, value = "Item %s turns messages away, because there is no room: %s")
    void turnsAway(ItemKey item, String why);

    @LogMessage(level = Logger.Level.INFO)
    @Message(id = 3117, value = "Item %s takes messages again")
    void takesAgain(ItemKey item);

    @LogMessage(level = Logger.Level.WARN)
    @Message(id = 3118, value = "Messages that expired could not be traced; they wait on the broker")
    void expiryNotTraced(@Cause Throwable cause);

    @LogMessage(level = Logger.Level.WARN)
    @Message(id = 3120, value = "A step of item %s failed; its message is back in its place")
    void stepFailed(ItemKey item, @Cause Throwable cause);

    @LogMessage(level = Logger.Level.ERROR)
    @Message(
            id = 3121,
            value =
                    "Item %s: a host does not end its work (MessageTimeout); it is left behind with its thread, as %s in all are now")
    void leftBehind(ItemKey item, int now);

    @LogMessage(level = Logger.Level.DEBUG)
    @Message(id = 3119, value = "Item %s has no stored message to take now; it looks again")
    void noneToTake(ItemKey item, @Cause Throwable cause);

    @LogMessage(level = Logger.Level.WARN)
    @Message(id = 3122, value = "Item %s could not finish its work on a message; the message goes back to its queue")
    void goesBack(ItemKey item, @Cause Throwable cause);

    @LogMessage(level = Logger.Level.ERROR)
    @Message(id = 3123, value = "Item %s gets no replies to its calls any more; its worker process ends")
    void repliesEnd(ItemKey item, @Cause Throwable cause);

    @LogMessage(level = Logger.Level.WARN)
    @Message(id = 3124, value = "Item %s: the failure to deliver message %s calls for a warning: %s")
    void failureWarning(ItemKey item, UUID message, String codes);

    @LogMessage(level = Logger.Level.WARN)
    @Message(
            id = 3125,
            value = "Item %s: a message could not be put behind the one that holds its key back; it is tried again")
    void notHeldBehind(ItemKey item, @Cause Throwable cause);

    @LogMessage(level = Logger.Level.WARN)
    @Message(
            id = 3126,
            value =
                    "Item %s: %s has not ended after %s s (HookTimeout); it was interrupted, and is left behind with its thread if it does not heed that")
    void hookOverlong(ItemKey item, String hook, String seconds);
}
