package hie.engine.host;

import hie.api.host.Outbox;
import hie.api.host.Receipt;
import hie.api.message.Message;
import hie.api.setting.Setting;
import hie.api.setting.SettingType;

/** A service for content of any type: HL7 v2 is judged and acknowledged as such, everything else is accepted as it is. */
@Setting(
        name = "ContentType",
        alias = "content_type",
        type = SettingType.STRING,
        defaultValue = Message.HL7_V2,
        description =
                "What the content is when the sender does not say: application/hl7-v2, text/plain, application/json, application/xml, "
                        + "application/fhir+json, application/octet-stream, … It decides the class of the message.")
@Setting(
        name = "BodyClass",
        alias = "body_class",
        type = SettingType.STRING,
        description =
                "The message class of what is not HL7 v2, when it is one of an extension: its full name, for hosts that read it and rules that "
                        + "ask for it (msgClass). Empty when the content type says it all.")
@Setting(
        name = "SchemaName",
        alias = "schema_name",
        type = SettingType.STRING,
        description =
                "The schema that content which is not HL7 v2 follows, as its messages are found by; it is not checked. Empty for none.")
public abstract sealed class ContentIntake extends Hl7Service permits FileService, HttpService, JmsService {

    /** What is no HL7 has no acknowledgements. */
    private static final ReplyTarget.OwnWords WITHOUT_WORDS = new ReplyTarget.OwnWords() {

        @Override
        public byte[] accepted() {
            return null;
        }

        @Override
        public byte[] unanswered(String why) {
            return null;
        }
    };

    @Override
    final boolean isHl7(Message message) {
        return Message.HL7_V2.equals(message.header().contentType());
    }

    @Override
    public final Message onBeforeMessage(Message message) {
        if (isHl7(message)) {
            return super.onBeforeMessage(message);
        }
        String schema = context().settings().text("SchemaName");
        String bodyClass = context().settings().text("BodyClass");
        return schema.isEmpty() && bodyClass.isEmpty()
                ? message
                : message.with(message.header().describedAs(schema, "", bodyClass));
    }

    @Override
    public final Receipt receive(Message message, Outbox outbox) throws InterruptedException {
        if (isHl7(message)) {
            return intake().judge(message, outbox);
        }
        ReplyTarget replyTarget = intake().replyTarget();
        if (replyTarget.isWaitedFor()) {
            return replyTarget.passOn(message, outbox, context().targets(), WITHOUT_WORDS);
        }
        for (String target : context().targets()) {
            outbox.send(target, message);
        }
        return Receipt.accepted(null);
    }
}
