package hie.engine.script;

import hie.api.message.Message;
import java.util.List;
import java.util.Optional;

/**
 * What a script decided.
 *
 * @param accepted false when the script returned {@code false}: the message goes nowhere
 * @param message the one that came when the script changed nothing, else one with the same header but for what it says of the content
 * @param targets where it goes
 * @param more further messages that the script sent, in order
 * @param reply what whoever waits is answered
 * @param log what the script logged, without content of the message
 */
public record ScriptResult(
        boolean accepted,
        Message message,
        List<String> targets,
        List<Sending> more,
        Optional<byte[]> reply,
        List<String> log) {

    public ScriptResult {
        targets = List.copyOf(targets);
        more = List.copyOf(more);
        log = List.copyOf(log);
    }

    /** A message that the script made. */
    public record Sending(String target, byte[] content) {

        /** The target and the size only. */
        @Override
        public String toString() {
            return "Sending[" + target + " " + content.length + " bytes]";
        }
    }
}
