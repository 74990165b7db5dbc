package hie.engine.transform;

import hie.api.message.Message;
import java.util.List;

/**
 * What became of a message.
 *
 * @param log what there is to say of it: which assignments were never made and which had no place to go to, by their lines, or what a
 *     script logged; without content of the message
 */
public record TransformResult(Message message, List<String> log) {
    public TransformResult {
        log = List.copyOf(log);
    }
}
