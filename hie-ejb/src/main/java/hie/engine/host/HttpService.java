package hie.engine.host;

import hie.api.host.Adapter;
import hie.api.host.Description;
import hie.api.setting.Setting;
import hie.api.setting.SettingTarget;
import hie.api.setting.SettingType;

/**
 * Takes in messages that are posted to {@code /api/in/WORKSPACE/PROJECT/ITEM} and answers with their acknowledgement. The
 * caller signs in as a user with the role sender, developer or administrator.
 */
@Description(
        "Takes in messages that are posted to /api/in/WORKSPACE/PROJECT/ITEM, and answers with their acknowledgement.")
@Adapter(Adapter.Kind.HTTP)
@Setting(
        name = "MaxMessageSize",
        type = SettingType.INTEGER,
        defaultValue = "67108864",
        min = 1024,
        max = 1073741824,
        unit = "bytes",
        target = SettingTarget.ADAPTER,
        description = "The largest message that is accepted; larger ones are answered with 413.")
@Setting(
        name = "ReplyTarget",
        type = SettingType.STRING,
        description =
                "The target whose reply the caller gets as its answer, as it is: 200 when it took the message, 422 when it refused it. The other "
                        + "targets get the message only in the first case. Empty: the caller is answered when its message is stored.")
@Setting(
        name = "ReplyTimeout",
        type = SettingType.SECONDS,
        defaultValue = "30",
        min = 0,
        max = 86400,
        unit = "s",
        description =
                "With ReplyTarget: how long to wait for its reply; then the caller gets 504. The message is delivered all the same. At least 0.001 s.")
@Setting(
        name = "CertificateExpiryAlert",
        type = SettingType.INTEGER,
        defaultValue = "30",
        min = 0,
        max = 3650,
        unit = "days",
        description =
                "An incident opens so long before the server's own HTTPS certificate expires; it resolves when the certificate is replaced; 0 for none.")
public final class HttpService extends ContentIntake implements AnsweringService {}
