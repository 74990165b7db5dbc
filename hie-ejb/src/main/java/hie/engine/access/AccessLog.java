package hie.engine.access;

import java.lang.invoke.MethodHandles;
import org.jboss.logging.BasicLogger;
import org.jboss.logging.Logger;
import org.jboss.logging.annotations.LogMessage;
import org.jboss.logging.annotations.Message;
import org.jboss.logging.annotations.MessageLogger;

/** What access control says. Range 3400-3499. */
@MessageLogger(projectCode = "HIE", length = 4)
interface AccessLog extends BasicLogger {

    AccessLog LOG = Logger.getMessageLogger(MethodHandles.lookup(), AccessLog.class, "hie.engine.access");

    @LogMessage(level = Logger.Level.INFO)
    @Message(id = 3401, value = "User %s was made, with a generated password in %s; change it soon")
    void firstAdministrator(String name, String file);
}
