package hie.engine.reply;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import hie.api.host.Delivery;
import hie.api.host.Delivery.Verdict;
import hie.api.message.Message;
import hie.engine.Messages;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ReplyCodeActionsTest {

    private static final String ACK = "MSH|^~\\&|A||||||ACK^A01|1|P|2.5\rMSA|%s|MSG00001\r";

    private final Message sent = Messages.adt();

    private ReplyCodeActions.Judgement judge(String actions, String reply) {
        byte[] bytes = reply.getBytes(ISO_8859_1);
        return ReplyCodeActions.parse(actions).judge(Reply.matched(bytes, sent), bytes);
    }

    private Delivery deliver(String actions, String code) {
        return judge(actions, ACK.formatted(code)).delivery();
    }

    private static Delivery fail(String actions, int status, String text, boolean withoutReply) {
        return ReplyCodeActions.parse(actions)
                .judge(new Failure(status, text, withoutReply), null)
                .delivery();
    }

    @ParameterizedTest
    @CsvSource({
        "AA, COMPLETED",
        "CA, COMPLETED",
        "AE, SUSPENDED",
        "CE, SUSPENDED",
        "AR, RETRY",
        "CR, RETRY",
        "ZZ, SUSPENDED",
        "'', SUSPENDED"
    })
    void shouldDoByDefaultWhatIrisDoes(String code, Verdict verdict) {
        assertThat(deliver(ReplyCodeActions.HL7_DEFAULT, code).verdict()).isEqualTo(verdict);
    }

    @Test
    void shouldSuspendByDefaultWhenTheReplyIsNoAcknowledgement() {
        Delivery delivery = judge(ReplyCodeActions.HL7_DEFAULT, "a secret").delivery();

        assertThat(delivery.verdict()).isEqualTo(Verdict.SUSPENDED);
        assertThat(delivery.detail()).doesNotContain("secret");
    }

    @Test
    void shouldFailAtLastWhatIsRejected() {
        assertThat(deliver(ReplyCodeActions.HL7_DEFAULT, "AR").atLast()).isEqualTo(Verdict.FAILED);
        assertThat(deliver(":?R=RS", "AR").atLast()).isEqualTo(Verdict.SUSPENDED);
        assertThat(deliver(":?R=RD", "AR").atLast()).isEqualTo(Verdict.DISABLED);
        assertThat(deliver(":?R=R", "AR").atLast()).isEqualTo(Verdict.FAILED);
    }

    @ParameterizedTest
    @CsvSource({
        "':AE=C,:?E=S', AE, COMPLETED",
        "':?E=S,:AE=C', AE, SUSPENDED",
        "':AE=C,:?E=S', CE, SUSPENDED",
        "':_=F,:*=S', '', FAILED",
        "':*=F,:AB=C', AB, COMPLETED",
        "':*=F,:AB=C', AC, FAILED",
        "':?A=D', AA, DISABLED",
        "':?A=S', AE, FAILED",
        "' :?A = F , :?E = C ', AE, COMPLETED"
    })
    void shouldLetTheFirstCodeThatHoldsDecide(String actions, String code, Verdict verdict) {
        assertThat(deliver(actions, code).verdict()).isEqualTo(verdict);
    }

    @Test
    void shouldWarnWhateverDecides() {
        byte[] reply = ACK.formatted("AE").getBytes(ISO_8859_1);
        ReplyCodeActions actions = ReplyCodeActions.parse(ReplyCodeActions.HL7_DEFAULT);

        ReplyCodeActions.Judgement judgement = actions.judge(Reply.toAnother(reply, sent), reply);

        assertThat(judgement.warning()).isEqualTo(":I?");
        assertThat(judgement.delivery().verdict()).isEqualTo(Verdict.SUSPENDED);
        assertThat(judge(":AB=W,:?A=WC", ACK.formatted("AB")).delivery().verdict())
                .as("a warning alone completes")
                .isEqualTo(Verdict.COMPLETED);
        assertThat(judge(":?A=WC", ACK.formatted("AA")).warning()).isEqualTo(":?A");
    }

    @Test
    void shouldKnowWhichTypesAnswerAMessage() {
        String other = "MSH|^~\\&|A||||||ORR^O02|1|P|2.5\rMSA|AA|MSG00001\r";

        assertThat(judge(":T?=F,:?A=C", other).delivery().verdict()).isEqualTo(Verdict.FAILED);
        assertThat(judge(":T?=F,:?A=C", ACK.formatted("AA")).delivery().verdict())
                .isEqualTo(Verdict.COMPLETED);
        Message order = Messages.hl7("MSH|^~\\&|A||||||ORM^O01|MSG00001|P|2.5\rORC|NW\r");
        byte[] bytes = other.getBytes(ISO_8859_1);
        assertThat(ReplyCodeActions.parse(":T?=F,:?A=C")
                        .judge(Reply.matched(bytes, order), bytes)
                        .delivery()
                        .verdict())
                .isEqualTo(Verdict.COMPLETED);
    }

    @ParameterizedTest
    @CsvSource({
        "E=S, 404, x, false, SUSPENDED",
        "E#404=S, 404, x, false, SUSPENDED",
        "E#404=S, 405, x, false, FAILED",
        "E#5xx=R, 503, x, false, RETRY",
        "E#50x=R, 513, x, false, FAILED",
        "'E*refused=D,E=S', -1, connection refused, true, DISABLED",
        "'E*refused=D,E=S', -1, reset, true, SUSPENDED",
        "'X=S', -1, silence, true, SUSPENDED",
        "'X=S', -1, garbage, false, RETRY"
    })
    void shouldHeedFailures(String actions, int status, String text, boolean withoutReply, Verdict verdict) {
        assertThat(fail(actions, status, text, withoutReply).verdict()).isEqualTo(verdict);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                ":?A | ':?A' at position 1 has no '='",
                ":?A=C,:?Q=S | ':?Q' at position 7 is no reply code",
                ":?A=C, | '' at position 7 has no '='",
                ":?A=C,:?E=SQ | 'Q' at position 12 is no action",
                ":?A= | names no action",
                ":?A=CS | 'CS' at position 5 cannot be done together",
                ":?A=RC | cannot be done together",
                ":?A=RR | cannot be done together",
                "E#x12=F | is no reply code"
            })
    void shouldSayWhereAFaultIs(String actions, String fault) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ReplyCodeActions.parse(actions))
                .withMessageContaining(fault);
    }

    @Test
    void shouldKnowWhetherThereWasAnAnswer() {
        assertThat(fail("X=S", -1, "silence", true).answered()).isFalse();
        assertThat(fail("E=S", 500, "HTTP 500", false).answered()).isTrue();
        assertThat(deliver(":?A=C", "AA").answered()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {ReplyCodeActions.HL7_DEFAULT, ReplyCodeActions.HTTP_DEFAULT, "E*a=b=WS", ":AA=RF"})
    void shouldTakeWhatIsSound(String actions) {
        assertThat(new ReplyCodeActions.HttpSyntax().fault(actions)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                ":?A=C | ':?A' at position 1 can never hold: operations of this class get no reply codes",
                "E*disk=S,:*=F | ':*' at position 10 can never hold",
                "X=R,E#500=F | 'E#500' at position 5 can never hold",
                "E=Q | 'Q' at position 3 is no action"
            })
    void shouldRefuseWhatCanNeverHoldWithoutReplyCodes(String actions, String fault) {
        assertThat(new ReplyCodeActions.FailureSyntax().fault(actions))
                .get()
                .asString()
                .contains(fault);
    }

    @Test
    void shouldTakeWhatIsAboutFailures() {
        assertThat(new ReplyCodeActions.FailureSyntax().fault("E*disk=RS,E*no room=W,X=RD,E=F"))
                .isEmpty();
    }

    @Test
    void shouldRefuseForMllpWhatCanNeverHold() {
        assertThat(new ReplyCodeActions.Hl7Syntax().fault(":?A=C,E#404=R"))
                .get()
                .asString()
                .contains("'E#404' at position 7");
    }
}
