package hie.engine.golden;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class MessageDifferencesTest {

    private static final String HEADER = "MSH|^~\\&|A|B|C|D|20260101||ORU^R01|1|P|2.5\n";

    private static List<String> between(String expected, String actual, String... ignored) {
        return MessageDifferences.between(
                        MessageText.message(expected, "In"),
                        MessageText.message(actual, "In"),
                        new Ignored(Arrays.asList(ignored)))
                .stream()
                .map(one -> one.path() + " [" + one.expected() + "] [" + one.actual() + "]")
                .toList();
    }

    private static List<String> ofHl7(String expected, String actual, String... ignored) {
        return between(HEADER + expected, HEADER + actual, ignored);
    }

    @Test
    void shouldNameFieldsComponentsAndRepetitions() {
        assertThat(ofHl7("PID|1||4711^^^A~0815^^^B&C||Ex^Erika||1|F\n", "PID|1||4711^^^A~0816^^^B&D||Ex^Max||2|F|x\n"))
                .containsExactly(
                        "PID-3(2).1 [0815] [0816]",
                        "PID-3(2).4.2 [C] [D]",
                        "PID-5.2 [Erika] [Max]",
                        "PID-7 [1] [2]",
                        "PID-9 [] [x]");
    }

    @Test
    void shouldCountAFieldAsItsFirstComponent() {
        assertThat(ofHl7("PID|1||4711\n", "PID|1||4711^^^A\n")).containsExactly("PID-3.4 [] [A]");
    }

    @Test
    void shouldNotCountSeparatorsBehindTheLastValue() {
        assertThat(ofHl7("PID|1||4711\n", "PID|1||4711^^||\n\n")).isEmpty();
    }

    @Test
    void shouldNameSegmentsThatOneOfThemLacksAndTheOrder() {
        assertThat(ofHl7("OBX|1\nOBX|2\nNTE|1\n", "OBX|1\nNTE|1\nZZZ|a\n"))
                .containsExactly("OBX(2) [OBX|2] []", "ZZZ [] [ZZZ|a]");
        assertThat(ofHl7("OBX|1\nNTE|1\n", "NTE|1\nOBX|1\n"))
                .containsExactly("order of segments [MSH OBX NTE] [MSH NTE OBX]");
    }

    @Test
    void shouldNotCountIgnoredPathsAndWhatIsBelowThem() {
        assertThat(ofHl7(
                        "PID|1||1^2~3\nOBX|1|a\nOBX|2|b\n",
                        "PID|1||4^2~5\nOBX|1|c\nOBX|2|d\nNTE|1\n",
                        "PID-3.1",
                        "OBX(2)-2",
                        "NTE"))
                .containsExactly("OBX-2 [a] [c]");
        assertThat(ofHl7("PID|||1\n", "PID|||2\n", "PID:3(1)")).isEmpty();
        assertThat(ofHl7("PID||||||||||1\n", "PID||||||||||2\n", "PID-1")).containsExactly("PID-10 [1] [2]");
    }

    @Test
    void shouldNameMembersAndItemsOfJson() {
        assertThat(between(
                        "{\"a\":{\"b\":[1,\"2\"]},\"c\":null,\"d\":[]}",
                        "{\"c\":null, \"a\":{\"b\":[1,2,true]},\"d\":{}}"))
                .containsExactly("a.b(2) [\"2\"] [2]", "d [[]] [{}]", "a.b(3) [] [true]");
        assertThat(between("{\"a\":[{\"id\":1},{\"id\":2}]}", "{\"a\":[{\"id\":3},{\"id\":4}]}", "a.id"))
                .isEmpty();
        assertThat(between("{\"a\":[{\"id\":1},{\"id\":2}]}", "{\"a\":[{\"id\":3},{\"id\":4}]}", "a(2)"))
                .containsExactly("a(1).id [1] [3]");
    }

    @Test
    void shouldNameElementsAndAttributesOfXml() {
        assertThat(between("<p><n use='a'>x</n><n>y</n></p>", "<p>\n <n use='b'>x</n> <n>z</n></p>"))
                .containsExactly("n(1).@use [\"a\"] [\"b\"]", "n(2) [\"y\"] [\"z\"]");
    }

    @Test
    void shouldCompareLinesOfWhatIsTooLargeOrTooDeepToGoThrough() {
        String deep = "<a>".repeat(300) + "x" + "</a>".repeat(300);
        String large = "[" + "1,".repeat(130_000) + "1]";

        assertThat(between(deep, deep.replace("x", "y")))
                .singleElement()
                .asString()
                .startsWith("line 1 [<a><a>");
        assertThat(between(large, large.replace("1]", "2]")))
                .singleElement()
                .asString()
                .startsWith("line 1 [[1,");
    }

    @Test
    void shouldNameLinesOfOtherTextAndOtherFormats() {
        assertThat(between("one\ntwo", "one\nthree")).containsExactly("line 2 [two] [three]");
        assertThat(between("{\"a\":1", "{\"a\":2")).containsExactly("line 1 [{\"a\":1] [{\"a\":2]");
        assertThat(between(HEADER, "{}")).containsExactly("format [hl7] [json]");
        assertThat(between("<a/>", "{}")).containsExactly("format [xml] [json]");
    }
}
