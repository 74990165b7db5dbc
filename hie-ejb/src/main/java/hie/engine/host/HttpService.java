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
        name = "CertificateExpiryAlert",
        type = SettingType.INTEGER,
        defaultValue = "30",
        min = 0,
        max = 3650,
        unit = "days",
        description =
                "An incident opens so long before the server's own HTTPS certificate expires; it resolves when the certificate is replaced; 0 for none.")
public final class HttpService extends ContentIntake implements AnsweringService {}
