package hie.file.ra;

import static org.jboss.logging.Logger.Level.INFO;
import static org.jboss.logging.Logger.Level.WARN;

import java.nio.file.Path;
import org.jboss.logging.Logger;
import org.jboss.logging.annotations.LogMessage;
import org.jboss.logging.annotations.Message;
import org.jboss.logging.annotations.MessageLogger;

/** All log lines of the file adapter. Files are named by delivery id, as their names may tell of a patient. */
@MessageLogger(projectCode = "HIEFILE", length = 4)
interface FileLog {
    FileLog LOG = Logger.getMessageLogger(java.lang.invoke.MethodHandles.lookup(), FileLog.class, "hie.file");

    @LogMessage(level = INFO)
    @Message(id = 1, value = "File endpoint %s polls %s every %d ms")
    void started(String item, Path folder, long callInterval);

    @LogMessage(level = INFO)
    @Message(id = 2, value = "File endpoint %s has stopped")
    void stopped(String item);

    @LogMessage(level = WARN)
    @Message(id = 3, value = "File endpoint %s is still busy with a file after %d s; it stops when that file is done")
    void stillBusy(String item, long seconds);

    @LogMessage(level = WARN)
    @Message(id = 4, value = "File endpoint %s has trouble with folder %s and keeps trying: %s")
    void troubled(String item, Path folder, String trouble);

    @LogMessage(level = INFO)
    @Message(id = 5, value = "File endpoint %s: the trouble with folder %s is over")
    void recovered(String item, Path folder);

    @LogMessage(level = WARN)
    @Message(id = 6, value = "File endpoint %s could not deliver file %s and will try again: %s")
    void retrying(String item, String deliveryId, String causes);

    @LogMessage(level = INFO)
    @Message(id = 7, value = "File endpoint %s delivered file %s after %d failed attempts")
    void deliveredAfterRetries(String item, String deliveryId, int failedAttempts);

    @LogMessage(level = WARN)
    @Message(id = 8, value = "File endpoint %s moved a rejected file to %s; the reason lies beside it")
    void rejected(String item, Path errorFolder);

    @LogMessage(level = INFO)
    @Message(id = 9, value = "File endpoint %s took over %d files that another endpoint left in its work folder")
    void adopted(String item, int files);

    @LogMessage(level = WARN)
    @Message(id = 10, value = "File endpoint %s has no figures in JMX: %s")
    void withoutFigures(String item, String cause);

    @LogMessage(level = WARN)
    @Message(id = 11, value = "An endpoint could not be released after file %s; the outcome of the delivery stands: %s")
    void notReleased(String deliveryId, String causes);
}
