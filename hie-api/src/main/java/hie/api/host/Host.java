package hie.api.host;

import hie.api.message.Message;
import hie.api.setting.Setting;
import hie.api.setting.SettingType;

/**
 * The class behind an item. Subclasses have a public no-argument constructor without side effects; the engine builds one
 * instance per worker and uses it from one thread at a time.
 *
 * <p>Life: constructor, {@link #onInit}, {@link #onStart}, messages, {@link #onStop}, {@link #onTearDown}. A failure in the
 * first three leaves the item <i>troubled</i> with the failure as its reason, and so does their taking longer than the setting HookTimeout:
 * their thread, which is another one than messages are worked on, is interrupted then, and nobody waits for it any more. For each message:
 * {@link #onBeforeMessage}, the host's own work, then {@link #onAfterMessage}, or {@link #onMessageError} when the work threw.
 */
@Setting(name = "Comment", type = SettingType.TEXT, description = "A note for people; the engine does not read it.")
@Setting(
        name = "Schedule",
        type = SettingType.STRING,
        description =
                "When the item is started and stopped, in the server's time zone: events parted by commas, each START: or STOP: and "
                        + "YYYY-MM-DDThh:mm:ss, WEEK-nn-ddThh:mm:ss or CRON(minute hour day month weekday), as in "
                        + "START:*-*-*T08:00:00,STOP:CRON(0 18 * * *); or @NAME of one in the project's lookup table Schedules; empty for always. "
                        + "EXCEPT: and a day (YYYY-MM-DD, WEEK-nn-dd), or @NAME of days in that table, among the events: on those none happens.")
@Setting(
        name = "RestartPolicy",
        alias = "restart_policy",
        type = SettingType.CHOICE,
        defaultValue = "always",
        choices = {"never", "on_failure", "always"},
        description =
                "Whether a troubled item is started again by itself: never, at most MaxRestarts times, or always. An operator can "
                        + "restart it at any time.")
@Setting(
        name = "MaxRestarts",
        alias = "max_restarts",
        type = SettingType.INTEGER,
        defaultValue = "3",
        min = 1,
        max = 1000000,
        description =
                "With RestartPolicy on_failure: how many restarts in a row may fail before the item is left alone.")
@Setting(
        name = "RestartDelay",
        alias = "restart_delay",
        type = SettingType.SECONDS,
        defaultValue = "5",
        min = 1,
        max = 86400,
        unit = "s",
        description =
                "How long a troubled item waits for its first restart; the wait doubles with each that fails, up to 5 minutes or "
                        + "RestartDelay itself, if that is longer.")
@Setting(
        name = "HookTimeout",
        alias = "hook_timeout",
        type = SettingType.SECONDS,
        defaultValue = "60",
        min = 1,
        max = 3600,
        unit = "s",
        description =
                "How long the hooks may take that start a host (constructor, onInit, onStart), and those that stop it (onStop, onTearDown); "
                        + "others are started and stopped meanwhile. One that takes longer is interrupted, and left behind with its thread if it does "
                        + "not heed that: an item that starts is troubled then, and RestartPolicy applies; one that stops has stopped.")
@Setting(
        name = "AlertOnError",
        type = SettingType.BOOLEAN,
        defaultValue = "false",
        description =
                "Whether an incident opens when a message is refused, suspended or fails; it resolves after five minutes without.")
@Setting(
        name = "ErrorRateAlert",
        type = SettingType.INTEGER,
        defaultValue = "0",
        min = 0,
        max = 1000000,
        unit = "per minute",
        description =
                "An incident opens when so many messages are refused, suspended or fail within a minute; it resolves below 80 % of that; 0 for none.")
@Setting(
        name = "InactivityTimeout",
        type = SettingType.SECONDS,
        defaultValue = "0",
        min = 0,
        unit = "s",
        description =
                "An incident opens when the running item has got no message for so long; it resolves with the next one; 0 for none.")
@Setting(
        name = "Interceptors",
        type = SettingType.STRING,
        description =
                "What stands around the item's work on each message, in this order, parted by commas: Audit logs who, what and when; "
                        + "Validation checks HL7 v2 (RequiredFields, ValidationAction); Masking, not at a service, masks MaskedFields; "
                        + "Sizes keeps figures of messages' sizes; those of extensions by their full class names. Empty for nothing, which costs "
                        + "nothing.")
@Setting(
        name = "RequiredFields",
        type = SettingType.STRING,
        description =
                "With the interceptor Validation: HL7 paths that must have a value, beside MSH-9.1, MSH-10 and MSH-12; parted by commas, "
                        + "for example PID-3.1, PV1-2.")
@Setting(
        name = "ValidationAction",
        type = SettingType.CHOICE,
        defaultValue = "refuse",
        choices = {"refuse", "report"},
        description =
                "With the interceptor Validation: whether a faulty message is refused (AR to a service's sender, elsewhere to the error "
                        + "queue) or only reported in the log.")
public abstract sealed class Host permits BusinessService, QueuedHost {

    private HostContext context;

    /** Called by the engine once, before {@link #onInit}. */
    public final void attach(HostContext hostContext) {
        if (context != null) {
            throw new IllegalStateException("This host already belongs to item " + context.itemName());
        }
        context = hostContext;
    }

    /** What the host may know of its item; available from {@link #onInit} on. */
    protected final HostContext context() {
        return context;
    }

    /**
     * The settings have been read; check them, build what does not change. No network, no files. A configuration is judged before
     * it is deployed by calling this, and then {@link #onTearDown}, on an instance that never starts: a
     * {@link hie.api.setting.SettingException}, or another {@link IllegalArgumentException}, refuses it.
     */
    public void onInit() throws Exception {}

    /** The item is about to run: open what the work needs. */
    public void onStart() throws Exception {}

    /** The item is about to stop; no message is in the works. */
    public void onStop() throws Exception {}

    /** The instance will not be used again; release everything. Called also after a failed start. */
    public void onTearDown() throws Exception {}

    /**
     * Called before each message is processed.
     *
     * @return the message to process: the same one, or one derived from it
     */
    public Message onBeforeMessage(Message message) throws Exception {
        return message;
    }

    /** Called after a message was processed without a failure, before the result is committed. */
    public void onAfterMessage(Message message) throws Exception {}

    /** Called when processing a message failed, before the engine decides about a retry. It cannot undo the failure. */
    public void onMessageError(Message message, Exception failure) {}
}
