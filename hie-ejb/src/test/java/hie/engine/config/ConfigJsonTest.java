package hie.engine.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ConfigJsonTest {

    @Test
    void shouldReadWhatItWrote() {
        Map<String, String> settings = new LinkedHashMap<>();
        settings.put("Rules", "when MSH-9.1 = \"ADT\" send A\nothers\t\\ \u0007 J\u00FCrgen \uD83D\uDE37");
        settings.put("A", "");
        settings.put("0", "1");
        ProjectConfig project = new ProjectConfig(
                "d \"e\"",
                List.of(
                        new ItemConfig("Router", "RoutingProcess", false, "c", settings, List.of("B", "A")),
                        new ItemConfig("A", "FileOperation", true, "", Map.of(), List.of())));

        ProjectConfig read = ConfigJson.read(ConfigJson.write(project));

        assertThat(read).isEqualTo(project);
        assertThat(read.items().get(0).settings().keySet()).containsExactly("Rules", "A", "0");
    }

    @Test
    void shouldKeepAnEmptyProject() {
        ProjectConfig empty = ProjectConfig.empty("");

        assertThat(ConfigJson.read(ConfigJson.write(empty))).isEqualTo(empty);
    }

    @Test
    void shouldKeepDocuments() {
        ProjectConfig project = new ProjectConfig(
                "",
                List.of(),
                List.of(
                        new ProjectDocument(ProjectDocument.Kind.TABLE, "Wards", "A,\"3 \u00FC\"\r\n"),
                        new ProjectDocument(ProjectDocument.Kind.RULES, "Rules", "sets: []")));

        assertThat(ConfigJson.read(ConfigJson.write(project))).isEqualTo(project);
    }

    @Test
    void shouldReadARevisionFromBeforeThereWereDocuments() {
        assertThat(ConfigJson.read("{\"description\":\"d\",\"items\":[]}")).isEqualTo(ProjectConfig.empty("d"));
    }
}
