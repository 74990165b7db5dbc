package hie.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import ca.uhn.hl7v2.DefaultHapiContext;
import ca.uhn.hl7v2.HapiContext;
import ca.uhn.hl7v2.app.Connection;
import ca.uhn.hl7v2.model.Message;
import ca.uhn.hl7v2.parser.GenericModelClassFactory;
import ca.uhn.hl7v2.parser.GenericParser;
import ca.uhn.hl7v2.parser.ParserConfiguration;
import ca.uhn.hl7v2.util.Terser;
import ca.uhn.hl7v2.validation.impl.ValidationContextFactory;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** MLLP clients that others wrote get their AA from the sample production, and what they sent arrives. */
@ExtendWith(SharedServer.class)
class ForeignClientsIT {

    private static final Path FOLDER = Path.of(System.getProperty("hie.it.directory", "target/it"))
            .toAbsolutePath()
            .resolve("node");
    private static final Path SCRIPTS = Path.of(System.getProperty("hie.it.node", "src/test/node"));
    private static final Duration INSTALL_LIMIT = Duration.ofMinutes(3);
    private static final Duration SEND_LIMIT = Duration.ofSeconds(60);
    private static final int NOT_IN_TIME = -1;
    private static int served;

    private final HieServer server;

    ForeignClientsIT(HieServer server) {
        this.server = server;
    }

    @AfterAll
    static void sayWhatWasCounted() {
        Counted.say(ForeignClientsIT.class, "%d of 3 foreign clients got AA and were delivered", served);
    }

    /** How a program ended. */
    private record Ended(int status, String output) {}

    @Test
    void shouldServeNodeHl7Client() throws Exception {
        sendsAndArrives("send-with-node-hl7-client.mjs", "NODE1");
    }

    @Test
    void shouldServeSimpleHl7() throws Exception {
        sendsAndArrives("send-with-simple-hl7.cjs", "SIMPLE1");
    }

    @Test
    void shouldServeHapi() throws Exception {
        try (HapiContext context = new DefaultHapiContext(
                new ParserConfiguration(), ValidationContextFactory.noValidation(), new GenericModelClassFactory())) {
            Message message = new GenericParser(context)
                    .parse("MSH|^~\\&|HAPI|IT|HIE|HIE|20260101000000||ADT^A01|HAPI1|P|2.5.1\rPID|1||MRN3||TEST^HAPI\r");
            Connection connection = context.newClient("127.0.0.1", server.hospitalPort(), false);
            try {
                Terser acknowledgement = new Terser(connection.getInitiator().sendAndReceive(message));

                assertThat(acknowledgement.get("/.MSA-1")).isEqualTo("AA");
                assertThat(acknowledgement.get("/.MSA-2")).isEqualTo("HAPI1");
            } finally {
                connection.close();
            }
        }
        assertArrived("HAPI1");
    }

    private void sendsAndArrives(String script, String controlId) throws Exception {
        install();

        Ended ended = run(SEND_LIMIT, "node", script, String.valueOf(server.hospitalPort()), controlId);

        assertThat(ended.output()).as("what %s printed", script).contains("ACK AA " + controlId);
        assertThat(ended.status()).as(ended.output()).isZero();
        assertArrived(controlId);
    }

    private void assertArrived(String controlId) {
        Delivered.await(server.files("received"), content -> content.contains("|" + controlId + "|"), 1);
        served++;
    }

    private static synchronized void install() throws Exception {
        assumeTrue(isOnPath("node") && isOnPath("npm"), "skipped: node and npm are not on the path");
        Path installed = FOLDER.resolve("installed");
        if (Files.exists(installed)) {
            return;
        }
        Files.createDirectories(FOLDER);
        try (Stream<Path> scripts = Files.list(SCRIPTS)) {
            for (Path script : scripts.toList()) {
                Files.copy(script, FOLDER.resolve(script.getFileName()), StandardCopyOption.REPLACE_EXISTING);
            }
        }
        Ended ended = run(INSTALL_LIMIT, "npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund");
        assumeTrue(ended.status() == 0, () -> "skipped: npm could not install the clients: " + ended.output());
        Files.createFile(installed);
    }

    private static boolean isOnPath(String program) {
        return Optional.ofNullable(System.getenv("PATH")).stream()
                .flatMap(path -> Stream.of(path.split(File.pathSeparator)))
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, program)));
    }

    private static Ended run(Duration limit, String... command) throws IOException, InterruptedException {
        Path output = Files.createTempFile(FOLDER, command[1].replaceAll("[^a-z0-9]", "-"), ".log");
        Process process = new ProcessBuilder(List.of(command))
                .directory(FOLDER.toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        if (!process.waitFor(limit.toSeconds(), TimeUnit.SECONDS)) {
            process.destroyForcibly();
            return new Ended(NOT_IN_TIME, "it did not end in " + limit + ": " + Files.readString(output));
        }
        return new Ended(process.exitValue(), Files.readString(output));
    }
}
