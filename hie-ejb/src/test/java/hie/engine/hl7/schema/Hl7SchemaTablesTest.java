package hie.engine.hl7.schema;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The engine's tables of HL7 names say what HAPI's model says; {@code -Dhie.hl7=write} writes them anew. */
class Hl7SchemaTablesTest {

    private static final Path TABLES = Path.of("src/main/resources/hie/engine/hl7/schema");

    @Test
    void shouldSayWhatTheModelSays() throws IOException {
        boolean write = "write".equals(System.getProperty("hie.hl7"));
        for (String version : write ? Hl7Schema.VERSIONS : List.of("2.3.1", "2.5")) {
            String table = Hl7SchemaTables.of(version);
            Path file = TABLES.resolve(version + ".txt");
            if (write) {
                Files.createDirectories(TABLES);
                Files.writeString(file, table);
            }
            assertThat(file).hasContent(table);
        }
    }
}
