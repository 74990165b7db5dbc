package hie.engine.routing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import hie.api.message.Message;
import hie.engine.Messages;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RuleParserTest {

    private static final Message ADT = Messages.adt("fever #1, said \"high\" \uD83D\uDE37");

    private static boolean holds(String condition) {
        return RuleParser.parse("when " + condition + " send A")
                .get(0)
                .condition()
                .holds(ADT);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "MSH-9.1 = \"ADT\"",
                "MSH:9.1=\"ADT\"",
                "MSH-9.1 != \"ORU\"",
                "PV1-2 in (\"E\", \"I\")",
                "PV1-2 in(\"I\")",
                "MSH-10 contains \"000\"",
                "MSH-10 startswith \"MSG\"",
                "MSH-10 like \"MSG*1\"",
                "MSH-10 like \"MSG0000?\"",
                "MSH-10 like \"*\"",
                "exists PID-3",
                "exists PID-3(1).1",
                "not exists PID-4",
                "PID-4 = \"\"",
                "PID-4 like \"\"",
                "OBX-5 contains \"#1, said \"\"high\"\"\"",
                "OBX-5 like \"*said ? \uD83D\uDE37\" or OBX-5 like \"*\uD83D\uDE37\"",
                "OBX-5 like \"*high? ?\"",
                "MSH-9.1 = \"ORU\" or MSH-9.1 = \"ADT\"",
                "MSH-9.1 = \"ADT\" and MSH-9.2 = \"A01\"",
                "ZZZ-1 = \"x\" or exists PID-3",
                "MSH-9.1 = \"ADT\" AND NOT EXISTS PID-4",
                "not not exists PID-3"
            })
    void shouldHold(String condition) {
        assertThat(holds(condition)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "MSH-9.1 = \"adt\"",
                "MSH-9.1 != \"ADT\"",
                "PV1-2 in (\"E\", \"O\")",
                "MSH-10 contains \"msg\"",
                "MSH-10 startswith \"SG\"",
                "MSH-10 like \"SG*\"",
                "MSH-10 like \"MSG.*\"",
                "MSH-10 like \"MSG\"",
                "exists PID-4",
                "not exists PID-3",
                "MSH-9.1 = \"ADT\" and MSH-9.2 = \"A02\"",
                "exists PID-4 or exists ZZZ-1"
            })
    void shouldNotHold(String condition) {
        assertThat(holds(condition)).isFalse();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "exists PID-3 or exists PID-4 and exists PID-4; true",
                "(exists PID-3 or exists PID-4) and exists PID-4; false",
                "not exists PID-3 or exists PID-3; true",
                "not (exists PID-3 or exists PID-3); false",
                "not exists PID-4 and exists PID-4; false",
                "not (exists PID-4 and exists PID-4); true",
                "((exists PID-3)); true"
            })
    void shouldBindNotBeforeAndBeforeOr(String condition, boolean expected) {
        assertThat(holds(condition)).isEqualTo(expected);
    }

    @Test
    void shouldHoldForNothingButAbsenceWhereTheMessageIsNoHl7() {
        Message text = Messages.of("MSH|^~\\&|HIS", "text/plain");

        assertThat(RuleParser.parse("when exists MSH-3 send A")
                        .get(0)
                        .condition()
                        .holds(text))
                .isFalse();
        assertThat(RuleParser.parse("when MSH-3 != \"HIS\" send A")
                        .get(0)
                        .condition()
                        .holds(text))
                .isTrue();
    }

    @Test
    void shouldReadTargetsWithBlanksAndQuotes() {
        assertThat(RuleParser.parse("otherwise send To Receiver,Results to Files , \"A, or B\",C")
                        .get(0)
                        .targets())
                .containsExactly("To Receiver", "Results to Files", "A, or B", "C");
    }

    @Test
    void shouldSendNowhereWhatIsDropped() {
        assertThat(RuleParser.parse("when MSH-11 = \"T\" drop").get(0).targets())
                .isEmpty();
        assertThat(RuleParser.parse("otherwise drop").get(0).targets()).isEmpty();
    }

    @Test
    void shouldPassOverCommentsAndBlankLinesButCountThem() {
        List<Rule> rules =
                RuleParser.parse("# wards\r\n\r\nwhen MSH-4 = \"A#1\" send A # not in quotes\n   \n  otherwise send B");

        assertThat(rules).extracting(Rule::line).containsExactly(3, 5);
        assertThat(rules).extracting(Rule::text).containsExactly("when MSH-4 = \"A#1\" send A", "otherwise send B");
        assertThat(rules.get(0).targets()).containsExactly("A");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '`',
            value = {
                "send A; 'when' was expected",
                "when; an HL7 path was expected",
                "when exists; an HL7 path was expected",
                "when PID = \"1\" send A; 'PID' is no HL7 path",
                "when PID-3; an operator was expected",
                "when PID-3 is \"1\" send A; 'is' is no operator (expected: = != in contains",
                "when PID-3 = send A; 'send' is no text",
                "when PID-3 =; a text in quotes was expected",
                "when PID-3 = 4711 send A; (expected: \"4711\")",
                "when PID-3 in \"1\" send A; '(' was expected",
                "when PID-3 in (\"1\" send A; ')' was expected",
                "when PID-3 in () send A; ')' is no text",
                "when (exists PID-3 send A; ')' was expected",
                "when exists PID-3; where 'send', 'publish' or 'drop' was expected",
                "when exists PID-3 and send A; 'send' is no HL7 path",
                "when exists PID-3 deliver A; where 'send', 'publish' or 'drop' was expected",
                "otherwise; where 'send', 'publish' or 'drop' was expected",
                "otherwise send; the name of a target was expected",
                "otherwise send A,; the name of a target was expected",
                "otherwise send A,,B; the name of a target was expected",
                "otherwise send ,A; the name of a target was expected",
                "otherwise drop A; nothing was expected after",
                "otherwise send \"A\" B; nothing was expected after",
                "when PID-3 = \"open send A; not understood from '\"open send A'"
            })
    void shouldNameTheLineAndWhatWasExpected(String rule, String fault) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> RuleParser.parse("# first\n" + rule))
                .withMessageStartingWith("rule line 2: ")
                .withMessageContaining(fault);
    }

    @Test
    void shouldRefuseARuleThatIsNeverReached() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> RuleParser.parse("otherwise send A\n\nwhen exists PID-3 send B"))
                .withMessage("rule line 3: never reached, because line 1 takes every message; 'otherwise' comes last");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\n\n", "# nothing yet"})
    void shouldRefuseATextWithoutARule(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> RuleParser.parse(text))
                .withMessageContaining("there is no rule");
    }
}
