package hie.api.host;

import hie.api.message.Message;
import hie.api.setting.Setting;
import hie.api.setting.SettingType;

/**
 * An operation that also sends messages to other items of its project, such as a destination's answer to whoever is to process it.
 * It works on one message at a time: ExecutionMode async is not for it.
 */
@Setting(
        name = "AllowCycle",
        type = SettingType.BOOLEAN,
        defaultValue = "false",
        description =
                "Whether connections may lead from the operation back to it. Every cycle needs one item that allows it; whether messages go "
                        + "round for ever is then the hosts' business.")
public abstract class SendingOperation extends BusinessOperation {

    /**
     * Tries to deliver one message, once. What was put in the outbox leaves when the message is delivered, in one transaction with
     * the record of that; after any other verdict, and when this throws, nothing leaves, and the next attempt begins with an empty
     * outbox. What is called leaves at once, and again with each attempt. {@link Outbox#reply} has no effect: who waits for the
     * outcome is answered with what the destination said.
     *
     * @return the destination's verdict
     * @throws Exception when the destination gave none: the delivery is tried again after RetryInterval
     */
    public abstract Delivery deliver(Message message, Outbox outbox) throws Exception;

    /** Not for an operation that sends. */
    @Override
    public final Delivery deliver(Message message) {
        throw new UnsupportedOperationException("An operation that sends is given an outbox");
    }
}
