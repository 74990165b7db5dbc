package hie.engine.worker;

import hie.engine.item.ItemKey;
import java.lang.invoke.MethodHandles;
import org.jboss.logging.BasicLogger;
import org.jboss.logging.Logger;
import org.jboss.logging.annotations.Cause;
import org.jboss.logging.annotations.LogMessage;
import org.jboss.logging.annotations.Message;
import org.jboss.logging.annotations.MessageLogger;

/** What is said of worker processes. Range 4200-4249. */
@MessageLogger(projectCode = "HIE", length = 4)
interface WorkerLog extends BasicLogger {

    WorkerLog LOG = Logger.getMessageLogger(MethodHandles.lookup(), WorkerLog.class, "hie.engine.worker");

    @LogMessage(level = Logger.Level.INFO)
    @Message(id = 4200, value = "Item %s: worker %s runs, process %s")
    void started(ItemKey item, int number, long pid);

    @LogMessage(level = Logger.Level.WARN)
    @Message(id = 4201, value = "Item %s: worker %s has ended by itself, process %s: %s; the next one is started at %s")
    void ended(ItemKey item, int number, long pid, String why, java.time.Instant next);

    @LogMessage(level = Logger.Level.ERROR)
    @Message(
            id = 4202,
            value =
                    "Item %s: worker %s has ended by itself, process %s: %s; RestartPolicy allows no other, it is left alone")
    void leftAlone(ItemKey item, int number, long pid, String why);

    @LogMessage(level = Logger.Level.WARN)
    @Message(id = 4203, value = "Item %s: worker %s did not end within %s s, process %s is destroyed")
    void destroyed(ItemKey item, int number, long seconds, long pid);

    @LogMessage(level = Logger.Level.WARN)
    @Message(id = 4204, value = "Item %s: worker %s says: %s")
    void says(ItemKey item, int number, String line);

    @LogMessage(level = Logger.Level.WARN)
    @Message(id = 4205, value = "The engine's orders can be read no more; this worker process ends")
    void ordersEnd(@Cause Throwable cause);

    @LogMessage(level = Logger.Level.WARN)
    @Message(id = 4206, value = "Item %s: what worker %s says cannot be kept in its file")
    void notKept(ItemKey item, int number, @Cause Throwable cause);

    @LogMessage(level = Logger.Level.WARN)
    @Message(id = 4207, value = "The log of this worker process is not written as JSON")
    void noJson(@Cause Throwable cause);
}
