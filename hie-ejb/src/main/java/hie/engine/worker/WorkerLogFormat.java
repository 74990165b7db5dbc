package hie.engine.worker;

import hie.engine.item.LoggedSession;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.logging.Formatter;
import java.util.logging.Handler;
import java.util.logging.LogManager;
import java.util.logging.LogRecord;

/** Lines of a worker process' log, as the server's are: with the session that the thread works on. Used by any thread. */
final class WorkerLogFormat extends Formatter {

    /** Has everything written so. */
    static void install() {
        for (Handler handler : LogManager.getLogManager().getLogger("").getHandlers()) {
            handler.setFormatter(new WorkerLogFormat());
        }
    }

    @Override
    public String format(LogRecord line) {
        String session = LoggedSession.current();
        return String.format(
                "%1$tF %1$tT %2$s [%3$s] %4$s%5$s%n%6$s",
                line.getMillis(),
                line.getLevel(),
                line.getLoggerName(),
                session.isEmpty() ? "" : "[" + session + "] ",
                formatMessage(line),
                stackOf(line.getThrown()));
    }

    private static String stackOf(Throwable thrown) {
        if (thrown == null) {
            return "";
        }
        StringWriter stack = new StringWriter();
        thrown.printStackTrace(new PrintWriter(stack, true));
        return stack.toString();
    }
}
