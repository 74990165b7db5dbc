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
}
