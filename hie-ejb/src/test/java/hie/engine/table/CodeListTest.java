package hie.engine.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CodeListTest {

    private static Set<String> values(String text, ListColumn column) {
        return CodeList.parse(text).values(column);
    }

    private static ListColumn parted(int column, int columnEnd) {
        return new ListColumn(column, 10, columnEnd, 0, "", " \t");
    }

    @Test
    void shouldHaveAValueInEachRowWhateverEndsItAndWithoutBlanksAround() {
        assertThat(values("\uFEFFA01\r\n  B 02\t\r\n\r\nC03\rD04\n \nE05", ListColumn.ROW))
                .containsExactlyInAnyOrder("A01", "B 02", "C03", "D04", "E05");
    }

    @Test
    void shouldPartColumnsByTabsUnlessToldOtherwise() {
        assertThat(values("A\tone\nB\ttwo\nC\n", ListColumn.FIRST)).containsExactlyInAnyOrder("A", "B", "C");
        assertThat(values("A\tone\nB\ttwo\nC\n\t\n", parted(2, 9))).containsExactlyInAnyOrder("one", "two");
        assertThat(values("A, one,x\nB,two,\n", parted(2, ','))).containsExactlyInAnyOrder("one", "two");
        assertThat(values("A,one\n", parted(3, ','))).isEmpty();
    }

    @Test
    void shouldFindColumnsAtPositions() {
        ListColumn code = new ListColumn(3, 10, 0, 4, "", " \t");

        assertThat(values("01W1  Surgery\n02W200Medicine\n03\n04X\n", code))
                .containsExactlyInAnyOrder("W1", "W200", "X");
    }

    @Test
    void shouldEndRowsByALengthOrAnotherCharacter() {
        assertThat(values("A01B02C0", new ListColumn(1, -3, 0, 3, "", "")))
                .containsExactlyInAnyOrder("A01", "B02", "C0");
        assertThat(values("A01;B02", new ListColumn(1, ';', 9, 0, "", ""))).containsExactlyInAnyOrder("A01", "B02");
    }

    @Test
    void shouldPassOverCommentsAndTheGivenPadding() {
        ListColumn column = new ListColumn(1, 10, 9, 0, "//", "0");

        assertThat(values("// codes\n0070\n12//x\n 5\n", column)).containsExactlyInAnyOrder("7", "12", " 5");
    }

    @ParameterizedTest
    @CsvSource({
        "0, 10, 9, 0, there is no column 0",
        "1, 0, 9, 0, no row ends with 0",
        "1, -2147483648, 9, 0, no row ends with",
        "1, 10, -1, 0, no column ends with -1",
        "1, 10, 70000, 0, no column ends with 70000",
        "1, 10, 0, 0, a column at a position needs a width"
    })
    void shouldSayWhyThereCanBeNoSuchColumn(int column, int rowEnd, int columnEnd, int width, String fault) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new ListColumn(column, rowEnd, columnEnd, width, "", ""))
                .withMessageContaining(fault);
    }

    @Test
    void shouldRefuseMoreValuesThanItMayHoldWithoutShowingAny() {
        String rows = IntStream.rangeClosed(0, CodeList.MOST_VALUES)
                .mapToObj(Integer::toString)
                .collect(Collectors.joining("\n"));

        assertThatIllegalArgumentException()
                .isThrownBy(() -> CodeList.parse(rows))
                .withMessage("it has more than 500000 different values");
        assertThat(CodeList.parse("secret\n")).hasToString("CodeList[7 characters]");
    }

    @ParameterizedTest
    @CsvSource(
            value = {
                "codes,codes",
                "codes.txt,codes",
                "C:\\HL7\\Codes.TXT,Codes",
                "/data/site codes.txt,site codes",
                "\\\\server\\share\\a.csv,a.csv",
                "/data/,''"
            })
    void shouldBeCalledAsTheFileThatItStandsFor(String file, String name) {
        assertThat(CodeList.nameOf(file)).isEqualTo(name);
    }
}
