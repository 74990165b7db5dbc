package hie.engine.running;

import hie.api.message.Message;
import org.jboss.logging.MDC;

/**
 * The session in the log context of the thread that works on a message: every line logged meanwhile, by the engine or by the
 * item's host, has it. The id is written out only when something is logged.
 */
public final class LoggedSession {

    /** The name in the log context. */
    static final String KEY = "session";

    private LoggedSession() {}

    /** The session that the calling thread works on; empty for none. */
    public static String current() {
        Object session = MDC.get(KEY);
        return session == null ? "" : session.toString();
    }

    static void begin(Message message) {
        MDC.put(KEY, message.header().session());
    }

    static void end() {
        MDC.remove(KEY);
    }
}
