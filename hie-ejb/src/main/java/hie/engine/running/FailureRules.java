package hie.engine.running;

import hie.api.host.Delivery;
import hie.api.host.DeliveryFailedException;
import hie.api.message.Message;
import hie.engine.item.ItemKey;
import hie.engine.item.ItemLog;
import hie.engine.reply.FailureActions;
import hie.engine.reply.ReplyCodeActions;
import java.time.Duration;

/**
 * What an operation's item does about deliveries that fail.
 *
 * @param retryInterval how long it waits before the next attempt
 * @param failureTimeout how long a message is tried; negative for ever
 */
record FailureRules(ItemKey item, Duration retryInterval, Duration failureTimeout, FailureActions actions) {

    static FailureRules of(ItemRuntime item) {
        return new FailureRules(
                item.key(),
                item.settings().seconds("RetryInterval"),
                item.settings().seconds("FailureTimeout"),
                FailureActions.of(item.definition().hostClass().type(), item.settings()));
    }

    /** What becomes of a message when the attempt to deliver it threw. */
    Delivery judge(Message message, Exception failure) {
        Delivery otherwise = failure instanceof DeliveryFailedException known
                ? known.delivery()
                : Delivery.retry(null, TraceBuilder.reason(failure)).unanswered();
        ReplyCodeActions.Judgement judgement = actions.judge(otherwise);
        if (!judgement.warning().isEmpty()) {
            ItemLog.LOG.failureWarning(item, message.header().id(), judgement.warning());
        }
        return judgement.delivery();
    }

    /** Whether a message that was first tried at this {@link System#nanoTime} is to be given up. */
    boolean giveUp(long begun) {
        return !failureTimeout.isNegative() && System.nanoTime() - begun >= failureTimeout.toNanos();
    }
}
