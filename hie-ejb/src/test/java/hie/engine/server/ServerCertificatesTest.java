package hie.engine.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ServerCertificatesTest {

    @TempDir
    Path folder;

    @Test
    void shouldFindTheCertificateThatEndsFirst() throws Exception {
        File file = folder.resolve("keys.p12").toFile();
        generate(file, "long", 300);
        generate(file, "short", 20);

        KeyStore store = KeyStore.getInstance(file, "secret".toCharArray());

        assertThat(ServerCertificates.earliestEnd(store))
                .hasValueSatisfying(end -> assertThat(Duration.between(Instant.now(), end))
                        .isBetween(Duration.ofDays(19), Duration.ofDays(21)));
    }

    @Test
    void shouldFindNothingInAnEmptyStore() throws Exception {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);

        assertThat(ServerCertificates.earliestEnd(store)).isEmpty();
    }

    private static void generate(File store, String alias, int days) throws Exception {
        Process keytool = new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-alias",
                        alias,
                        "-keyalg",
                        "EC",
                        "-dname",
                        "CN=test",
                        "-validity",
                        String.valueOf(days),
                        "-storetype",
                        "PKCS12",
                        "-storepass",
                        "secret",
                        "-keystore",
                        store.toString()))
                .redirectErrorStream(true)
                .start();
        String said = new String(keytool.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
        assertThat(keytool.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(keytool.exitValue()).as(said).isZero();
    }
}
