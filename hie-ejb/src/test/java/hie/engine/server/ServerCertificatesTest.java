package hie.engine.server;

import static org.assertj.core.api.Assertions.assertThat;

import hie.engine.TestKeys;
import java.io.File;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ServerCertificatesTest {

    @TempDir
    Path folder;

    @Test
    void shouldFindTheCertificateThatEndsFirst() throws Exception {
        File file = folder.resolve("keys.p12").toFile();
        TestKeys.generate(file, "long", 300);
        KeyStore store = TestKeys.generate(file, "short", 20);

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
}
