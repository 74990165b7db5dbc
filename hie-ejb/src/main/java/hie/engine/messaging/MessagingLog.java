package hie.engine.messaging;

import java.lang.invoke.MethodHandles;
import org.jboss.logging.BasicLogger;
import org.jboss.logging.Logger;
import org.jboss.logging.annotations.Cause;
import org.jboss.logging.annotations.LogMessage;
import org.jboss.logging.annotations.Message;
import org.jboss.logging.annotations.MessageLogger;

/** What messaging says. Range 3300-3399. */
@MessageLogger(projectCode = "HIE", length = 4)
interface MessagingLog extends BasicLogger {

    MessagingLog LOG = Logger.getMessageLogger(MethodHandles.lookup(), MessagingLog.class, "hie.engine.messaging");

    @LogMessage(level = Logger.Level.DEBUG)
    @Message(id = 3301, value = "A broker connection could not be closed cleanly")
    void connectionNotClosed(@Cause Throwable cause);

    @LogMessage(level = Logger.Level.WARN)
    @Message(
            id = 3302,
            value =
                    "A broker transaction could not be rolled back; the broker rolls it back when it starts the next time")
    void notRolledBack(@Cause Throwable cause);

    @LogMessage(level = Logger.Level.INFO)
    @Message(id = 3303, value = "The broker listens for worker processes on %s:%s")
    void doorOpen(String host, int port);

    @LogMessage(level = Logger.Level.WARN)
    @Message(
            id = 3304,
            value =
                    "A consumer of queue %s ends, and what it held could not be given back beforehand; messages may come out of order")
    void notGivenBackFirst(String queue, @Cause Throwable cause);

    @LogMessage(level = Logger.Level.FATAL)
    @Message(
            id = 3305,
            value =
                    "The broker could not write to its disk (%s) and has stopped for good; this server starts anew as soon as %s has %s MB of room")
    void brokerStopped(String why, String directory, long megabytes);

    @LogMessage(level = Logger.Level.FATAL)
    @Message(id = 3306, value = "This server ends to be started anew, because its broker has stopped")
    void startsAnew();

    @LogMessage(level = Logger.Level.ERROR)
    @Message(id = 3307, value = "The broker could not hand out a record of queue %s")
    void notHandedOut(String queue, @Cause Throwable cause);
}
