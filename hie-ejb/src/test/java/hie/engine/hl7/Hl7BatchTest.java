package hie.engine.hl7;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import hie.api.hl7.Hl7Message;
import hie.engine.acknowledgement.BatchReply;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class Hl7BatchTest {

    private static final String ONE = "MSH|^~\\&|A|B|C|D|2026||ADT^A01|1|P|2.5\rPID|1\r";
    private static final String TWO = "MSH|^~\\&|A|B|C|D|2026||ADT^A02|2|P|2.5\rPID|2\r";
    private static final String FHS = "FHS|^~\\&|A|B|C|D|2026||||F1\r";
    private static final String BHS = "BHS|^~\\&|A|B|C|D|2026||||B1\r";

    private static Hl7Batch split(String text) {
        return Hl7Batch.split(text.getBytes(ISO_8859_1));
    }

    private static List<String> messages(Hl7Batch batch) {
        return batch.messages().stream().map(m -> new String(m, ISO_8859_1)).toList();
    }

    @Test
    void shouldTakeAFileOfTwoBatchesApartByteForByte() {
        Hl7Batch batch = split(FHS + BHS + ONE + TWO + "BTS|2\r" + BHS + TWO + "BTS|1\r" + "FTS|2\r");

        assertThat(messages(batch)).containsExactly(ONE, TWO, TWO);
        assertThat(new String(batch.envelope(), ISO_8859_1))
                .isEqualTo(FHS + BHS + "BTS|2\r" + BHS + "BTS|1\r" + "FTS|2\r");
        assertThat(batch.faults()).isEmpty();
        assertThat(batch.isMany()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"\n", "\r\n", "\r\r", "\n\n"})
    void shouldTakeOtherLineEnds(String end) {
        Hl7Batch batch = split((BHS + ONE + TWO + "BTS|2\r").replace("\r", end));

        assertThat(messages(batch)).containsExactly(ONE.replace("\r", end), TWO.replace("\r", end));
        assertThat(batch.faults()).isEmpty();
    }

    @Test
    void shouldTakeMessagesWithoutAnEnvelopeApart() {
        Hl7Batch batch = split(ONE + TWO);

        assertThat(messages(batch)).containsExactly(ONE, TWO);
        assertThat(batch.envelope()).isEmpty();
        assertThat(split(ONE).isMany()).isFalse();
    }

    @Test
    void shouldNotTakeASegmentForAnEnvelopeThatOnlyBeginsLikeOne() {
        Hl7Batch batch = split(ONE + "MSHX|1\rBTS1|2\r");

        assertThat(messages(batch)).containsExactly(ONE + "MSHX|1\rBTS1|2\r");
    }

    @ParameterizedTest
    @CsvSource({"BTS|3, BTS-1", "BTS|x, BTS-1", "BTS|1|comment, BTS-1", "'', BHS"})
    void shouldFindThatACountOrAnEndIsWrong(String trailer, String place) {
        Hl7Batch batch = split(BHS + ONE + TWO + trailer);

        assertThat(batch.faults())
                .singleElement()
                .satisfies(fault -> assertThat(fault.place()).isEqualTo(place));
    }

    @ParameterizedTest
    @ValueSource(strings = {"BTS|2", "BTS|02", "BTS|", "BTS", "BTS|2|fine"})
    void shouldTakeACountThatIsRightOrMissing(String trailer) {
        assertThat(split(BHS + ONE + TWO + trailer).faults()).isEmpty();
    }

    @Test
    void shouldFindWhatStandsWhereItHasNoPlace() {
        assertThat(split(FHS + BHS + ONE + "BTS|1\rFTS|5\r").faults())
                .extracting(Hl7Finding::place)
                .containsExactly("FTS-1");
        assertThat(split(FHS + BHS + ONE + "BTS|1\r").faults())
                .extracting(Hl7Finding::place)
                .containsExactly("FHS");
        assertThat(split(BHS + ONE + "BTS|1\r" + "ZZZ|1\r").faults()).hasSize(1);
        assertThat(split(ONE + FHS + "FTS|0\r" + TWO).faults())
                .extracting(Hl7Finding::place)
                .containsExactly("FHS", "MSH");
    }

    @Test
    void shouldAnswerWithABatchOfAcknowledgements() {
        BatchReply replies = new BatchReply(Clock.fixed(Instant.parse("2026-11-24T12:34:56Z"), ZoneOffset.UTC));
        byte[] ack = "MSH|^~\\&|C\rMSA|AA|1\r".getBytes(ISO_8859_1);

        Hl7Message whole = Hl7Message.of((FHS + BHS + ONE + TWO + "BTS\rFTS\r").getBytes(ISO_8859_1));
        String reply = new String(replies.of(whole, List.of(ack, ack)), ISO_8859_1);

        assertThat(reply)
                .matches("FHS\\|\\^~\\\\&\\|C\\|D\\|A\\|B\\|20261124123456\\|\\|\\|\\|[-0-9a-zA-Z]+\\|F1\rBHS(?s:.*)")
                .contains("\rMSA|AA|1\r")
                .endsWith("BTS|2\rFTS|1\r");
        assertThat(split(reply).faults()).isEmpty();
        assertThat(split(reply).messages()).hasSize(2);
    }
}
