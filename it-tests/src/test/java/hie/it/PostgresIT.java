package hie.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import hie.it.mllp.Ack;
import hie.it.mllp.MllpPeer;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The server on a real PostgreSQL. */
class PostgresIT {

    private static final int MESSAGES = 50;
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @Test
    void shouldKeepMessagesInPostgres() throws Exception {
        try (EmbeddedPostgres postgres = EmbeddedPostgres.builder()
                        .setDataDirectory(Path.of(System.getProperty("hie.it.directory", "target/it"), "postgres-data"))
                        .setCleanDataDirectory(true)
                        .setPGStartupWait(Duration.ofMinutes(2))
                        .start();
                HieServer server = HieServer.start(
                        "postgres",
                        Map.of(
                                "HIE_DB_URL", "jdbc:postgresql://127.0.0.1:" + postgres.getPort() + "/postgres",
                                "HIE_DB_USER", "postgres",
                                "HIE_DB_PASSWORD", "postgres"))) {
            send(server);

            Rest rest = server.rest();
            await().atMost(PATIENCE).until(() -> completed(rest).size(), found -> found == MESSAGES);
            JsonNode one = rest.messages(Map.of("controlId", "PG7", "project", "default/hospital"))
                    .get(0);
            assertThat(one.path("patientId").asText()).isEqualTo("P7");
            assertThat(rest.messageBody(one.path("id").asText())).isEqualTo(message(7));
            assertThat(rows(postgres)).as("messages in PostgreSQL itself").isGreaterThanOrEqualTo(MESSAGES);
            Counted.say(
                    PostgresIT.class,
                    "%d messages sent, %d completed in PostgreSQL",
                    MESSAGES,
                    completed(rest).size());
        }
    }

    private static void send(HieServer server) throws Exception {
        try (MllpPeer peer = MllpPeer.connect(server.hospitalPort(), PATIENCE)) {
            for (int i = 0; i < MESSAGES; i++) {
                assertThat(Ack.of(peer.exchange(message(i))).code()).isEqualTo("AA");
            }
        }
    }

    private static byte[] message(int number) {
        return ("MSH|^~\\&|IT|IT|HIE|HIE|20260101000000||ORU^R01|PG" + number + "|P|2.5.1\rPID|1||P" + number
                        + "\rOBX|1|ST|T^Test||value\r")
                .getBytes(StandardCharsets.US_ASCII);
    }

    private static List<JsonNode> completed(Rest rest) {
        return rest.messages(Map.of("project", "default/hospital", "status", "completed", "type", "ORU_R01"));
    }

    private static int rows(EmbeddedPostgres postgres) throws Exception {
        try (Connection connection = postgres.getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement();
                ResultSet count = statement.executeQuery("select count(*) from message")) {
            count.next();
            return count.getInt(1);
        }
    }
}
