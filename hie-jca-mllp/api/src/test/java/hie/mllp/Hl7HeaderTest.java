package hie.mllp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class Hl7HeaderTest {

    private static final String REQUEST =
            "MSH|^~\\&|SENDAPP|SENDFAC|RECVAPP|RECVFAC|20260101120000||ADT^A01^ADT_A01|C-17|T|2.4\rPID|1||4711\r";
    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-02-03T04:05:06Z"), ZoneOffset.UTC);

    @Test
    void shouldReadControlIdAndType() {
        Hl7Header header = Hl7Header.of(bytes(REQUEST)).orElseThrow();

        assertThat(header.controlId()).hasValue("C-17");
        assertThat(header.messageType()).hasValue("ADT^A01^ADT_A01");
        assertThat(header.acknowledgementCode()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"\r", "\n", "\r\n", "\r\r\n"})
    void shouldReadAcknowledgementWithAnyLineEnd(String end) {
        String reply = String.join(end, "MSH|^~\\&|A|B|C|D|||ACK|9|P|2.4", "SFT|x", "MSA|AA|C-17|fine", "");

        Hl7Header header = Hl7Header.of(bytes(reply)).orElseThrow();

        assertThat(header.acknowledgementCode()).hasValue("AA");
        assertThat(header.acknowledgedControlId()).hasValue("C-17");
        assertThat(header.isNegativeAcknowledgement()).isFalse();
    }

    @Test
    void shouldReadOddDelimiters() {
        Hl7Header header = Hl7Header.of(bytes("MSH#*!?%#A#B#C#D###ACK#9#P#2.4\rMSA#AE#C-17"))
                .orElseThrow();

        assertThat(header.controlId()).hasValue("9");
        assertThat(header.acknowledgedControlId()).hasValue("C-17");
        assertThat(header.isNegativeAcknowledgement()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "M", "MSH", "MSHX", "MSH\r", "PID|1", "<xml/>"})
    void shouldSeeNoHeaderInOtherContent(String content) {
        assertThat(Hl7Header.of(bytes(content))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"MSH|", "MSH|^~\\&", "MSH|^~\\&|A|B|C|D|||ADT||P", "MSH|^~\\&|A|B|C|D|||ADT|  |P"})
    void shouldMissControlIdInShortHeader(String content) {
        assertThat(Hl7Header.of(bytes(content)).orElseThrow().controlId()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"\r\n", " ", "\u00EF\u00BB\u00BF"})
    void shouldSkipWhatStandsBeforeHeader(String lead) {
        assertThat(Hl7Header.of(bytes(lead + REQUEST)).orElseThrow().controlId())
                .hasValue("C-17");
    }

    @Test
    void shouldAcknowledgeFailureWithPartiesExchanged() {
        String[] segments = failure(REQUEST, "AE", "Try again").split("\r", -1);

        assertThat(segments[0].split("\\|", -1))
                .startsWith("MSH", "^~\\&", "RECVAPP", "RECVFAC", "SENDAPP", "SENDFAC", "20260203040506", "", "ACK^A01")
                .endsWith("T", "2.4");
        assertThat(segments[1]).isEqualTo("MSA|AE|C-17|Try again");
        assertThat(segments[2]).isEmpty();
    }

    @Test
    void shouldGiveEachFailureAcknowledgementItsOwnControlId() {
        String one = Hl7Header.of(bytes(failure(REQUEST, "AE", "x")))
                .orElseThrow()
                .controlId()
                .orElseThrow();
        String two = Hl7Header.of(bytes(failure(REQUEST, "AE", "x")))
                .orElseThrow()
                .controlId()
                .orElseThrow();

        assertThat(one).isNotEqualTo(two).hasSizeLessThanOrEqualTo(20);
    }

    @Test
    void shouldAcknowledgeInDelimitersAndCharacterSetOfRequest() {
        String request = "MSH#*!?%#J\u00FC#B#C#D###ADT*A08#7#P#2.5######8859/1\n";

        String[] segments = failure(request, "AR", "a#b*c!d?e%f\r\u20AC").split("\r", -1);

        assertThat(segments[0])
                .startsWith("MSH#*!?%#C#D#J\u00FC#B#")
                .contains("#ACK*A08#")
                .endsWith("#P#2.5######8859/1");
        assertThat(segments[1]).isEqualTo("MSA#AR#7#a?F?b?S?c?R?d?E?e?T?f ?");
    }

    @Test
    void shouldAcknowledgeFailureOfWhatIsNoHl7() {
        String reply = failure("this is not HL7", "AR", "Not HL7");

        Hl7Header header = Hl7Header.of(bytes(reply)).orElseThrow();
        assertThat(header.acknowledgementCode()).hasValue("AR");
        assertThat(header.acknowledgedControlId()).isEmpty();
        assertThat(header.messageType()).hasValue("ACK");
        assertThat(reply).doesNotContain("this");
    }

    @Test
    void shouldRefuseCodeThatIsNoFailure() {
        assertThatThrownBy(() -> Hl7Header.failureAcknowledgement(bytes(REQUEST), "AA", "x"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("AA");
    }

    private static String failure(String request, String code, String text) {
        return new String(
                Hl7Header.failureAcknowledgement(bytes(request), code, text, CLOCK), StandardCharsets.ISO_8859_1);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }
}
