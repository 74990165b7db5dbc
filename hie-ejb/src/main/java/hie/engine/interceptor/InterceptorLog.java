package hie.engine.interceptor;

import java.lang.invoke.MethodHandles;
import java.util.UUID;
import org.jboss.logging.BasicLogger;
import org.jboss.logging.Logger;
import org.jboss.logging.annotations.Cause;
import org.jboss.logging.annotations.LogMessage;
import org.jboss.logging.annotations.Message;
import org.jboss.logging.annotations.MessageLogger;

/** What interceptors say. Range 3950-3999. */
@MessageLogger(projectCode = "HIE", length = 4)
interface InterceptorLog extends BasicLogger {

    InterceptorLog LOG =
            Logger.getMessageLogger(MethodHandles.lookup(), InterceptorLog.class, "hie.engine.interceptor");

    /** The audit trail has a category of its own, so that it can go to a file of its own. */
    InterceptorLog AUDIT = Logger.getMessageLogger(MethodHandles.lookup(), InterceptorLog.class, "hie.audit.message");

    @LogMessage(level = Logger.Level.WARN)
    @Message(id = 3951, value = "onTearDown of interceptor %s of item %s failed")
    void notTornDown(String interceptor, String item, @Cause Throwable cause);

    @LogMessage(level = Logger.Level.WARN)
    @Message(id = 3952, value = "onError of interceptor %s of item %s failed")
    void errorHookFailed(String interceptor, String item, @Cause Throwable cause);

    @LogMessage(level = Logger.Level.WARN)
    @Message(id = 3953, value = "Item %s: message %s is faulty: %s")
    void faulty(String item, UUID message, String faults);

    @LogMessage(level = Logger.Level.INFO)
    @Message(id = 3960, value = "Item %s of project %s begins with message %s of session %s from %s: %s, %s bytes")
    void begins(String item, String project, UUID message, UUID session, String from, String type, int size);

    @LogMessage(level = Logger.Level.INFO)
    @Message(id = 3961, value = "Item %s of project %s is done with message %s: %s")
    void done(String item, String project, UUID message, String outcome);

    @LogMessage(level = Logger.Level.INFO)
    @Message(id = 3962, value = "Item %s of project %s failed on message %s: %s")
    void failed(String item, String project, UUID message, String failure);
}
