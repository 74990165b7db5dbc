package hie.engine.host;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import hie.api.hl7.Hl7Message;
import hie.api.host.Receipt;
import hie.api.message.Message;
import hie.engine.FakeHostContext;
import hie.engine.Messages;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BatchIntakeTest {

    private static final String ONE = "MSH|^~\\&|A|B|C|D|2026||ADT^A01|1|P|2.5\rPID|1\r";
    private static final String TWO = "MSH|^~\\&|A|B|C|D|2026||ADT^A02|2|P|2.5\rPID|2\r";
    private static final String BATCH = "BHS|^~\\&|A|B|C|D|2026||||B1\r" + ONE + TWO + "BTS|2\r";

    private final SentMessages outbox = new SentMessages();

    private Receipt receive(String batch, Map<String, String> more) throws Exception {
        Map<String, String> settings = new HashMap<>(more);
        settings.put("Port", "1");
        Hl7Intake intake = new Hl7Intake(FakeHostContext.of(MllpService.class, settings, "Out"));
        return intake.judge(intake.described(Messages.hl7(batch)), outbox);
    }

    private List<String> sent() {
        return outbox.messages().stream()
                .map(message -> new String(message.body().bytes(), ISO_8859_1))
                .toList();
    }

    @ParameterizedTest
    @CsvSource({"Whole, 1, 1", "Single-Session, 3, 1", "Multi-Session, 3, 3", "Individual, 2, 2"})
    @Tag("setting:Hl7Service.BatchHandling")
    void shouldTakeABatchApartAsBatchHandlingSays(String handling, int messages, long sessions) throws Exception {
        Receipt receipt = receive(BATCH, Map.of("BatchHandling", handling));

        assertThat(receipt.accepted()).isTrue();
        assertThat(outbox.messages()).hasSize(messages);
        assertThat(outbox.messages().stream()
                        .map(message -> message.header().session())
                        .distinct()
                        .count())
                .isEqualTo(sessions);
        if (handling.equals("Whole")) {
            assertThat(sent()).containsExactly(BATCH);
        } else {
            assertThat(sent()).startsWith(ONE, TWO);
            assertThat(outbox.messages().getFirst().header().schemaName()).isEqualTo("ADT_A01");
        }
        if (messages == 3) {
            assertThat(sent().getLast()).isEqualTo("BHS|^~\\&|A|B|C|D|2026||||B1\rBTS|2\r");
        }
    }

    @Test
    @Tag("setting:AnsweringService.NoBatchReply")
    void shouldAnswerForEachMessageOrForTheBatchAsNoBatchReplySays() throws Exception {
        String each =
                new String(receive(BATCH, Map.of("BatchHandling", "Individual")).reply(), ISO_8859_1);
        String one = new String(
                receive(BATCH, Map.of("BatchHandling", "Individual", "NoBatchReply", "true"))
                        .reply(),
                ISO_8859_1);

        assertThat(each).startsWith("BHS|").contains("MSA|AA|1\r", "MSA|AA|2\r").endsWith("BTS|2\r");
        assertThat(one).startsWith("MSH|").contains("MSA|AA|B1\r");
    }

    @Test
    void shouldTakeNothingOfABatchWhoseCountIsWrong() throws Exception {
        Receipt receipt = receive(BATCH.replace("BTS|2", "BTS|3"), Map.of("BatchHandling", "Single-Session"));

        assertThat(receipt.accepted()).isFalse();
        assertThat(receipt.reason()).contains("BTS-1: does not say how many messages there are (found: 2)");
        assertThat(Hl7Message.of(receipt.reply()).get("MSA-1")).contains("AR");
        assertThat(outbox.messages()).isEmpty();
    }

    @Test
    void shouldTakeASingleMessageAsOne() throws Exception {
        receive(ONE, Map.of("BatchHandling", "Individual"));

        assertThat(sent()).containsExactly(ONE);
    }

    @Test
    void shouldAnswerMessagesWithoutAnEnvelopeOneBehindTheOther() throws Exception {
        String reply = new String(
                receive(ONE + TWO, Map.of("BatchHandling", "Single-Session")).reply(), ISO_8859_1);

        assertThat(sent()).containsExactly(ONE, TWO);
        assertThat(reply)
                .startsWith("MSH|")
                .contains("MSA|AA|1\r", "MSA|AA|2\r")
                .doesNotContain("BHS");
    }

    @Test
    void shouldReadTheMessagesOfABatchAsItsByteOrderMarkSays() throws Exception {
        String batch = "\uFEFF" + BATCH.replace("PID|1", "PID|1||J\u00FCrgen");
        receive(batch, Map.of("BatchHandling", "Individual"));

        Message first = outbox.messages().getFirst();
        assertThat(first.body().hl7().charset()).isEqualTo(UTF_8);
        assertThat(first.body().hl7().get("PID-3")).contains("J\u00FCrgen");
    }
}
