package hie.engine.host;

import hie.api.host.Adapter;
import hie.api.host.Description;
import hie.api.setting.Setting;
import hie.api.setting.SettingTarget;
import hie.api.setting.SettingType;

/** Takes in what JMS clients of the broker send to the queue {@code hie.in.WORKSPACE.PROJECT.ITEM}. */
@Description("Takes in what JMS clients send to the queue hie.in.WORKSPACE.PROJECT.ITEM.")
@Adapter(Adapter.Kind.JMS)
@Setting(
        name = "QueueSize",
        alias = "queue_size",
        type = SettingType.INTEGER,
        defaultValue = "0",
        min = 0,
        unit = "messages",
        target = SettingTarget.ADAPTER,
        description = "The most messages of clients that wait for the service or are in its works; 0 for no limit.")
@Setting(
        name = "OverflowStrategy",
        alias = "overflow_strategy",
        type = SettingType.CHOICE,
        defaultValue = "block",
        choices = {"block", "reject_new"},
        target = SettingTarget.ADAPTER,
        description =
                "With QueueSize, what happens when a client sends one more message: block has its send wait for room; reject_new has it "
                        + "fail with an exception.")
public final class JmsService extends ContentIntake {}
