package hie.engine.host;

import hie.api.host.BusinessOperation;
import hie.api.setting.Setting;
import hie.api.setting.SettingException;
import hie.api.setting.SettingTarget;
import hie.api.setting.SettingType;
import java.time.Duration;

/** An operation that calls its destination over the network and waits for what it replies. */
@Setting(
        name = "ConnectTimeout",
        type = SettingType.SECONDS,
        defaultValue = "5",
        min = 0,
        max = 3600,
        unit = "s",
        target = SettingTarget.ADAPTER,
        description = "How long connecting may take.")
@Setting(
        name = "ResponseTimeout",
        type = SettingType.SECONDS,
        defaultValue = "30",
        min = 0,
        max = 86400,
        unit = "s",
        target = SettingTarget.ADAPTER,
        description = "How long to wait for the reply; after that the connection is closed and the message sent again.")
abstract class NetworkOperation extends BusinessOperation {

    /** How long connecting may take; more than 0. */
    final Duration connectTimeout() {
        return positive("ConnectTimeout");
    }

    /** How long to wait for a reply; more than 0. */
    final Duration responseTimeout() {
        return positive("ResponseTimeout");
    }

    /** Clients know no timeout of 0, and some would say so only when a message is to be sent. */
    private Duration positive(String name) {
        Duration timeout = context().settings().seconds(name);
        if (!timeout.isPositive()) {
            throw new SettingException(
                    name, context().settings().text(name) + " is too small (expected: more than 0 s)");
        }
        return timeout;
    }
}
