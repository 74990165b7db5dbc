package hie.engine.worker;

import hie.engine.running.LoggedSession;
import jakarta.json.Json;
import jakarta.json.JsonObjectBuilder;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.logging.FileHandler;
import java.util.logging.Formatter;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

/**
 * Lines of a worker process' log as JSON objects, with the names that the server's have, so that one reader understands both. Used
 * by any thread.
 */
final class WorkerJsonFormat extends Formatter {

    /** System property of a worker process: the pattern of the file's name; empty for none. */
    static final String FILE = "hie.worker.json";

    /** As of the log in words: this much, and one older file. */
    private static final int MOST_BYTES = 10_000_000;

    private static final int FILES = 2;

    /** Has everything written so, too, if a file is named. */
    static void install() {
        String file = System.getProperty(FILE, "");
        if (file.isEmpty()) {
            return;
        }
        try {
            FileHandler handler = new FileHandler(file, MOST_BYTES, FILES, true);
            handler.setEncoding("UTF-8");
            handler.setFormatter(new WorkerJsonFormat());
            Logger.getLogger("").addHandler(handler);
        } catch (IOException e) {
            WorkerLog.LOG.noJson(e);
        }
    }

    @Override
    public String format(LogRecord line) {
        JsonObjectBuilder json = Json.createObjectBuilder()
                .add(
                        "timestamp",
                        DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(
                                line.getInstant().atZone(ZoneId.systemDefault())))
                .add("loggerName", String.valueOf(line.getLoggerName()))
                .add("level", level(line.getLevel()))
                .add("message", formatMessage(line))
                .add("threadId", line.getLongThreadID())
                .add("processId", ProcessHandle.current().pid());
        String session = LoggedSession.current();
        json.add(
                "mdc",
                session.isEmpty()
                        ? Json.createObjectBuilder()
                        : Json.createObjectBuilder().add("session", session));
        if (line.getThrown() != null) {
            json.add("stackTrace", stackTrace(line.getThrown()));
        }
        return json.build() + "\n";
    }

    /** The server's names. */
    private static String level(Level level) {
        if (level.intValue() >= Level.SEVERE.intValue()) {
            return "ERROR";
        }
        return level.equals(Level.WARNING) ? "WARN" : level.getName();
    }

    private static String stackTrace(Throwable thrown) {
        StringWriter text = new StringWriter();
        thrown.printStackTrace(new PrintWriter(text, true));
        return text.toString();
    }
}
