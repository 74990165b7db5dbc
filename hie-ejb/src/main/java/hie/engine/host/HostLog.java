package hie.engine.host;

import java.lang.invoke.MethodHandles;
import java.util.UUID;
import org.jboss.logging.BasicLogger;
import org.jboss.logging.Logger;
import org.jboss.logging.annotations.Cause;
import org.jboss.logging.annotations.LogMessage;
import org.jboss.logging.annotations.Message;
import org.jboss.logging.annotations.MessageLogger;

/** What the built-in hosts say. Range 3600-3649. */
@MessageLogger(projectCode = "HIE", length = 4)
interface HostLog extends BasicLogger {

    HostLog LOG = Logger.getMessageLogger(MethodHandles.lookup(), HostLog.class, "hie.engine.host");

    @LogMessage(level = Logger.Level.WARN)
    @Message(id = 3601, value = "Item %s: the reply to message %s calls for a warning: %s")
    void replyWarning(String item, UUID message, String codes);

    @LogMessage(level = Logger.Level.WARN)
    @Message(
            id = 3602,
            value =
                    "Item %s could not confirm the application acknowledgement of message %s; the peer may send it again")
    void replyNotConfirmed(String item, UUID message, @Cause Throwable cause);

    @LogMessage(level = Logger.Level.WARN)
    @Message(id = 3603, value = "Item %s could not remove the hidden files that a crash left in its folder")
    void leftoversNotRemoved(String item, @Cause Throwable cause);
}
