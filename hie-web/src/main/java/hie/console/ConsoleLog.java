package hie.console;

import java.lang.invoke.MethodHandles;
import java.util.UUID;
import org.jboss.logging.BasicLogger;
import org.jboss.logging.Logger;
import org.jboss.logging.annotations.LogMessage;
import org.jboss.logging.annotations.Message;
import org.jboss.logging.annotations.MessageLogger;

/** What the console says: who looked at content, who changed what. Range 4100-4199. Never content, never a patient. */
@MessageLogger(projectCode = "HIE", length = 4)
public interface ConsoleLog extends BasicLogger {

    ConsoleLog LOG = Logger.getMessageLogger(MethodHandles.lookup(), ConsoleLog.class, "hie.console");

    @LogMessage(level = Logger.Level.INFO)
    @Message(id = 4101, value = "User %s looked at the content of message %s")
    void contentSeen(String user, UUID message);

    @LogMessage(level = Logger.Level.WARN)
    @Message(id = 4102, value = "User %s was refused '%s', which needs the right %s")
    void refused(String user, String what, String right);

    @LogMessage(level = Logger.Level.INFO)
    @Message(id = 4103, value = "User %s: %s project %s")
    void projectChanged(String user, String verb, String project);

    @LogMessage(level = Logger.Level.INFO)
    @Message(id = 4104, value = "User %s: %s item %s of project %s")
    void itemChanged(String user, String verb, String item, String project);

    @LogMessage(level = Logger.Level.INFO)
    @Message(id = 4105, value = "User %s searched for messages by a patient's identifier")
    void patientSearched(String user);

    @LogMessage(level = Logger.Level.INFO)
    @Message(id = 4106, value = "User %s compares what is made of up to %s messages of item %s of %s")
    void compared(String user, int limit, String item, String project);
}
