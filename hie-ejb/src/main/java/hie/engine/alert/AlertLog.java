package hie.engine.alert;

import java.lang.invoke.MethodHandles;
import java.util.UUID;
import org.jboss.logging.BasicLogger;
import org.jboss.logging.Logger;
import org.jboss.logging.annotations.Cause;
import org.jboss.logging.annotations.LogMessage;
import org.jboss.logging.annotations.Message;
import org.jboss.logging.annotations.MessageLogger;

/** What alerts say. Range 3700-3799. */
@MessageLogger(projectCode = "HIE", length = 4)
interface AlertLog extends BasicLogger {

    AlertLog LOG = Logger.getMessageLogger(MethodHandles.lookup(), AlertLog.class, "hie.engine.alert");

    @LogMessage(level = Logger.Level.WARN)
    @Message(id = 3701, value = "Incident %s opened: %s")
    void opened(UUID incident, String headline);

    @LogMessage(level = Logger.Level.INFO)
    @Message(id = 3702, value = "Incident %s resolved: %s")
    void resolved(UUID incident, String headline);

    @LogMessage(level = Logger.Level.INFO)
    @Message(id = 3703, value = "Incident %s acknowledged by %s")
    void acknowledged(UUID incident, String user);

    @LogMessage(level = Logger.Level.WARN)
    @Message(id = 3704, value = "Alerts cannot be judged or kept; it is tried again every %s s")
    void troubleBegins(long seconds, @Cause Throwable cause);

    @LogMessage(level = Logger.Level.INFO)
    @Message(id = 3705, value = "Alerts are judged again")
    void troubleEnds();

    @LogMessage(level = Logger.Level.WARN)
    @Message(id = 3706, value = "Notices cannot be given to %s: %s. They wait, at most %s")
    void channelTroubleBegins(String channel, String reason, java.time.Duration patience);

    @LogMessage(level = Logger.Level.INFO)
    @Message(id = 3707, value = "Notices are given to %s again")
    void channelTroubleEnds(String channel);

    @LogMessage(level = Logger.Level.ERROR)
    @Message(id = 3708, value = "The notice of incident %s was not given to %s and is dropped")
    void dropped(UUID incident, String channel);

    @LogMessage(level = Logger.Level.WARN)
    @Message(
            id = 3709,
            value = "That incident %s was told through %s could not be stored; it may be told again after a restart")
    void notSettled(UUID incident, String channel, @Cause Throwable cause);
}
