package hie.queue.ra;

import static org.jboss.logging.Logger.Level.DEBUG;
import static org.jboss.logging.Logger.Level.ERROR;
import static org.jboss.logging.Logger.Level.INFO;
import static org.jboss.logging.Logger.Level.WARN;

import java.lang.invoke.MethodHandles;
import org.jboss.logging.BasicLogger;
import org.jboss.logging.Logger;
import org.jboss.logging.annotations.Cause;
import org.jboss.logging.annotations.LogMessage;
import org.jboss.logging.annotations.Message;
import org.jboss.logging.annotations.MessageLogger;

/** All that the adapter has to say to the operator: item, queue and numbers, never content. */
@MessageLogger(projectCode = "HIEQUEUE", length = 4)
public interface QueueLog extends BasicLogger {

    QueueLog LOG = Logger.getMessageLogger(MethodHandles.lookup(), QueueLog.class, "hie.queue");

    @LogMessage(level = WARN)
    @Message(id = 1, value = "Item %s is still busy after %d s; it is left to finish what it works on")
    void stillBusy(String item, long seconds);

    @LogMessage(level = WARN)
    @Message(id = 2, value = "Item %s: the server has no bean ready (%s); it is asked again every %d ms")
    void noBean(String item, String reason, long millis);

    @LogMessage(level = INFO)
    @Message(id = 3, value = "Item %s: the server has beans ready again")
    void beanAgain(String item);

    @LogMessage(level = DEBUG)
    @Message(id = 4, value = "Item %s: message %d goes back to the queue")
    void goesBack(String item, long messageId, @Cause Throwable cause);

    @LogMessage(level = ERROR)
    @Message(
            id = 5,
            value = "Item %s: the broker did not take messages back; they come again when the server is started again")
    void notTakenBack(String item, @Cause Throwable cause);

    @LogMessage(level = ERROR)
    @Message(
            id = 6,
            value =
                    "Item %s: the broker could not write that message %d is done; it comes again when the server is started again")
    void notAcknowledged(String item, long messageId, @Cause Throwable cause);

    @LogMessage(level = WARN)
    @Message(
            id = 7,
            value = "Item %s: queue %s was removed or closed by the broker; start the item again to make a new one")
    void cutOff(String item, String queue);

    @LogMessage(level = ERROR)
    @Message(id = 8, value = "Item %s: the broker could not hand out a message of queue %s")
    void notHandedOut(String item, String queue, @Cause Throwable cause);

    @LogMessage(level = WARN)
    @Message(
            id = 9,
            value =
                    "Item %s: a worker could not leave its queue in order; the broker has probably been stopped before it")
    void notEnded(String item, @Cause Throwable cause);
}
