package hie.api.host;

import hie.api.message.Message;
import java.util.concurrent.CompletionStage;

/**
 * An operation that can have several messages under way at once ({@code ExecutionMode async}). It is then asked to begin a
 * delivery instead of making it; on one thread, as everything else. It keeps no state of one message between two.
 */
public interface PipelinedOperation {

    /**
     * Sends one message, after those begun before, and returns without waiting for what the destination says of it.
     *
     * @return the destination's verdict; completed by any thread, in a time that the operation limits. One that fails counts as
     *     none given: the delivery is tried again after RetryInterval, and what was begun after it and has no good verdict is begun
     *     again after it.
     * @throws Exception when nothing was sent, or it is not known: likewise
     */
    CompletionStage<Delivery> begin(Message message) throws Exception;
}
