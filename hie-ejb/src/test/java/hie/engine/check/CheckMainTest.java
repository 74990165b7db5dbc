package hie.engine.check;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CheckMainTest {

    private static final String RULES = "sets:\n- rules:\n  - name: All\n    do: [{send: Archive}]\n";

    private static JsonObject answer(Map<String, String> files) {
        JsonObjectBuilder given = Json.createObjectBuilder();
        files.forEach(given::add);
        String order = Json.createObjectBuilder().add("files", given).build().toString();
        ByteArrayOutputStream answer = new ByteArrayOutputStream();
        CheckMain.answer(new ByteArrayInputStream(order.getBytes(UTF_8)), answer);
        return Json.createReader(new ByteArrayInputStream(answer.toByteArray())).readObject();
    }

    @Test
    void shouldTellHowTheTestsOfAProjectCameOut() {
        JsonObject answer = answer(Map.of(
                "project.yaml", "name: hospital\n",
                "rules/R.yaml", RULES,
                "tests/A.yaml", "rules: R\nmessage: Müller\nexpect:\n  fired: [All]\n  sends: [{target: Wards}]\n",
                "tests/B.yaml", "rules: R\nmessage: Müller\n"));

        assertThat(answer.getJsonArray("results")).hasSize(2);
        JsonObject first = answer.getJsonArray("results").getJsonObject(0);
        assertThat(first.getString("name")).isEqualTo("A");
        assertThat(first.getString("subject")).isEqualTo("rules R");
        assertThat(first.getString("verdict")).isEqualTo("failed");
        assertThat(first.getJsonArray("differences").getJsonObject(0).getString("path"))
                .isEqualTo("sends");
        assertThat(answer.getJsonArray("results").getJsonObject(1).getString("accepted"))
                .isEqualTo("rules: R\nmessage: Müller\nexpect:\n  fired:\n  - All\n  sends:\n  - target: Archive\n");
    }

    @Test
    void shouldTellWhatIsWrongWithTheFiles() {
        assertThat(answer(Map.of("README", "x")).getJsonArray("faults").toString())
                .contains("there is no project.yaml", "file README is none");
    }
}
