package hie.engine.acknowledgement;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import hie.api.hl7.Hl7Message;
import hie.engine.acknowledgement.AcknowledgementPolicy.Mode;
import hie.engine.acknowledgement.AcknowledgementPolicy.NackCodes;
import hie.engine.acknowledgement.Refusal.Cause;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AcknowledgementPolicyTest {

    private final Acknowledgement acknowledgement =
            new Acknowledgement(Clock.fixed(Instant.parse("2026-11-24T12:34:56Z"), ZoneOffset.UTC));

    private AcknowledgementPolicy policy(Mode mode) {
        return new AcknowledgementPolicy(acknowledgement, mode, NackCodes.ContentE, false);
    }

    /** @param asked MSH-13 to MSH-16 with the separators before them */
    private static Hl7Message message(String type, String asked) {
        return of("MSH|^~\\&|HIS|WARD|HIE|HUB|20261124||" + type + "|MSG1|P|2.5" + asked + "\rPID|1\r");
    }

    private static Hl7Message of(String text) {
        return Hl7Message.of(text.getBytes(ISO_8859_1));
    }

    private static Refusal refusal(Cause cause) {
        return Refusal.of(cause, "No");
    }

    private static String code(byte[] reply) {
        return reply == null ? "-" : Hl7Message.of(reply).get("MSA-1").orElseGet(() -> "byte " + reply[0]);
    }

    @ParameterizedTest
    @CsvSource({
        "IMMEDIATE, AA, AE, AR",
        "APPLICATION, AA, AE, AR",
        "MSH_DETERMINED, AA, AE, AR",
        "NEVER, -, -, -",
        "BYTE, byte 6, byte 21, byte 21"
    })
    void shouldAnswerAMessageThatAsksForNothingAsTheModeSays(Mode mode, String good, String bad, String failed) {
        Hl7Message message = message("ADT^A01", "");

        assertThat(code(policy(mode).accepted(message))).isEqualTo(good);
        assertThat(code(policy(mode).refused(message, refusal(Cause.CONTENT)))).isEqualTo(bad);
        assertThat(code(policy(mode).refused(message, refusal(Cause.SYSTEM)))).isEqualTo(failed);
        assertThat(policy(mode).awaitsApplication(message)).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        // MSH-15, MSH-16, stored, refused, application: good, bad
        "AL, AL, CA, CE, AA, AE",
        "AL, NE, CA, CE, -, -",
        "AL, '', CA, CE, -, -",
        "NE, AL, -, AE, AA, AE",
        "'', AL, -, AE, AA, AE",
        "NE, NE, -, -, -, -",
        "ER, SU, -, CE, AA, -",
        "SU, ER, CA, AE, -, AE",
        "ER, ER, -, CE, -, AE",
        "SU, SU, CA, -, AA, -",
        "al, er, CA, CE, -, AE"
    })
    void shouldAnswerInEnhancedModeAsMsh15AndMsh16Ask(
            String accept, String application, String stored, String refused, String good, String bad) {
        AcknowledgementPolicy policy = policy(Mode.MSH_DETERMINED);
        Hl7Message message = message("ADT^A01", "|||" + accept + "|" + application);

        assertThat(code(policy.accepted(message))).isEqualTo(stored);
        assertThat(code(policy.refused(message, refusal(Cause.CONTENT)))).isEqualTo(refused);
        assertThat(policy.awaitsApplication(message)).isEqualTo(!good.equals("-") || !bad.equals("-"));
        assertThat(code(policy.applied(message, new byte[0]))).isEqualTo(good);
        assertThat(code(policy.applied(message, "MSH|^~\\&|A\rMSA|AE|MSG1\r".getBytes(ISO_8859_1))))
                .isEqualTo(bad);
        assertThat(code(policy.notApplied(message, "No"))).isEqualTo(bad);
    }

    @Test
    void shouldPassTheApplicationsAnswerOnAsItIs() {
        byte[] answer = "MSH|^~\\&|LAB\rMSA|AA|MSG1\rQAK|1\r".getBytes(ISO_8859_1);

        assertThat(policy(Mode.MSH_DETERMINED).applied(message("QBP^Q11", "|||NE|AL"), answer))
                .isSameAs(answer);
    }

    @Test
    void shouldNotAcknowledgeAnAcknowledgementUnlessItAsks() {
        AcknowledgementPolicy policy = policy(Mode.MSH_DETERMINED);

        assertThat(policy.accepted(message("ACK^A01", ""))).isNull();
        assertThat(policy.refused(message("ACK", ""), refusal(Cause.CONTENT))).isNull();
        assertThat(code(policy.accepted(message("ACK^A01", "|||AL|NE")))).isEqualTo("CA");
        assertThat(code(policy(Mode.IMMEDIATE).accepted(message("ACK", "")))).isEqualTo("AA");
    }

    @ParameterizedTest
    @CsvSource({"ContentE, AE, AR, AR", "ContentR, AR, AE, AR", "AllE, AE, AE, AE", "AllR, AR, AR, AR"})
    void shouldTellFaultsApartAsNackErrorCodeSays(NackCodes codes, String content, String system, String full) {
        AcknowledgementPolicy policy = new AcknowledgementPolicy(acknowledgement, Mode.IMMEDIATE, codes, false);
        Hl7Message message = message("ADT^A01", "");

        assertThat(code(policy.refused(message, refusal(Cause.CONTENT)))).isEqualTo(content);
        assertThat(code(policy.refused(message, refusal(Cause.SYSTEM)))).isEqualTo(system);
        assertThat(code(policy.refused(message, refusal(Cause.FULL)))).isEqualTo(full);
    }

    @ParameterizedTest
    @CsvSource({"2.1, AA, AE", "2.2, AA, AE", "2.3, CA, CE", "2.3.1, CA, CE", "2.8, CA, CE", "'', AA, AE"})
    void shouldUseCommitCodesFromVersion23On(String version, String good, String bad) {
        AcknowledgementPolicy policy =
                new AcknowledgementPolicy(acknowledgement, Mode.IMMEDIATE, NackCodes.ContentE, true);
        Hl7Message message = of("MSH|^~\\&|||||||ADT^A01|MSG1|P|" + version + "\r");

        assertThat(code(policy.accepted(message))).isEqualTo(good);
        assertThat(code(policy.refused(message, refusal(Cause.CONTENT)))).isEqualTo(bad);
    }
}
