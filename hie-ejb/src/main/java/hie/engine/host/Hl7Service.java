package hie.engine.host;

import hie.api.host.BusinessService;
import hie.api.message.Message;
import hie.api.setting.Setting;
import hie.api.setting.SettingType;
import hie.engine.hl7.EncodingSyntax;
import hie.engine.hl7.ValidationRules;
import hie.engine.hl7.schema.SchemaCategory;

/** A service that takes in HL7 v2, whatever brings it: what can be set about how it is judged. */
@Setting(
        name = "IgnoreInboundAck",
        type = SettingType.BOOLEAN,
        defaultValue = "false",
        description =
                "Whether acknowledgements (MSH-9 ACK) that come in are kept in the warehouse only: they are sent nowhere and not acknowledged.")
@Setting(
        name = "DefCharEncoding",
        type = SettingType.STRING,
        syntax = EncodingSyntax.class,
        description =
                "The character set of messages that name none in MSH-18, for example UTF-8, latin1, 8859/15; with ! before it, of all messages, "
                        + "whatever MSH-18 says. A byte order mark wins. Empty for latin1. Bytes are never changed.")
@Setting(
        name = "BatchHandling",
        type = SettingType.CHOICE,
        defaultValue = "Whole",
        choices = {"Whole", "Single-Session", "Multi-Session", "Individual"},
        description =
                "What becomes of several messages in one (FHS, BHS, or MSH after MSH): Whole sends them on as one message; Single-Session takes them "
                        + "apart, all in one session, and sends the envelopes (FHS, BHS, BTS, FTS) behind them as a message; Multi-Session the "
                        + "same, each message in a session of its own; Individual without the envelopes. Taken apart, a batch is stored as a "
                        + "whole or refused as a whole, and its counts and ends are checked.")
@Setting(
        name = "Validation",
        type = SettingType.STRING,
        syntax = ValidationRules.Syntax.class,
        description =
                "What of a message is checked before it is taken: IRIS' flags, d a structure for its type must be known, m its segments must fit "
                        + "it, z no Z segments (- before a letter takes it back, 1 is dm-z); or structure, fields, types or tables, each with "
                        + "those before it; report-only logs what is found and takes the message. Parted by commas; empty for nothing.")
@Setting(
        name = "MessageSchemaCategory",
        type = SettingType.SCHEMA_CATEGORY,
        syntax = SchemaCategory.Syntax.class,
        description =
                "The HL7 version or schema of the project (schemas/NAME.yaml) that messages are held against, with those of single types: 2.3.1, "
                        + "ADT_*=Ward, ORM_O01=2.4:RDE_O01; Validation, paths and rules of routers behind the service heed it as well. Empty for "
                        + "what MSH-12 says.")
@Setting(
        name = "BadMessageHandler",
        type = SettingType.STRING,
        description =
                "The target that gets what cannot be read as HL7 v2 (no MSH at its beginning, a batch whose ends or counts are wrong), whatever "
                        + "Validation says, and messages that Validation finds faulty, and no others: the sender is told that they are taken. "
                        + "Empty: they are refused.")
@Setting(
        name = "DuplicateWindow",
        type = SettingType.SECONDS,
        defaultValue = "0",
        min = 0,
        max = 2592000,
        unit = "s",
        description =
                "How long an accepted message is remembered by its sender (MSH-3, MSH-4), control id (MSH-10) and content but for MSH-7: when it "
                        + "comes again it is answered as before, traced as a duplicate and sent nowhere. 0 for no such check.")
@Setting(
        name = "DuplicateCount",
        type = SettingType.INTEGER,
        defaultValue = "10000",
        min = 1,
        max = 50000,
        unit = "messages",
        description =
                "With DuplicateWindow: how many messages are remembered at most, the newest; about 1 kB of memory each. Longer answers than 4 kB are not kept, nor their messages recognised.")
public abstract sealed class Hl7Service extends BusinessService permits MllpService, ContentIntake {

    private Hl7Intake intake;

    @Override
    public void onInit() {
        intake = new Hl7Intake(context());
    }

    /** How HL7 v2 is judged; there is one from {@link #onInit} on. */
    final Hl7Intake intake() {
        return intake;
    }

    /** Whether it is judged as HL7 v2. */
    abstract boolean isHl7(Message message);

    @Override
    public Message onBeforeMessage(Message message) {
        return isHl7(message) ? intake.described(message) : message;
    }

    @Override
    public final byte[] refusalReply(Message message, String reason) {
        return isHl7(message) ? intake.refusal(message, reason) : null;
    }

    @Override
    public final byte[] failureReply(Message message) {
        return isHl7(message) ? intake.failure(message) : null;
    }

    @Override
    public final byte[] fullReply(Message message, String reason) {
        return isHl7(message) ? intake.full(message, reason) : null;
    }
}
