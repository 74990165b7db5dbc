package hie.engine.production;

import hie.engine.item.ItemKey;
import java.lang.invoke.MethodHandles;
import org.jboss.logging.BasicLogger;
import org.jboss.logging.Logger;
import org.jboss.logging.annotations.Cause;
import org.jboss.logging.annotations.LogMessage;
import org.jboss.logging.annotations.Message;
import org.jboss.logging.annotations.MessageLogger;

/** What productions say. Range 3000-3099. */
@MessageLogger(projectCode = "HIE", length = 4)
interface ProductionLog extends BasicLogger {

    ProductionLog LOG = Logger.getMessageLogger(MethodHandles.lookup(), ProductionLog.class, "hie.engine.production");

    @LogMessage(level = Logger.Level.INFO)
    @Message(id = 3001, value = "Item %s is running")
    void running(ItemKey item);

    @LogMessage(level = Logger.Level.INFO)
    @Message(id = 3002, value = "Item %s is stopped")
    void stopped(ItemKey item);

    @LogMessage(level = Logger.Level.ERROR)
    @Message(id = 3003, value = "Item %s is troubled: %s")
    void troubled(ItemKey item, String reason);

    @LogMessage(level = Logger.Level.INFO)
    @Message(id = 3004, value = "Item %s is paused")
    void paused(ItemKey item);

    @LogMessage(level = Logger.Level.INFO)
    @Message(id = 3005, value = "The engine is ready: %s projects, %s items running")
    void ready(int projects, int items);

    @LogMessage(level = Logger.Level.WARN)
    @Message(id = 3006, value = "What is wanted could not be read or made true; it is tried again in %s s")
    void notReconciled(long seconds, @Cause Throwable cause);

    @LogMessage(level = Logger.Level.ERROR)
    @Message(
            id = 3008,
            value = "Item %s is left alone after %s failed starts, as its restart policy says; restart it by hand")
    void leftAlone(ItemKey item, int failures);

    @LogMessage(level = Logger.Level.ERROR)
    @Message(id = 3007, value = "Item %s could not be stopped cleanly")
    void notStopped(ItemKey item, @Cause Throwable cause);
}
