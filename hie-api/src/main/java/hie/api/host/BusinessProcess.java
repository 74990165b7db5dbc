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
        name = "OrderKey",
        type = SettingType.HL7_PATH,
        description = "With a pool larger than 1: messages with the same value here keep their order.")
@Setting(
        name = "QueueCountAlert",
        type = SettingType.INTEGER,
        defaultValue = "0",
        min = 0,
        unit = "messages",
        description =
                "An incident opens when so many messages wait for the item; it resolves below 80 % of that; 0 for none.")
@Setting(
        name = "QueueWaitAlert",
        type = SettingType.SECONDS,
        defaultValue = "0",
        min = 0,
        unit = "s",
        description =
                "An incident opens when a message has waited so long for the item; it resolves below 80 % of that; 0 for none.")
@Setting(
        name = "AllowCycle",
        type = SettingType.BOOLEAN,
        defaultValue = "false",
        description =
                "Whether connections may lead from the item back to it. Every cycle needs one item that allows it; whether messages go round "
                        + "for ever is then the processes' business.")
@Setting(
        name = "MaskedFields",
        type = SettingType.STRING,
        description =
                "With the interceptor Masking: HL7 paths, parted by commas, for example PID-5, PID-11.1, whose values the item gets as ***, in "
                        + "every segment of that name and every repetition. The warehouse keeps the message as it came.")
public abstract non-sealed class BusinessProcess extends Host {

    /**
     * Processes one message.
     *
     * @throws Exception when it cannot be processed: nothing that was put in the outbox leaves, and the message goes to the
     *     error queue with the failure as its reason
     */
    public abstract void process(Message message, Outbox outbox) throws Exception;
}
