package hie.engine.hl7;

import java.lang.invoke.MethodHandles;
import java.util.UUID;
import org.jboss.logging.BasicLogger;
import org.jboss.logging.Logger;
import org.jboss.logging.annotations.LogMessage;
import org.jboss.logging.annotations.Message;
import org.jboss.logging.annotations.MessageLogger;

/** What is said of HL7 messages. Range 3650-3699. */
@MessageLogger(projectCode = "HIE", length = 4)
interface Hl7Log extends BasicLogger {

    Hl7Log LOG = Logger.getMessageLogger(MethodHandles.lookup(), Hl7Log.class, "hie.engine.hl7");

    @LogMessage(level = Logger.Level.WARN)
    @Message(id = 3650, value = "Item %s: message %s is not as its schema has it: %s")
    void faulty(String item, UUID message, String findings);
}
