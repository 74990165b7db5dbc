package hie.engine.server;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jboss.dmr.ModelNode;

/** The server refused a management operation; the message is the innermost reason it gave. */
public final class ServerRefusedException extends RuntimeException {

    private static final long serialVersionUID = 1L;
    private static final Pattern CAUSE = Pattern.compile("Caused by: [\\w.$]+(?:Exception|Error): ([^\\n\"]+)");

    ServerRefusedException(ModelNode description) {
        super(innermost(description.isDefined() ? description.asString() : "no reason given"));
    }

    /**
     * The last "Caused by" of a failure description is what a person can act on; where the one around it quotes it, that one,
     * because it says where.
     */
    static String innermost(String text) {
        String found = null;
        for (Matcher causes = CAUSE.matcher(text); causes.find(); ) {
            String cause = causes.group(1).strip();
            found = found != null && found.endsWith(cause) ? found : cause;
        }
        return found == null ? text.strip() : found;
    }
}
