package hie.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/**
 * A production that somebody exported from IRIS and published, imported as it is, given folders of this machine, deployed, and
 * carrying messages by its own rules and transforms. The file is not part of this repository.
 */
@ExtendWith({SharedServer.class, CountedPassed.class})
class RealProductionIT {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String WORKSPACE = "imported";
    private static final String PROJECT = "emergency";
    private static final Path SOURCE = Path.of(
            System.getProperty("hie.it.corpus", "../../shared/data"),
            "iris/exports/es-comunidad-intersystems__webinar-hl7-toolkit__webinardemo.xml");

    private static final String TRANSFER = "MSH|^~\\&|ER|262|PAS|HUB|20260101||ADT^A06|REAL1|P|2.3.1\r"
            + "EVN|A06|20260101\r"
            + "PID|1||4711^^^ER~0815^^^WARD||Example^Erika||19640812|F\r"
            + "NK1|1|Example^Otto\r"
            + "PV1|1|E|ER^1\r"
            + "DB1|1|PT\r"
            + "DB1|2|PT\r"
            + "OBX|1|ST|note||calm\r";

    /** What the export's transform makes of it: another event, no next of kin, both identifiers, a language. */
    private static final String TRANSFERRED = "MSH|^~\\&|ER|262|PAS|HUB|20260101|NONE|ADT^A02|REAL1|P|2.3.1\r"
            + "EVN|A02|20260101\r"
            + "PID|1||4711^^^ER~0815^^^WARD|4711~0815|Example^Erika||19640812|F|||||||UNKNOWN\r"
            + "PV1|1|I|ER^1\r"
            + "DB1|1|PT\r"
            + "DB1|2|PT\r"
            + "OBX|1|ST|note||calm\r";

    private static final String ORDER = "MSH|^~\\&|ER|ER|PHARMACY|26201|20260101||ORM^O01|REAL2|P|2.3.1\r"
            + "NTE|1||first\r"
            + "PID|1||4711\r"
            + "NTE|1||of the patient\r"
            + "PV1|1|E\r"
            + "ORC|NW|17\r"
            + "RXO|A^Drug\r"
            + "ORC|NW|18\r"
            + "RXO|B^Drug\r";

    private final Rest rest;

    @TempDir
    Path folder;

    RealProductionIT(HieServer server) {
        this.rest = server.rest();
    }

    @Test
    void shouldCarryMessagesByTheRulesAndTransformsOfAPublishedProduction() throws IOException {
        Assumptions.assumeTrue(Files.exists(SOURCE), "the published production is not here: " + SOURCE + "; skipped");

        JsonNode report = imported();
        deployed();
        drop("REAL1.hl7", TRANSFER);
        drop("REAL2.hl7", ORDER);
        drop("REAL3.hl7", ORDER.replace("PHARMACY", "LAB").replace("REAL2", "REAL3"));

        assertThat(report.path("rules").path(0).path("actions").path("refused").asInt())
                .isZero();
        assertThat(report.path("rules").path(0).path("waiting").asInt()).isZero();
        assertThat(report.path("transforms"))
                .hasSize(2)
                .allSatisfy(transform ->
                        assertThat(transform.path("enabled").asBoolean()).isTrue());
        await().atMost(PATIENCE).untilAsserted(() -> {
            assertThat(written("PAS.txt")).isEqualTo(TRANSFERRED);
            assertThat(written("Pharma.txt")).isEqualTo(ORDER);
        });
        await().atMost(PATIENCE)
                .until(() -> !rest.messages(Map.of("controlId", "REAL3", "project", WORKSPACE + "/" + PROJECT))
                        .isEmpty());
        assertThat(written("Pharma.txt")).doesNotContain("REAL3");
    }

    private JsonNode imported() throws IOException {
        String content = Base64.getEncoder().encodeToString(Files.readAllBytes(SOURCE));
        JsonNode outcome = rest.post(
                Rest.project(WORKSPACE, PROJECT) + "/import/iris",
                Map.of("files", List.of(Map.of("name", "export.xml", "content", content))));
        return outcome.path("report");
    }

    /** Folders of this machine in the place of the author's; nothing else is changed. */
    private void deployed() throws IOException {
        for (String in : List.of("In/ER", "In/HIS", "Out")) {
            Files.createDirectories(folder.resolve(in));
        }
        Map<String, String> files = new TreeMap<>();
        rest.get(Rest.project(WORKSPACE, PROJECT) + "/export")
                .path("files")
                .properties()
                .forEach(file -> files.put(
                        file.getKey(),
                        file.getKey().startsWith("items/")
                                ? file.getValue().asText().replace("/durable/initial-demo", folder.toString())
                                : file.getValue().asText()));
        rest.apply(WORKSPACE, PROJECT, files);
        await().atMost(PATIENCE)
                .until(
                        () -> rest.projectStatus(WORKSPACE, PROJECT)
                                .path("state")
                                .asText(),
                        "running"::equals);
    }

    private void drop(String name, String message) throws IOException {
        Path written = Files.writeString(folder.resolve(name), message, StandardCharsets.ISO_8859_1);
        Files.move(written, folder.resolve("In/ER").resolve(name), StandardCopyOption.ATOMIC_MOVE);
    }

    private String written(String file) throws IOException {
        Path path = folder.resolve("Out").resolve(file);
        return Files.exists(path) ? Files.readString(path, StandardCharsets.ISO_8859_1) : "";
    }
}
