package hie.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** The command export. */
class ExportCommandTest extends ManagerStandIn {

    @Test
    void shouldWriteAProjectAsClassesOfIrisAndTellWhatIsNotInThem() throws IOException {
        answer("/api/workspaces/w/projects/lab/export/iris", 200, """
                {"files":{"Lab.P.cls":"Class Lab.P","Wards.lut.xml":"<lookupTable/>"},
                "differences":["item A: setting B has no equal in IRIS; it is left out"]}""");
        Path to = directory.resolve("classes");

        Run run = Run.of("export", "--data=" + directory, "--format", "iris", "w/lab", to.toString());

        assertThat(run.err()).isEmpty();
        assertThat(run.exit()).isZero();
        assertThat(run.out()).contains("Wrote 2 files", "item A: setting B has no equal in IRIS");
        assertThat(to.resolve("Lab.P.cls")).hasContent("Class Lab.P");
        assertThat(Run.of("export", "--data=" + directory, "--format", "xml", "w/lab", to.toString())
                        .err())
                .contains("--format must be hie or iris");
    }

    @Test
    void shouldExportFilesAndRefuseDirectoryInUse() throws IOException {
        answer(
                "/api/workspaces/ward/projects/lab/export",
                200,
                "{\"files\":{\"project.yaml\":\"name: lab\\n\",\"items/In.yaml\":\"name: In\\n\"}}");
        Path target = directory.resolve("out");

        Run first = command("export", "ward/lab", target.toString());
        Files.writeString(target.resolve("items/Old.yaml"), "name: Old\n");
        Run second = command("export", "ward/lab", target.toString());
        Run forced = command("export", "--force", "ward/lab", target.toString());

        assertThat(first.exit()).isZero();
        assertThat(target.resolve("items/In.yaml")).hasContent("name: In\n");
        assertThat(second.exit()).isEqualTo(1);
        assertThat(second.err()).contains("is not empty", "--force");
        assertThat(forced.exit()).isZero();
        assertThat(forced.err()).contains("Old.yaml is no part of the project");
    }

    @Test
    void shouldWriteNothingWhenExportLeadsOutOfDirectory() throws IOException {
        for (String path : new String[] {"../evil.yaml", "/etc/evil.yaml", "items/../../evil.yaml", "a\\\\b", ""}) {
            requests.clear();
            answer(
                    "/api/workspaces/default/projects/evil/export",
                    200,
                    "{\"files\":{\"project.yaml\":\"x\",\"" + path + "\":\"x\"}}");

            Run run = command("export", "evil", directory.resolve("out").toString());

            assertThat(run.exit()).as(path).isEqualTo(1);
            assertThat(run.err()).as(path).contains("nothing was written");
            assertThat(directory.resolve("out")).doesNotExist();
            server.removeContext("/api/workspaces/default/projects/evil/export");
        }
    }
}
