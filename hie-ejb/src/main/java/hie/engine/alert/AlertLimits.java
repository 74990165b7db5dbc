package hie.engine.alert;

import hie.api.setting.SettingValues;
import hie.engine.item.ItemDefinition;
import java.time.Duration;

/** What an item's settings say of alerts; 0 and {@link Duration#ZERO} stand for none. */
record AlertLimits(
        boolean onError,
        int errorsPerMinute,
        Duration inactivity,
        int queueCount,
        Duration queueWait,
        Duration disconnected,
        int certificateDays) {

    static final AlertLimits NONE = new AlertLimits(false, 0, Duration.ZERO, 0, Duration.ZERO, Duration.ZERO, 0);

    static AlertLimits of(ItemDefinition item) {
        return new AlertLimits(
                item.settings().flag("AlertOnError"),
                item.settings().integer("ErrorRateAlert"),
                item.settings().seconds("InactivityTimeout"),
                integer(item, "QueueCountAlert"),
                seconds(item, "QueueWaitAlert"),
                seconds(item, "DisconnectedAlert"),
                integer(item, "CertificateExpiryAlert"));
    }

    private static int integer(ItemDefinition item, String setting) {
        SettingValues settings = item.settings();
        return item.hostClass().declares(setting) ? settings.integer(setting) : 0;
    }

    private static Duration seconds(ItemDefinition item, String setting) {
        SettingValues settings = item.settings();
        return item.hostClass().declares(setting) ? settings.seconds(setting) : Duration.ZERO;
    }
}
