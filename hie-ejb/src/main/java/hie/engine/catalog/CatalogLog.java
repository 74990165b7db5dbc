package hie.engine.catalog;

import java.lang.invoke.MethodHandles;
import org.jboss.logging.BasicLogger;
import org.jboss.logging.Logger;
import org.jboss.logging.annotations.LogMessage;
import org.jboss.logging.annotations.Message;
import org.jboss.logging.annotations.MessageLogger;

/** What the catalog says. Range 3900-3949. */
@MessageLogger(projectCode = "HIE", length = 4)
interface CatalogLog extends BasicLogger {

    CatalogLog LOG = Logger.getMessageLogger(MethodHandles.lookup(), CatalogLog.class, "hie.engine.catalog");

    @LogMessage(level = Logger.Level.INFO)
    @Message(id = 3901, value = "Extension %s is loaded; it has %s host classes")
    void loaded(String extension, int classes);

    @LogMessage(level = Logger.Level.ERROR)
    @Message(id = 3902, value = "Extension %s: class '%s' %s")
    void faulty(String extension, String className, String message);
}
