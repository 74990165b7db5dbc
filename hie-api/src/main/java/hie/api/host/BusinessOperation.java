package hie.api.host;

import hie.api.message.Message;
import hie.api.setting.Setting;
import hie.api.setting.SettingType;

/** Delivers messages to the outside. Delivery is at least once; every attempt and reply is recorded. */
@Setting(
        name = "PoolSize",
        alias = "worker_count",
        type = SettingType.INTEGER,
        defaultValue = "1",
        min = 1,
        max = 1000,
        description = "How many messages are delivered at the same time. 1 keeps the order of the queue.")
@Setting(
        name = "PipelineWindow",
        type = SettingType.INTEGER,
        defaultValue = "8",
        min = 1,
        max = 1000,
        unit = "messages",
        description =
                "With ExecutionMode async: how many messages are under way at most, sent and without a verdict. They leave and are settled in "
                        + "order; when one is to be tried again, those after it that the destination has not confirmed are sent again after "
                        + "it: some may reach the destination twice. MLLP keeps the order on the wire, HTTP has several connections.")
@Setting(
        name = "RetryInterval",
        type = SettingType.SECONDS,
        defaultValue = "5",
        min = 0,
        max = 86400,
        unit = "s",
        description =
                "How long to wait before a failed delivery is tried again. The messages behind it wait, so that order is kept.")
@Setting(
        name = "FailureTimeout",
        type = SettingType.SECONDS,
        defaultValue = "-1",
        min = -1,
        unit = "s",
        description = "How long a delivery is tried again before the message goes to the error queue; -1 for ever.")
@Setting(
        name = "ReplyCodeActions",
        type = SettingType.STRING,
        description =
                "What to do when an attempt fails: code=actions, parted by commas, the first that holds decides. Codes: E any failure, "
                        + "E*text one with this text in its description, X no answer at all. Actions: C complete, W warn, R retry, S "
                        + "suspend, D disable the item, F fail. What no code names is tried again, unless the class makes something else of it.")
@Setting(
        name = "CircuitBreakerThreshold",
        type = SettingType.INTEGER,
        defaultValue = "0",
        min = 0,
        max = 1000,
        description =
                "After so many failed attempts in a row, over all workers, the circuit breaker opens: nothing is tried, messages "
                        + "wait in order. 0 for no breaker.")
@Setting(
        name = "CircuitBreakerDelay",
        type = SettingType.SECONDS,
        defaultValue = "30",
        min = 1,
        max = 86400,
        unit = "s",
        description =
                "How long an open circuit breaker lets nothing through; then one attempt finds out whether it closes or stays open.")
@Setting(
        name = "RateLimit",
        type = SettingType.INTEGER,
        defaultValue = "0",
        min = 0,
        max = 1000000,
        unit = "messages",
        description =
                "How many attempts are made in RateLimitPeriod at most, over all workers: a bucket of so many tokens that refills "
                        + "evenly. 0 for no limit.")
@Setting(
        name = "RateLimitPeriod",
        type = SettingType.SECONDS,
        defaultValue = "1",
        min = 0,
        max = 86400,
        unit = "s",
        description = "The time in which an empty bucket of RateLimit tokens is full again; at least 0.001 s.")
@Setting(
        name = "DisconnectedAlert",
        type = SettingType.SECONDS,
        defaultValue = "0",
        min = 0,
        unit = "s",
        description =
                "An incident opens when the destination has given no answer for so long; it resolves with the next answer; 0 for none.")
public abstract non-sealed class BusinessOperation extends QueuedHost {

    /**
     * Tries to deliver one message, once.
     *
     * @return the destination's verdict
     * @throws DeliveryFailedException when the destination gave none, and something else than trying again is called for
     * @throws Exception when the destination gave none: the delivery is tried again after RetryInterval, unless ReplyCodeActions name
     *     the failure. What is unchecked is a fault of the class: the message goes to the error queue
     */
    public abstract Delivery deliver(Message message) throws Exception;
}
