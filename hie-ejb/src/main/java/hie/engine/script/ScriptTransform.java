package hie.engine.script;

import hie.api.message.Message;
import hie.engine.transform.MessageTransform;
import hie.engine.transform.TransformResult;
import java.time.ZonedDateTime;

/** A script in the place of a transform: it changes the message, and has no say in where that goes. */
public final class ScriptTransform implements MessageTransform {

    private final Script script;
    private final String name;

    public ScriptTransform(Script script, String name) {
        this.script = script;
        this.name = name;
    }

    @Override
    public TransformResult apply(Message source, ZonedDateTime now) {
        ScriptResult result = script.run(ScriptTask.change(source), ScriptLimits.USUAL);
        if (!result.accepted()) {
            throw new IllegalStateException("script '" + name
                    + "' returned false, which a transform cannot; filter messages in rules, or by a ScriptProcess");
        }
        return new TransformResult(
                result.message(),
                result.log().stream()
                        .map(line -> "script '" + name + "': " + line)
                        .toList());
    }
}
