package hie.engine.tracing;

import java.lang.invoke.MethodHandles;
import org.jboss.logging.BasicLogger;
import org.jboss.logging.Logger;
import org.jboss.logging.annotations.LogMessage;
import org.jboss.logging.annotations.Message;
import org.jboss.logging.annotations.MessageLogger;

/** What tracing says. Range 3800-3899. */
@MessageLogger(projectCode = "HIE", length = 4)
interface TracingLog extends BasicLogger {

    TracingLog LOG = Logger.getMessageLogger(MethodHandles.lookup(), TracingLog.class, "hie.engine.tracing");

    @LogMessage(level = Logger.Level.WARN)
    @Message(id = 3801, value = "The receiver named by %s does not take spans; they are dropped until it does")
    void troubleBegins(String setting);

    @LogMessage(level = Logger.Level.INFO)
    @Message(id = 3802, value = "The receiver takes spans again")
    void troubleEnds();
}
