package hie.engine.script;

import hie.api.message.Message;
import java.util.List;

/**
 * What a script is to work on.
 *
 * @param channel a name for what shares {@code globalChannelMap}
 * @param targets the items that the message goes to unless the script says otherwise
 * @param inbound what {@code msg} is made of
 * @param outbound what the result is said to be
 */
public record ScriptTask(
        Message message,
        String channel,
        List<String> targets,
        ContentKind inbound,
        ContentKind outbound,
        SharedValues global,
        SharedValues globalChannel,
        Surroundings surroundings) {

    public ScriptTask {
        targets = List.copyOf(targets);
    }

    /** A task of a script that asks nobody. */
    public ScriptTask(
            Message message,
            String channel,
            List<String> targets,
            ContentKind inbound,
            ContentKind outbound,
            SharedValues global,
            SharedValues globalChannel) {
        this(message, channel, targets, inbound, outbound, global, globalChannel, Surroundings.NONE);
    }

    /** A message to be changed and nothing else: without targets, and with values that nobody shares. */
    public static ScriptTask change(Message message) {
        return new ScriptTask(
                message, "", List.of(), ContentKind.AUTO, ContentKind.AUTO, new SharedValues(), new SharedValues());
    }
}
