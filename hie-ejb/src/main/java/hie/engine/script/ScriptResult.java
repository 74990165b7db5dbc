package hie.engine.script;

import hie.api.message.Message;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a script decided.
 *
 * @param accepted false when the script returned {@code false}: the message goes nowhere
 * @param message the one that came when the script changed nothing, else one with the same header but for what it says of the content
 * @param targets where it goes
 * @param own what some of them get in its place, by their names
 * @param asked the items that the script has asked, which have the message by now
 * @param more further messages that the script sent, in order
 * @param reply what whoever waits is answered
 * @param log what the script logged, without content of the message
 */
public record ScriptResult(
        boolean accepted,
        Message message,
        List<String> targets,
        Map<String, Message> own,
        List<String> asked,
        List<Sending> more,
        Optional<byte[]> reply,
        List<String> log) {

    public ScriptResult {
        targets = List.copyOf(targets);
        own = Map.copyOf(own);
        asked = List.copyOf(asked);
        more = List.copyOf(more);
        log = List.copyOf(log);
    }

    /** What a target gets. */
    public Message messageFor(String target) {
        return own.getOrDefault(target, message);
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
