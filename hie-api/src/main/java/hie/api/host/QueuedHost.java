package hie.api.host;

import hie.api.setting.Setting;
import hie.api.setting.SettingType;

/** A host that takes its messages from a queue of its item, and what can be set about that queue. */
@Setting(
        name = "ExecutionMode",
        alias = "execution_mode",
        type = SettingType.CHOICE,
        defaultValue = "thread_pool",
        choices = {"thread_pool", "single_process", "async", "multiprocess"},
        description =
                "How the item works on its messages: thread_pool by PoolSize threads of the engine, one message each; single_process by one "
                        + "thread, and while the item is paused message by message, each when somebody asks for the next step; async, for "
                        + "operations that can, by one thread that has PipelineWindow messages under way; multiprocess in processes of their own.")
@Setting(
        name = "MessageTimeout",
        alias = "message_timeout",
        type = SettingType.SECONDS,
        defaultValue = "0",
        min = 0,
        max = 86400,
        unit = "s",
        description =
                "How long the host may work on a message, each attempt by itself. One that takes longer is interrupted; if it does not end "
                        + "within 5 s, it is left behind with its thread and another takes its place. Unless it ends well after all, the message goes to the "
                        + "desk. 0 for no limit.")
@Setting(
        name = "DrainTimeout",
        type = SettingType.SECONDS,
        defaultValue = "60",
        min = 0,
        max = 240,
        unit = "s",
        description =
                "How long an item that stops waits for the messages in its works; then its hosts are interrupted, and what they do not "
                        + "finish goes back to the queue.")
@Setting(
        name = "WorkerMemory",
        alias = "worker_memory",
        type = SettingType.INTEGER,
        defaultValue = "256",
        min = 64,
        max = 65536,
        unit = "MB",
        description =
                "With ExecutionMode multiprocess: how much memory the objects of each worker process may take. One that needs more ends, and is "
                        + "started anew as RestartPolicy says; a message at which three workers have ended goes to the error queue.")
@Setting(
        name = "OrderKey",
        type = SettingType.EXPRESSION,
        description =
                "Messages with the same value here keep their order, however many are worked on at a time. With a PoolSize of 1, where all keep "
                        + "it, it only says what HoldKeyOnSuspend holds back, and waits for a larger pool. An HL7 path (PID-3.1, the cheapest), or an "
                        + "expression as in rules, without lookup tables, over messages of any format (Document.patient.id). A message without a "
                        + "value has no key.")
@Setting(
        name = "HoldKeyOnSuspend",
        type = SettingType.BOOLEAN,
        defaultValue = "false",
        description =
                "Whether later messages of the same OrderKey, or all of them where there is none and PoolSize is 1, follow a message to the desk "
                        + "that was suspended or failed. When that one is sent again, all of them are, in their order; when it is discarded, those "
                        + "behind it go on. Other keys flow on.")
@Setting(
        name = "QueueType",
        alias = "queue_type",
        type = SettingType.CHOICE,
        defaultValue = "fifo",
        choices = {"fifo", "priority", "lifo", "unordered"},
        description =
                "Which message is taken next: fifo the one that came first, whatever its priority; priority the one of the smallest "
                        + "priority number (0 first), among those the one that came first; lifo the one that came last; unordered any. "
                        + "OrderKey goes with fifo and priority.")
@Setting(
        name = "QueueSize",
        alias = "queue_size",
        type = SettingType.INTEGER,
        defaultValue = "0",
        min = 0,
        unit = "messages",
        description =
                "The most messages that wait for the item or are in its works; 0 for no limit. What the desk sends again comes in any "
                        + "case.")
@Setting(
        name = "OverflowStrategy",
        alias = "overflow_strategy",
        type = SettingType.CHOICE,
        defaultValue = "block",
        choices = {"block", "drop_oldest", "reject_new"},
        description =
                "With QueueSize, what happens when one more message comes: block has the sender wait for room, a service at most "
                        + "BlockTimeout; reject_new turns it away at once, so that it is sent again (MLLP AR, HTTP 503; files and JMS "
                        + "messages stay where they are, a process waits). drop_oldest LOSES MESSAGES: the one that has waited longest is "
                        + "not delivered; its trace says so.")
@Setting(
        name = "BlockTimeout",
        alias = "block_timeout",
        type = SettingType.SECONDS,
        defaultValue = "10",
        min = 0,
        max = 3600,
        unit = "s",
        description =
                "With OverflowStrategy block: how long a service that sends here waits for room before it turns its message away as "
                        + "with reject_new. Less than its senders' timeout.")
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
        name = "MaskedFields",
        type = SettingType.STRING,
        description =
                "With the interceptor Masking: HL7 paths, parted by commas, for example PID-5, PID-11.1, whose values the item gets as ***, in "
                        + "every segment of that name and every repetition. The warehouse keeps the message as it came.")
@Setting(
        name = "Topics",
        type = SettingType.STRING,
        syntax = Topics.class,
        description =
                "The topics of the project that the item subscribes to, parted by commas: it gets a copy of its own of everything that is published "
                        + "there, on its queue, also while it is stopped. Topics need no connections.")
public abstract sealed class QueuedHost extends Host permits BusinessProcess, BusinessOperation {}
