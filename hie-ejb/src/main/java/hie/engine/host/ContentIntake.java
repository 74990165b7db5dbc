package hie.engine.host;

import hie.api.host.Outbox;
import hie.api.host.Receipt;
import hie.api.message.Message;
import hie.api.setting.Setting;
import hie.api.setting.SettingType;

/** A service for content of any type: HL7 v2 is judged and acknowledged as such, everything else is accepted as it is. */
@Setting(
        name = "ContentType",
        type = SettingType.STRING,
        defaultValue = Message.HL7_V2,
        description =
                "What the content is when the sender does not say: application/hl7-v2, text/plain, application/json, …")
public abstract sealed class ContentIntake extends Hl7Service permits FileService, HttpService, JmsService {

    @Override
    final boolean isHl7(Message message) {
        return Message.HL7_V2.equals(message.header().contentType());
    }

    @Override
    public final Receipt receive(Message message, Outbox outbox) throws InterruptedException {
        if (isHl7(message)) {
            return intake().judge(message, outbox);
        }
        for (String target : context().targets()) {
            outbox.send(target, message);
        }
        return Receipt.accepted(null);
    }
}
