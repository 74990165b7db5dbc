package hie.rest;

import java.lang.invoke.MethodHandles;
import org.jboss.logging.BasicLogger;
import org.jboss.logging.Logger;
import org.jboss.logging.annotations.Cause;
import org.jboss.logging.annotations.LogMessage;
import org.jboss.logging.annotations.Message;
import org.jboss.logging.annotations.MessageLogger;

/** What the REST API says. Range 4000-4099. */
@MessageLogger(projectCode = "HIE", length = 4)
interface RestLog extends BasicLogger {

    RestLog LOG = Logger.getMessageLogger(MethodHandles.lookup(), RestLog.class, "hie.rest");

    @LogMessage(level = Logger.Level.ERROR)
    @Message(id = 4001, value = "Request failed, id %s")
    void unexpected(String id, @Cause Throwable cause);

    @LogMessage(level = Logger.Level.INFO)
    @Message(id = 4002, value = "User %s read the content of message %s")
    void bodyRead(String user, java.util.UUID message);

    @LogMessage(level = Logger.Level.INFO)
    @Message(id = 4003, value = "User %s purged %s messages from before %s")
    void purged(String user, int messages, String before);

    @LogMessage(level = Logger.Level.INFO)
    @Message(id = 4004, value = "User %s compares what is made of up to %s messages of item %s of %s/%s")
    void compared(String user, int limit, String item, String workspace, String project);
}
