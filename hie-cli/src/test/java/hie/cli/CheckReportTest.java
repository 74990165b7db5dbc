package hie.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class CheckReportTest {

    private static final String RESULTS = """
            [{"name": "Good", "subject": "rules R", "verdict": "passed", "fault": "", "differences": [], "accepted": "a"},
             {"name": "Bad <1>", "subject": "transform T", "verdict": "failed", "fault": "", "accepted": "b",
              "differences": [{"path": "PID-5.1", "expected": "x", "actual": "y\\u001c"}, {"path": "OBX(2)", "expected": "", "actual": "OBX|2"}]},
             {"name": "New", "subject": "rules R", "verdict": "open", "fault": "", "differences": [], "accepted": "c"},
             {"name": "Broken", "subject": "", "verdict": "faulty", "fault": "line 1: is no YAML", "differences": [], "accepted": ""}]
            """;

    private static CheckReport report(int... wanted) throws Exception {
        JsonNode all = ManagerApi.JSON.readTree(RESULTS);
        List<JsonNode> results = new ArrayList<>();
        for (int number : wanted) {
            results.add(all.get(number));
        }
        return new CheckReport("hospital", results);
    }

    private static String text(CheckReport report) {
        StringWriter text = new StringWriter();
        report.print(new PrintWriter(text, true));
        return text.toString().replace("\u001c", "");
    }

    @Test
    void shouldTellWhatIsNotAsExpectedByPath() throws Exception {
        assertThat(text(report(0, 1, 2, 3))).isEqualToNormalizingNewlines("""
                  ok    Good (rules R)
                  FAIL  Bad <1> (transform T)
                          PID-5.1: expected x, was y
                          OBX(2): expected nothing, was OBX|2
                  FAIL  New (rules R)
                          nothing is expected yet; look at what --accept writes
                  FAIL  Broken ()
                          line 1: is no YAML
                1 of 4 as expected.
                """);
    }

    @Test
    void shouldPassOnlyWhenAllAreAsExpected() throws Exception {
        assertThat(report(0).isPassed()).isTrue();
        assertThat(report(0, 1).isPassed()).isFalse();
        assertThat(report(0, 2).isPassed()).isFalse();
        assertThat(report(0, 1, 2).isSound()).isTrue();
        assertThat(report(0, 3).isSound()).isFalse();
    }

    @Test
    void shouldAcceptWhatFailedOrIsOpen() throws Exception {
        assertThat(report(0, 1, 2, 3).accepted())
                .hasSize(2)
                .containsEntry("Bad <1>", "b")
                .containsEntry("New", "c");
    }

    @Test
    void shouldWriteWhatBuildServersRead() throws Exception {
        assertThat(report(0, 1, 3).junit())
                .contains("<testsuite name=\"hospital\" tests=\"3\" failures=\"1\" errors=\"1\">")
                .contains("<testcase classname=\"rules R\" name=\"Good\"></testcase>")
                .contains("name=\"Bad &lt;1&gt;\"><failure message=\"not as expected\">PID-5.1: expected x, was y�\n")
                .contains("<error message=\"faulty\">line 1: is no YAML</error>");
    }

    @Test
    void shouldWriteJsonWithoutTheTextsOfTests() throws Exception {
        JsonNode json = ManagerApi.JSON.readTree(report(0, 1).json());

        assertThat(json.path("passed").asBoolean()).isFalse();
        assertThat(json.path("results")
                        .get(1)
                        .path("differences")
                        .get(0)
                        .path("path")
                        .asText())
                .isEqualTo("PID-5.1");
        assertThat(json.toString()).doesNotContain("accepted");
    }
}
