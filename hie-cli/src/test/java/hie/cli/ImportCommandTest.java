package hie.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import org.junit.jupiter.api.Test;

/** The commands import iris and import mirth. */
class ImportCommandTest extends ManagerStandIn {

    @Test
    void shouldImportIrisFilesPrintTheReportAndWriteIt() throws IOException {
        answer("/api/workspaces/w/projects/lab/import/iris", 200, """
                {"revision":1,"report":{"verdict":"ISSUES","productions":[{"name":"Lab.P","verdict":"ISSUES",
                "items":{"found":2,"mapped":1,"stubbed":1},"settings":{"found":9,"mapped":4,"kept":9},
                "stubs":[{"item":"X","className":"Site.X","why":"no equal"}],"renamed":[],"missing":[],"defaults":[],"supply":[]}],
                "rules":[],"transforms":[],"tables":[],"schemas":[],"bpl":[],
                "refused":[{"where":"item A","what":"setting Host/B","why":"cannot"}]}}""");
        Path file = Files.write(directory.resolve("lab.cls"), new byte[] {(byte) 0xFF, 1});
        Path report = directory.resolve("report.json");

        Run run = Run.of(
                "import",
                "iris",
                "--data=" + directory,
                file.toString(),
                "--into",
                "w/lab",
                "--report",
                report.toString());

        assertThat(run.err()).isEmpty();
        assertThat(run.exit()).isZero();
        assertThat(run.out())
                .contains(
                        "Verdict: ISSUES",
                        "Production Lab.P",
                        "items: 2 found, 1 mapped, 1 stubs",
                        "stub: X (Site.X): no equal",
                        "item A: setting Host/B: cannot",
                        "Written to w/lab as revision 1; not deployed.");
        assertThat(ManagerApi.JSON.readTree(report.toFile()).path("verdict").asText())
                .isEqualTo("ISSUES");
        assertThat(ManagerApi.JSON
                        .readTree(requests.get("/api/workspaces/w/projects/lab/import/iris"))
                        .path("files")
                        .path(0)
                        .path("content")
                        .asText())
                .isEqualTo(Base64.getEncoder().encodeToString(new byte[] {(byte) 0xFF, 1}));
    }

    @Test
    void shouldImportChannelsOfMirthAndPrintTheReport() throws IOException {
        answer("/api/workspaces/default/projects/lab/import/mirth", 200, """
                {"revision":1,"report":{"verdict":"ISSUES","channels":[{"name":"ADT","verdict":"ISSUES",
                "connectors":{"found":3,"mapped":2,"stubbed":1},"rules":{"found":1,"translated":1,"refused":0},
                "steps":{"found":4,"translated":3,"refused":1},"scripts":{"found":0,"translated":0,"refused":0},
                "properties":{"found":9,"mapped":4,"kept":5},
                "stubs":[{"item":"X","className":"Database Writer","why":"no equal"}],"renamed":[],"defaults":[],"supply":[]}],
                "libraries":[{"name":"Texts","document":"Texts","templates":2}],
                "refused":[{"where":"channel ADT","what":"step 4","why":"it uses java"}]}}""");
        Path file = Files.writeString(directory.resolve("adt.xml"), "<channel/>");

        Run run = Run.of("import", "mirth", "--data=" + directory, file.toString(), "--into", "lab");

        assertThat(run.err()).isEmpty();
        assertThat(run.exit()).isZero();
        assertThat(run.out())
                .contains(
                        "Channel ADT: ISSUES",
                        "connectors: 3 found, 2 mapped, 1 stubs",
                        "steps: 4 found, 3 translated, 1 refused",
                        "properties: 9 found, 4 mapped, 5 kept",
                        "stub: X (Database Writer): no equal",
                        "Code templates Texts: 2 templates",
                        "channel ADT: step 4: it uses java");
    }

    @Test
    void shouldFailWhenAnImportIsInconclusive() throws IOException {
        answer("/api/workspaces/default/projects/lab/import/iris", 200, """
                {"revision":null,"report":{"verdict":"INCONCLUSIVE","productions":[],"refused":[]}}""");
        Path file = Files.writeString(directory.resolve("empty.xml"), "");

        Run run = Run.of("import", "iris", "--data=" + directory, file.toString(), "--into", "lab");

        assertThat(run.exit()).isEqualTo(Main.NOT_DONE);
        assertThat(run.out()).contains("Verdict: INCONCLUSIVE", "Nothing was written.");
    }
}
