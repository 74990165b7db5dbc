package hie.cli.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedWriter;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import org.junit.jupiter.api.Test;

class ComparisonTableTest {

    @Test
    void shouldBeThereWhenTheProgramEnds() {
        StringWriter seen = new StringWriter();

        ComparisonTable.print(
                List.of(new Row("hie", 8, 4200, 1.5, 6.7, 8.0, 0, 0, 0, 341.0, 1200, null, null, 0.85)),
                new PrintWriter(new BufferedWriter(seen)));

        assertThat(seen.toString().lines()).hasSize(2);
        assertThat(seen.toString()).contains("hie", "4200", "6.70", "341", "0.85");
    }
}
