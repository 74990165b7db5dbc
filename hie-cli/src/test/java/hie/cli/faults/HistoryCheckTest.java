package hie.cli.faults;

import static org.assertj.core.api.Assertions.assertThat;

import hie.cli.faults.History.What;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The judge is trusted only because it finds what is wrong here. */
class HistoryCheckTest {

    private static final TestMessage FIRST = new TestMessage(1, 1, 1);
    private static final TestMessage SECOND = new TestMessage(1, 1, 2);
    private static final TestMessage OTHER_KEY = new TestMessage(1, 2, 1);

    private final History history = new History();
    private final Map<String, Set<String>> kept = new HashMap<>();

    private void sent(TestMessage message) {
        history.add(What.SENT, message, TestMessage.digest(message.content()));
    }

    private void acknowledged(TestMessage message) {
        sent(message);
        history.add(What.ACKNOWLEDGED, message, 0);
        kept.put(message.controlId(), Set.of("completed"));
    }

    private void delivered(TestMessage message) {
        history.add(What.DELIVERED, message, TestMessage.digest(message.content()));
    }

    private HistoryCheck.Verdict judged() {
        return new HistoryCheck(false).judge(history.events(), kept);
    }

    @Test
    void shouldFindNothingWrongWithAMessageThatArrivesTwice() {
        acknowledged(FIRST);
        acknowledged(OTHER_KEY);
        delivered(FIRST);
        acknowledged(SECOND);
        delivered(SECOND);
        delivered(FIRST);
        delivered(OTHER_KEY);

        HistoryCheck.Verdict verdict = judged();

        assertThat(verdict.violations()).isEmpty();
        assertThat(verdict.isComplete()).isTrue();
        assertThat(verdict.duplicates()).isEqualTo(1);
        assertThat(verdict.delivered()).isEqualTo(3);
    }

    @Test
    void shouldFindWhatWasAcknowledgedAndNeverDelivered() {
        acknowledged(FIRST);

        assertThat(judged().violations()).containsExactly("1 acknowledged and never delivered: " + FIRST.controlId());
        assertThat(judged().isComplete()).isFalse();
    }

    @Test
    void shouldNotMissWhatWasNeverAcknowledged() {
        sent(FIRST);
        history.add(What.REFUSED, FIRST, 0);

        assertThat(judged().violations()).isEmpty();
        assertThat(judged().refused()).isEqualTo(1);
    }

    @Test
    void shouldFindWhatTheWarehouseDoesNotHave() {
        acknowledged(FIRST);
        delivered(FIRST);
        kept.clear();

        assertThat(judged().violations())
                .containsExactly("1 acknowledged and not in the warehouse: " + FIRST.controlId());
        assertThat(judged().isComplete()).isFalse();
    }

    @Test
    void shouldFindWhatCameOutOfOrder() {
        acknowledged(FIRST);
        acknowledged(SECOND);
        delivered(SECOND);
        delivered(FIRST);

        assertThat(judged().violations())
                .containsExactly("2 out of order: " + SECOND.controlId() + " after number 0, " + FIRST.controlId()
                        + " after number 2");
    }

    @Test
    void shouldFindWhatNobodySentAndWhatWasAltered() {
        delivered(OTHER_KEY);
        acknowledged(FIRST);
        history.add(What.DELIVERED, FIRST, 1);

        assertThat(judged().violations())
                .containsExactly(
                        "1 delivered and never sent: " + OTHER_KEY.controlId(),
                        "1 delivered with another content than was sent: " + FIRST.controlId());
    }

    @Test
    void shouldLetMessagesBeDroppedOnlyWithARecordOfEach() {
        acknowledged(FIRST);
        acknowledged(SECOND);
        delivered(SECOND);
        kept.put(FIRST.controlId(), Set.of("dropped"));

        HistoryCheck.Verdict told = new HistoryCheck(true).judge(history.events(), kept);
        kept.put(FIRST.controlId(), Set.of("completed"));
        HistoryCheck.Verdict silent = new HistoryCheck(true).judge(history.events(), kept);

        assertThat(told.violations()).isEmpty();
        assertThat(told.dropped()).isEqualTo(1);
        assertThat(silent.violations()).containsExactly("1 acknowledged and never delivered: " + FIRST.controlId());
    }

    @Test
    void shouldKnowItsMessagesAgain() {
        assertThat(TestMessage.ofContent(SECOND.content())).contains(SECOND);
        assertThat(TestMessage.ofContent("MSH|^~\\&|A|B|C|D|1||ADT^A01|X1|P|2.5\r".getBytes()))
                .isEmpty();
    }
}
