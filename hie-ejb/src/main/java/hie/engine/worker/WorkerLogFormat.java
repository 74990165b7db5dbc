package hie.engine.worker;

import hie.engine.running.LoggedSession;
import java.util.logging.Handler;
import java.util.logging.LogManager;
import java.util.logging.LogRecord;
import java.util.logging.SimpleFormatter;

/** Lines of a worker process' log, as the server's are: with the session that the thread works on. Used by any thread. */
final class WorkerLogFormat extends SimpleFormatter {

    /** Has everything written so. */
    static void install() {
        for (Handler handler : LogManager.getLogManager().getLogger("").getHandlers()) {
            handler.setFormatter(new WorkerLogFormat());
        }
    }

    @Override
    public String formatMessage(LogRecord line) {
        String session = LoggedSession.current();
        return (session.isEmpty() ? "" : "[" + session + "] ") + super.formatMessage(line);
    }
}
