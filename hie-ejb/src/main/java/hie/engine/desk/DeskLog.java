package hie.engine.desk;

import java.lang.invoke.MethodHandles;
import java.util.UUID;
import org.jboss.logging.BasicLogger;
import org.jboss.logging.Logger;
import org.jboss.logging.annotations.LogMessage;
import org.jboss.logging.annotations.Message;
import org.jboss.logging.annotations.MessageLogger;

/** What is done with suspended messages, and by whom. Range 3500-3599. Never content. */
@MessageLogger(projectCode = "HIE", length = 4)
interface DeskLog extends BasicLogger {

    DeskLog LOG = Logger.getMessageLogger(MethodHandles.lookup(), DeskLog.class, "hie.engine.desk");

    @LogMessage(level = Logger.Level.INFO)
    @Message(id = 3501, value = "User %s sent %s suspended messages again")
    void sentAgain(String user, int messages);

    @LogMessage(level = Logger.Level.INFO)
    @Message(id = 3502, value = "User %s corrected suspended message %s and sent it again")
    void corrected(String user, UUID message);

    @LogMessage(level = Logger.Level.INFO)
    @Message(id = 3503, value = "User %s discarded %s suspended messages")
    void discarded(String user, int messages);

    @LogMessage(level = Logger.Level.INFO)
    @Message(id = 3504, value = "User %s corrected %s suspended messages by %s")
    void correctedMany(String user, int messages, String what);
}
