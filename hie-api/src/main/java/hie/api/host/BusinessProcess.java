package hie.api.host;

import hie.api.message.Message;
import hie.api.setting.Setting;
import hie.api.setting.SettingType;

/** Routes, transforms, orchestrates: gets a message from a queue and sends others on. */
@Setting(
        name = "PoolSize",
        alias = "worker_count",
        type = SettingType.INTEGER,
        defaultValue = "1",
        min = 0,
        max = 1000,
        description =
                "How many messages are processed at the same time. 1 keeps the order of the queue. 0 runs the process inline: "
                        + "in its caller's transaction, without a queue of its own.")
@Setting(
        name = "AllowCycle",
        type = SettingType.BOOLEAN,
        defaultValue = "false",
        description =
                "Whether connections may lead from the item back to it. Every cycle needs one item that allows it; whether messages go round "
                        + "for ever is then the processes' business.")
public abstract non-sealed class BusinessProcess extends QueuedHost {

    /**
     * Processes one message.
     *
     * @throws Exception when it cannot be processed: nothing that was put in the outbox leaves, and the message goes to the
     *     error queue with the failure as its reason
     */
    public abstract void process(Message message, Outbox outbox) throws Exception;
}
