package hie.engine.host;

import hie.api.setting.Setting;
import hie.api.setting.SettingType;
import hie.engine.acknowledgement.AcknowledgementStyle;

/** A service whose senders wait for an answer: what can be set about that wait, and about acknowledgements of HL7 v2. */
@Setting(
        name = "DrainTimeout",
        type = SettingType.SECONDS,
        defaultValue = "30",
        min = 0,
        max = 240,
        unit = "s",
        description =
                "How long the service, when it stops, goes on with messages whose senders wait for their answer. Then it gives them up: an MLLP "
                        + "sender's connection is cut, an HTTP sender gets an error, and each sends its message again.")
@Setting(
        name = "NackErrorCode",
        type = SettingType.CHOICE,
        defaultValue = "ContentR",
        choices = {"ContentE", "ContentR", "AllE", "AllR"},
        description =
                "What a message that is not taken is answered with: ContentE AE for its own faults and AR when the engine could not store it, "
                        + "ContentR the other way round, AllE or AllR always the same. A full queue is AR but with AllE.")
@Setting(
        name = "AddNackERR",
        type = SettingType.BOOLEAN,
        defaultValue = "true",
        description =
                "Whether the answer to a message that is not taken says in ERR segments what is wrong with it, and where.")
@Setting(
        name = "UseAckCommitCodes",
        type = SettingType.BOOLEAN,
        defaultValue = "false",
        description =
                "Where the engine answers at once (AckMode Immediate, no ReplyTarget): whether messages of version 2.3 and later are acknowledged with "
                        + "CA, CE and CR in place of AA, AE and AR; MSH-determined does so by itself.")
@Setting(
        name = "LocalFacilityApplication",
        type = SettingType.STRING,
        defaultValue = "@:@",
        syntax = AcknowledgementStyle.Syntax.class,
        description =
                "FACILITY:APPLICATION that acknowledgements name as their sender; @ for what the message names as its receiver.")
@Setting(
        name = "NoBatchReply",
        type = SettingType.BOOLEAN,
        defaultValue = "false",
        description =
                "Whether a batch that is taken apart gets one acknowledgement, not a batch of them, one for each of its messages.")
sealed interface AnsweringService permits MllpService, HttpService {}
