package hie.engine.archive;

import java.lang.invoke.MethodHandles;
import org.jboss.logging.BasicLogger;
import org.jboss.logging.Logger;
import org.jboss.logging.annotations.LogMessage;
import org.jboss.logging.annotations.Message;
import org.jboss.logging.annotations.MessageLogger;

/** What the archive says. Range 3200-3299. */
@MessageLogger(projectCode = "HIE", length = 4)
interface ArchiveLog extends BasicLogger {

    ArchiveLog LOG = Logger.getMessageLogger(MethodHandles.lookup(), ArchiveLog.class, "hie.engine.archive");

    @LogMessage(level = Logger.Level.WARN)
    @Message(
            id = 3202,
            value =
                    "The warehouse is not being written: %s. Trace records wait on queue %s and lose nothing; trying again")
    void troubleBegins(String reason, String queue);

    @LogMessage(level = Logger.Level.INFO)
    @Message(id = 3203, value = "The warehouse is being written again, after %s failed attempts")
    void troubleEnds(int attempts);

    @LogMessage(level = Logger.Level.ERROR)
    @Message(id = 3204, value = "The warehouse does not take the trace of message %s: %s. The record is on queue %s")
    void recordPutAside(String message, String reason, String queue);

    @LogMessage(level = Logger.Level.WARN)
    @Message(
            id = 3205,
            value = "The archiver did not stop within %s s; what it had not yet committed stays on the queue")
    void notStopped(long seconds);

    @LogMessage(level = Logger.Level.INFO)
    @Message(id = 3206, value = "%s messages older than %s days were deleted from the warehouse")
    void purged(int messages, int days);

    @LogMessage(level = Logger.Level.WARN)
    @Message(
            id = 3207,
            value = "Messages older than %s days could not be deleted from the warehouse; tried again in an hour: %s")
    void notPurged(int days, String reason);
}
