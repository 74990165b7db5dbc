package hie.api.host;

import hie.api.message.Message;
import hie.api.setting.Setting;
import hie.api.setting.SettingType;

/** Takes messages in: what its adapter receives becomes a message, is judged, and is sent on. */
@Setting(
        name = "PoolSize",
        alias = "worker_count",
        type = SettingType.INTEGER,
        defaultValue = "32",
        min = 1,
        max = 1000,
        description = "How many messages the service takes in at the same time; each connection has one at a time.")
@Setting(
        name = "MessageTimeout",
        alias = "message_timeout",
        type = SettingType.SECONDS,
        defaultValue = "0",
        min = 0,
        max = 86400,
        unit = "s",
        description =
                "How long the host may take to judge a message and send it on. One that takes longer is interrupted; if it does not end within "
                        + "5 s, it is left behind with its thread and another takes its place. Its sender is told that the message could not be stored. "
                        + "0 for no limit.")
@Setting(
        name = "TimeToLive",
        alias = "time_to_live",
        type = SettingType.SECONDS,
        defaultValue = "0",
        min = 0,
        unit = "s",
        description =
                "How long after it came in a message may still be delivered; then it expires, and its trace says so. 0 for ever.")
@Setting(
        name = "MessagePriority",
        type = SettingType.EXPRESSION,
        defaultValue = "4",
        description =
                "The priority of the messages that it takes in, 0 first and 9 last, for queues of QueueType priority: a number, or an expression as in "
                        + "rules, without lookup tables, that makes one of the message, for example If(ORC-7.6 = \"S\", 0, 4). What makes no such number is 4. A "
                        + "JMS client's message keeps the priority that it brings.")
public abstract non-sealed class BusinessService extends Host {

    /**
     * Judges one message that the adapter received, and sends it on.
     *
     * @return what the sender is told, and whether the message was accepted
     * @throws Exception when the message can neither be accepted nor refused for good now: nothing is kept in a queue and
     *     the sender is told to try again
     */
    public abstract Receipt receive(Message message, Outbox outbox) throws Exception;

    /**
     * What the sender is told when an interceptor, or a hook, refused a message for good.
     *
     * @param reason why, without content of the message
     * @return the reply's bytes, or {@code null} for none
     */
    public byte[] refusalReply(Message message, String reason) {
        return null;
    }

    /**
     * What the sender is told when a message could not be stored after all.
     *
     * @return the reply's bytes, or {@code null} for none
     */
    public byte[] failureReply(Message message) {
        return null;
    }

    /**
     * What the sender is told when a message was not taken because a queue is full: the same message may be taken later.
     *
     * @param reason without content of the message
     * @return the reply's bytes, or {@code null} for none
     */
    public byte[] fullReply(Message message, String reason) {
        return failureReply(message);
    }
}
