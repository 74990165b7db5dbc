package hie.engine.routing;

import java.lang.invoke.MethodHandles;
import org.jboss.logging.BasicLogger;
import org.jboss.logging.Logger;
import org.jboss.logging.annotations.LogMessage;
import org.jboss.logging.annotations.Message;
import org.jboss.logging.annotations.MessageLogger;

/** What the built-in processes say. Range 4350-4399. */
@MessageLogger(projectCode = "HIE", length = 4)
interface RoutingLog extends BasicLogger {

    RoutingLog LOG = Logger.getMessageLogger(MethodHandles.lookup(), RoutingLog.class, "hie.engine.routing");

    @LogMessage(level = Logger.Level.INFO)
    @Message(id = 4350, value = "Item %s: script '%s' logs %s")
    void scriptLogs(String item, String script, String line);
}
