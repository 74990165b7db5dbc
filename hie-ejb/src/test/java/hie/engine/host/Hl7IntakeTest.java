package hie.engine.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import hie.api.hl7.Hl7Message;
import hie.api.host.Outbox;
import hie.api.host.Receipt;
import hie.api.message.Message;
import hie.api.setting.SettingDescriptor;
import hie.engine.FakeHostContext;
import hie.engine.Messages;
import java.util.HashMap;
import java.util.Map;
import java.util.TimeZone;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.api.parallel.Resources;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class Hl7IntakeTest {

    @Test
    @ResourceLock(Resources.TIME_ZONE)
    void shouldAnswerInTheTimeOfThePlaceWhereTheEngineRuns() {
        TimeZone before = TimeZone.getDefault();
        try {
            TimeZone.setDefault(TimeZone.getTimeZone("Asia/Kolkata"));
            Hl7Intake intake = new Hl7Intake(FakeHostContext.of(MllpService.class, Map.of("Port", "1")));

            Hl7Message failure = Hl7Message.of(intake.failure(Messages.adt("fever")));

            assertThat(failure.headerText(7).orElseThrow()).matches("\\d{14}\\.\\d{3}\\+0530");
        } finally {
            TimeZone.setDefault(before);
        }
    }

    private static final Outbox NOWHERE = new SentMessages();

    private static Hl7Intake intake(Map<String, String> more) {
        Map<String, String> settings = new HashMap<>(more);
        settings.put("Port", "1");
        return new Hl7Intake(FakeHostContext.of(MllpService.class, settings, "Out"));
    }

    private static Hl7Message reply(byte[] reply) {
        return Hl7Message.of(reply);
    }

    @Test
    @Tag("setting:AnsweringService.NackErrorCode")
    void shouldTellFaultsOfTheMessageFromThoseOfTheEngineAsNackErrorCodeSays() {
        Hl7Intake iris = intake(Map.of("NackErrorCode", "ContentE"));

        assertThat(reply(iris.refusal(Messages.adt(), "bad")).get("MSA-1")).contains("AE");
        assertThat(reply(iris.failure(Messages.adt())).get("MSA-1")).contains("AR");
        assertThat(reply(iris.full(Messages.adt(), "full")).get("MSA-1")).contains("AR");
        assertThat(reply(intake(Map.of()).refusal(Messages.adt(), "bad")).get("MSA-1"))
                .as("by default")
                .contains("AR");
        assertThat(reply(intake(Map.of()).failure(Messages.adt())).get("MSA-1")).contains("AE");
    }

    @Test
    @Tag("setting:AnsweringService.AddNackERR")
    void shouldLeaveErrorSegmentsOutWhenAddNackErrSaysSo() {
        assertThat(reply(intake(Map.of("AddNackERR", "false")).refusal(Messages.adt(), "bad"))
                        .hasSegment("ERR"))
                .isFalse();
        assertThat(reply(intake(Map.of()).refusal(Messages.adt(), "bad")).hasSegment("ERR"))
                .isTrue();
    }

    @Test
    @Tag("setting:AnsweringService.UseAckCommitCodes")
    void shouldAnswerWithCommitCodesWhenSet() throws Exception {
        byte[] reply = intake(Map.of("UseAckCommitCodes", "true"))
                .judge(Messages.adt(), NOWHERE)
                .reply();

        assertThat(reply(reply).get("MSA-1")).contains("CA");
    }

    @Test
    @Tag("setting:AnsweringService.LocalFacilityApplication")
    void shouldAnswerInTheNameOfTheLocalFacilityAndApplication() throws Exception {
        byte[] reply = intake(Map.of("LocalFacilityApplication", "ROYAL:@"))
                .judge(Messages.adt(), NOWHERE)
                .reply();

        assertThat(reply(intake(Map.of("LocalFacilityApplication", ""))
                                .judge(Messages.adt(), NOWHERE)
                                .reply())
                        .get("MSH-4"))
                .as("empty stands for the default")
                .contains("HUB");
        assertThat(reply(reply).get("MSH-4")).contains("ROYAL");
        assertThat(reply(reply).get("MSH-3")).contains("HIE");
        assertThat(SettingDescriptor.of(MllpService.class))
                .filteredOn(setting -> setting.name().equals("LocalFacilityApplication"))
                .singleElement()
                .satisfies(setting -> {
                    assertThat(setting.fault("ROYAL")).isPresent();
                    assertThat(setting.fault("A:B^C")).isPresent();
                    assertThat(setting.fault("ROYAL:ENGINE")).isEmpty();
                });
    }

    @Test
    @Tag("setting:Hl7Service.IgnoreInboundAck")
    void shouldSendAcknowledgementsNowhereWhenTheyAreIgnored() throws Exception {
        SentMessages outbox = new SentMessages();
        Message ack = Messages.hl7("MSH|^~\\&|A|B|C|D|2026||ACK^A01|1|P|2.5\rMSA|AA|7\r");

        Receipt ignored = intake(Map.of("IgnoreInboundAck", "true")).judge(ack, outbox);
        assertThat(ignored.accepted()).isTrue();
        assertThat(ignored.reply()).isNull();
        assertThat(outbox.sent()).isEmpty();

        Receipt taken = intake(Map.of()).judge(ack, outbox);
        assertThat(taken.reply()).isNotNull();
        assertThat(outbox.sent()).containsExactly("Out");
    }

    @Test
    void shouldSendAConfirmationOfItsOwnAnswerNowhere() throws Exception {
        SentMessages outbox = new SentMessages();
        Message confirmation = Messages.hl7("MSH|^~\\&|A|B|C|D|2026||ACK^A01|1|P|2.5\rMSA|CA|7\r");

        Receipt receipt = intake(Map.of("AckMode", "MSH-determined")).judge(confirmation, outbox);

        assertThat(receipt.reply()).isNull();
        assertThat(outbox.sent()).isEmpty();
        intake(Map.of()).judge(confirmation, outbox);
        assertThat(outbox.sent()).as("in original mode it is a message").hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({"Never, false", "Byte, false", "Immediate, true", "MSH-determined, true"})
    @Tag("setting:MllpService.AckMode")
    void shouldAnswerAsAckModeSays(String mode, boolean isMessage) throws Exception {
        byte[] reply =
                intake(Map.of("AckMode", mode)).judge(Messages.adt(), NOWHERE).reply();

        assertThat(reply != null && reply(reply).hasHeader()).isEqualTo(isMessage);
        assertThat(mode.equals("Byte")).isEqualTo(reply != null && reply.length == 1);
    }

    @Test
    @Tag("setting:MllpService.AckMode")
    void shouldNotStartWithSettingsThatContradictEachOther() {
        assertThatThrownBy(() -> intake(Map.of("AckMode", "Never", "ReplyTarget", "Out")))
                .hasMessageContaining("nobody waits for its reply with AckMode Never");
        assertThatThrownBy(() -> new Hl7Intake(
                        FakeHostContext.of(MllpService.class, Map.of("Port", "1", "AckMode", "Application"), "A", "B")))
                .hasMessageContaining("which target's reply is the acknowledgement")
                .hasMessageContaining("A, B");
    }

    @Test
    @Tag("setting:Hl7Service.DefCharEncoding")
    void shouldHaveMessagesReadInTheCharacterSetOfTheItem() {
        Message message = Messages.hl7("MSH|^~\\&|A||||||ADT^A01|1|P|2.5\rPID|1||J\u00FCrgen\r");

        Message read = intake(Map.of("DefCharEncoding", "!UTF-8")).described(message);
        Message derived = read.derive("Router", read.body().bytes());

        assertThat(read.body().hl7().get("PID-3")).contains("J\u00FCrgen");
        assertThat(derived.body().hl7().get("PID-3")).contains("J\u00FCrgen");
        assertThat(read.body().bytes()).isSameAs(message.body().bytes());
        assertThat(intake(Map.of()).described(message).body().hl7().get("PID-3"))
                .contains("J\u00C3\u00BCrgen");
        assertThat(SettingDescriptor.of(MllpService.class))
                .filteredOn(setting -> setting.name().equals("DefCharEncoding"))
                .singleElement()
                .satisfies(setting -> assertThat(setting.fault("utf-99")).isPresent());
    }

    private static final Message FAULTY = Messages.hl7("MSH|^~\\&|A|B|C|D|2026||ADT^A01|1|P|2.5\rPID|1\r");

    private static Hl7Intake connected(Map<String, String> more) {
        Map<String, String> settings = new HashMap<>(more);
        settings.put("Port", "1");
        return new Hl7Intake(FakeHostContext.of(MllpService.class, settings, "Out", "Bad", "Copy"));
    }

    @Test
    @Tag("setting:Hl7Service.Validation")
    void shouldRefuseWhatValidationFindsAndSayWhere() throws Exception {
        SentMessages outbox = new SentMessages();

        Receipt receipt = connected(Map.of("Validation", "dm-z", "NackErrorCode", "ContentE"))
                .judge(FAULTY, outbox);

        assertThat(receipt.accepted()).isFalse();
        assertThat(receipt.reason()).contains("EVN: is missing", "PV1: is missing");
        Hl7Message reply = reply(receipt.reply());
        assertThat(reply.get("MSA-1")).contains("AE");
        assertThat(reply.get("ERR-2")).contains("EVN^1");
        assertThat(reply.get("ERR(2)-2")).contains("PV1^1");
        assertThat(outbox.sent()).isEmpty();
        assertThat(connected(Map.of()).judge(FAULTY, outbox).accepted()).isTrue();
        assertThat(connected(Map.of("Validation", "dm-z, report-only"))
                        .judge(FAULTY, outbox)
                        .accepted())
                .isTrue();
    }

    @Test
    @Tag("setting:Hl7Service.BadMessageHandler")
    void shouldSendBadMessagesToTheirHandlerAndGoodOnesToAllOthers() throws Exception {
        Hl7Intake intake = connected(Map.of("Validation", "dm-z", "BadMessageHandler", "Bad"));
        SentMessages bad = new SentMessages();
        SentMessages good = new SentMessages();

        Receipt receipt = intake.judge(FAULTY, bad);
        intake.judge(Messages.hl7("MSH|^~\\&|A|B|C|D|2026||ADT^A01|1|P|2.5\rEVN||2026\rPID|1\rPV1|1\r"), good);

        assertThat(receipt.accepted()).isTrue();
        assertThat(reply(receipt.reply()).get("MSA-1")).contains("AA");
        assertThat(bad.sent()).containsExactly("Bad");
        assertThat(good.sent()).containsExactly("Out", "Copy");
        assertThatThrownBy(() -> intake(Map.of("BadMessageHandler", "Nobody")))
                .hasMessageContaining("BadMessageHandler: there is no connection to 'Nobody'");
    }

    @ParameterizedTest
    @Tag("setting:Hl7Service.BadMessageHandler")
    @ValueSource(strings = {"", "PID|1||4711", "no HL7 at all", "MSH"})
    void shouldSendWhatCannotBeReadToTheHandlerAlsoWithoutValidation(String content) throws Exception {
        SentMessages outbox = new SentMessages();

        Receipt receipt = connected(Map.of("BadMessageHandler", "Bad")).judge(Messages.hl7(content), outbox);

        assertThat(receipt.accepted()).isTrue();
        assertThat(reply(receipt.reply()).get("MSA-1")).contains("AA");
        assertThat(outbox.sent()).containsExactly("Bad");
        assertThat(outbox.messages().getFirst().body().bytes()).asString().isEqualTo(content);
        Receipt refused = connected(Map.of()).judge(Messages.hl7(content), new SentMessages());
        assertThat(refused.accepted()).as("without a handler").isFalse();
    }

    @Test
    @Tag("setting:Hl7Service.BadMessageHandler")
    void shouldSendABatchThatIsNotWholeToTheHandler() throws Exception {
        Map<String, String> settings = Map.of("BatchHandling", "Individual", "BadMessageHandler", "Bad");
        Message batch = Messages.hl7("BHS|^~\\&|A\rMSH|^~\\&|A|B|C|D|2026||ADT^A01|2|P|2.5\rPID|1\rBTS|7\r");
        SentMessages outbox = new SentMessages();

        assertThat(connected(settings).judge(batch, outbox).accepted()).isTrue();

        assertThat(outbox.sent()).containsExactly("Bad");
        assertThat(outbox.messages()).containsExactly(batch);
    }

    @Test
    @Tag("setting:Hl7Service.MessageSchemaCategory")
    void shouldHoldMessagesAgainstTheItemsCategoryAndTellRouters() throws Exception {
        Hl7Intake intake = connected(Map.of("Validation", "d", "MessageSchemaCategory", "2.5, XYZ_*=2.5:ADT_A01"));
        Message site = Messages.hl7("MSH|^~\\&|A|B|C|D|2026||XYZ^Q01|1|P|2.1\rPID|1\r");

        assertThat(intake.judge(site, new SentMessages()).accepted()).isTrue();
        assertThat(connected(Map.of("Validation", "d"))
                        .judge(site, new SentMessages())
                        .accepted())
                .isFalse();
        assertThat(intake.described(site).header().property("DocType")).contains("2.5:ADT_A01");
        assertThat(SettingDescriptor.of(MllpService.class))
                .filteredOn(setting -> setting.name().equals("MessageSchemaCategory"))
                .singleElement()
                .satisfies(setting -> assertThat(setting.fault("9.9")).isPresent());
        assertThatThrownBy(() -> connected(Map.of("MessageSchemaCategory", "2.5, ADT_A01=Ward")))
                .hasMessageContaining("there is no schema category 'Ward' (expected: one of 2.1")
                .hasMessageContaining("schemas/Ward.yaml");
    }

    @Test
    void shouldTakeABatchWholeOrSendItsBadMessagesToTheirHandler() throws Exception {
        String good = "MSH|^~\\&|A|B|C|D|2026||ADT^A01|2|P|2.5\rEVN||2026\rPID|1\rPV1|1\r";
        Message batch =
                Messages.hl7("BHS|^~\\&|A\r" + good + "MSH|^~\\&|A|B|C|D|2026||ADT^A01|3|P|2.5\rPID|1\rBTS|2\r");
        Map<String, String> settings = Map.of("Validation", "dm-z", "BatchHandling", "Individual");

        Receipt refused = connected(settings).judge(batch, new SentMessages());
        assertThat(refused.accepted()).isFalse();
        assertThat(refused.reason()).contains("in message 2 of the batch EVN: is missing");

        Map<String, String> handled = new HashMap<>(settings);
        handled.put("BadMessageHandler", "Bad");
        SentMessages outbox = new SentMessages();
        assertThat(connected(handled).judge(batch, outbox).accepted()).isTrue();
        assertThat(outbox.sent()).containsExactly("Out", "Copy", "Bad");
    }
}
