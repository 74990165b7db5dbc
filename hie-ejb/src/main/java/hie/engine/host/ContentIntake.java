package hie.engine.host;

import hie.api.host.BusinessService;
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
public abstract sealed class ContentIntake extends BusinessService permits FileService, HttpService, JmsService {

    private Hl7Intake hl7;

    @Override
    public final void onInit() {
        hl7 = new Hl7Intake(context());
    }

    private static boolean isHl7(Message message) {
        return Message.HL7_V2.equals(message.header().contentType());
    }

    @Override
    public final Message onBeforeMessage(Message message) {
        return isHl7(message) ? Hl7Intake.described(message) : message;
    }

    @Override
    public final Receipt receive(Message message, Outbox outbox) {
        if (isHl7(message)) {
            return hl7.judge(message, outbox);
        }
        for (String target : context().targets()) {
            outbox.send(target, message);
        }
        return Receipt.accepted(null);
    }

    @Override
    public final byte[] refusalReply(Message message, String reason) {
        return isHl7(message) ? hl7.refusal(message, reason) : null;
    }

    @Override
    public final byte[] failureReply(Message message) {
        return isHl7(message) ? hl7.failure(message) : null;
    }

    @Override
    public final byte[] fullReply(Message message, String reason) {
        return isHl7(message) ? hl7.refusal(message, reason) : null;
    }
}
