package hie.engine.transform;

import hie.api.message.Message;
import java.time.ZonedDateTime;

/** Makes another message of one: a transform document, a stylesheet or a script. Immutable; used by any number of threads. */
public interface MessageTransform {

    /**
     * Makes another message of one; its header is that of the one it was made of, but for what it says of the content.
     *
     * @throws RuntimeException when that cannot be done, without content of the message in its text
     */
    TransformResult apply(Message source, ZonedDateTime now);
}
