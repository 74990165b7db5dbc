package hie.engine.acknowledgement;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import ca.uhn.hl7v2.DefaultHapiContext;
import ca.uhn.hl7v2.parser.PipeParser;
import ca.uhn.hl7v2.util.Terser;
import hie.api.hl7.Hl7Message;
import hie.engine.hl7.Hl7Finding;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AcknowledgementTest {

    private final Acknowledgement acknowledgement =
            new Acknowledgement(Clock.fixed(Instant.parse("2026-11-24T12:34:56.007Z"), ZoneOffset.UTC));

    private static Hl7Message request(String version) {
        return of("MSH|^~\\&|HIS|WARD|HIE|HUB|20261124||ADT^A01^ADT_A01|MSG1|T|" + version + "\rPID|1");
    }

    private static Hl7Message of(String text) {
        return Hl7Message.of(text.getBytes(UTF_8));
    }

    private String accept(Hl7Message request) {
        return new String(acknowledgement.accept(request), ISO_8859_1);
    }

    private String refuse(Hl7Message request, AcknowledgementCode code, String reason) {
        return new String(acknowledgement.refuse(request, code, reason), ISO_8859_1);
    }

    @Test
    void shouldAnswerWithSenderAndReceiverExchanged() {
        String ack = accept(request("2.5"));

        assertThat(ack)
                .matches(
                        "MSH\\|\\^~\\\\&\\|HIE\\|HUB\\|HIS\\|WARD\\|20261124123456\\.007\\+0000\\|\\|ACK\\^A01\\|[-0-9A-Za-z]{1,20}\\|T\\|2.5\r"
                                + "MSA\\|AA\\|MSG1\r");
    }

    @ParameterizedTest
    @CsvSource({
        "Europe/London, 2026-07-01T11:00:00.120Z, 20260701120000.120+0100",
        "Europe/London, 2026-12-01T12:00:00Z, 20261201120000.000+0000",
        "America/St_Johns, 2026-01-01T00:00:00.999Z, 20251231203000.999-0330",
        "Asia/Kolkata, 2026-12-31T18:30:00Z, 20270101000000.000+0530"
    })
    void shouldTellLocalTimeWithItsOffset(String zone, String instant, String expected) {
        Acknowledgement local = new Acknowledgement(Clock.fixed(Instant.parse(instant), ZoneId.of(zone)));

        Hl7Message ack = Hl7Message.of(local.accept(request("2.5")));

        assertThat(ack.headerText(7)).contains(expected);
    }

    @Test
    void shouldGiveEachAcknowledgementAControlIdOfItsOwn() {
        Hl7Message one = of(accept(request("2.5")));
        Hl7Message other = of(accept(request("2.5")));

        assertThat(one.controlId()).isPresent().isNotEqualTo(other.controlId());
    }

    @Test
    void shouldUseTheRequestsDelimiters() {
        String ack = accept(of("MSH#*!\\%#HIS#A#HIE#B###ADT*A08#M*1#P#2.3\r"));

        assertThat(ack)
                .startsWith("MSH#*!\\%#HIE#B#HIS#A#")
                .contains("#ACK*A08#")
                .endsWith("\rMSA#AA#M*1\r");
    }

    @ParameterizedTest
    @CsvSource({
        "2.1, false",
        "2.3.1, false",
        "2.4, false",
        "2.5, true",
        "2.5.1, true",
        "2.8.2, true",
        "3.0, false",
        "x, false"
    })
    void shouldAddAnErrorSegmentFromVersion25On(String version, boolean expected) {
        String ack = refuse(request(version), AcknowledgementCode.AR, "No room");

        assertThat(ack).contains("\rMSA|AR|MSG1");
        assertThat(ack.contains("\rERR|||100|E||||No room\r")).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({"2.1, true", "2.5.1, true", "2.6, true", "2.7, false", "2.8, false", "2.10, false", "x, true"})
    void shouldGiveTheReasonInMsa3BeforeVersion27WithdrewIt(String version, boolean expected) {
        String ack = refuse(request(version), AcknowledgementCode.AR, "No room");

        assertThat(ack.contains("\rMSA|AR|MSG1|No room\r")).isEqualTo(expected);
    }

    @Test
    void shouldSayByItsCodeThatTheErrorIsTheEngines() {
        assertThat(refuse(request("2.5"), AcknowledgementCode.AE, "Send again"))
                .contains("\rERR|||207|E||||Send again\r");
    }

    private static final Refusal FAULTY = new Refusal(
            Refusal.Cause.CONTENT,
            "2 faults",
            List.of(
                    new Hl7Finding("PID", 1, 8, 2, 1, Hl7Finding.Code.TABLE_VALUE, "is not in HL7 table 0001"),
                    Hl7Finding.ofSegment("OBX", 3, Hl7Finding.Code.SEGMENT_SEQUENCE, "has no place here")));

    @Test
    void shouldSayInErrorSegmentsWhatIsWrongAndWhere() {
        String ack = new String(acknowledgement.refuse(request("2.5"), AcknowledgementCode.AE, FAULTY), ISO_8859_1);

        assertThat(ack)
                .contains("\rMSA|AE|MSG1|2 faults\r"
                        + "ERR||PID^1^8^2^1|103|E||||PID-8(2).1: is not in HL7 table 0001\r"
                        + "ERR||OBX^3|100|E||||OBX(3): has no place here\r");
    }

    @Test
    void shouldSayWhereInErrorSegmentsOfOldVersions() {
        String ack = new String(acknowledgement.refuse(request("2.3"), AcknowledgementCode.AE, FAULTY), ISO_8859_1);

        assertThat(ack).endsWith("\rMSA|AE|MSG1|2 faults\rERR|PID^1^8^103\rERR|OBX^3^^100\r");
    }

    @Test
    void shouldLeaveErrorSegmentsOutAndNameTheLocalSystemAsTheStyleSays() {
        Acknowledgement styled = new Acknowledgement(
                Clock.fixed(Instant.parse("2026-11-24T12:34:56Z"), ZoneOffset.UTC),
                AcknowledgementStyle.of(false, "HUB2:ENGINE"));

        String ack = new String(styled.refuse(request("2.5"), AcknowledgementCode.AE, FAULTY), ISO_8859_1);

        assertThat(ack).startsWith("MSH|^~\\&|ENGINE|HUB2|HIS|WARD|").endsWith("\rMSA|AE|MSG1|2 faults\r");
    }

    @Test
    void shouldLetNoReasonBreakTheMessage() {
        String ack = refuse(request("2.5"), AcknowledgementCode.AE, "a|b^c~d\\e&f\rPID|1\n\u00FC");

        assertThat(ack.split("\r")).hasSize(3);
        assertThat(of(ack).get("MSA-3")).contains("a b c d e f PID 1  ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "hello", "<xml/>", "FHS|^~\\&|A|B|C|D\r", "MSH"})
    void shouldAnswerWhatIsNoMessageWithTheRecommendedDelimiters(String request) {
        String ack = refuse(of(request), AcknowledgementCode.AR, "No HL7");

        assertThat(ack)
                .startsWith("MSH|^~\\&|HIE||||20261124123456.007+0000||ACK|")
                .contains("|P|2.3\rMSA|AR||No HL7\r");
    }

    @Test
    void shouldHandBackTheCharacterSetAndEveryByte() {
        byte[] ack = acknowledgement.accept(
                of("MSH|^~\\&|J\u00FCrgen|A|HIE|B|||ADT^A01|\u00E4 1|P|2.5||||||UNICODE UTF-8\r"));

        Hl7Message answer = Hl7Message.of(ack);
        assertThat(answer.charset()).isEqualTo(UTF_8);
        assertThat(answer.get("MSH-5")).contains("J\u00FCrgen");
        assertThat(answer.get("MSA-2")).contains("\u00E4 1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"2.1", "2.3", "2.4", "2.5", "2.5.1", "2.6", "2.7", "2.8"})
    void shouldBeReadByHapi(String version) throws Exception {
        try (DefaultHapiContext context = new DefaultHapiContext()) {
            PipeParser parser = context.getPipeParser();

            Terser ack = new Terser(parser.parse(refuse(request(version), AcknowledgementCode.AE, "No room")));

            assertThat(ack.get("/MSA-1")).isEqualTo("AE");
            assertThat(ack.get("/MSA-2")).isEqualTo("MSG1");
            assertThat(ack.get("/MSH-5")).isEqualTo("HIS");
        }
    }

    @Test
    void shouldKnowTheCodesOfTable0008() {
        assertThat(AcknowledgementCode.of(" aa ")).contains(AcknowledgementCode.AA);
        assertThat(AcknowledgementCode.of("XX")).isEmpty();
        assertThat(AcknowledgementCode.CA.isAccept()).isTrue();
        assertThat(AcknowledgementCode.CE.isError()).isTrue();
        assertThat(AcknowledgementCode.AR.isAccept() || AcknowledgementCode.AR.isError())
                .isFalse();
    }
}
