package hie.engine.alert;

import static org.assertj.core.api.Assertions.assertThat;

import hie.engine.catalog.HostCatalog;
import hie.engine.item.ItemDefinition;
import hie.engine.item.ItemFixture;
import hie.engine.item.ItemKey;
import hie.engine.server.ServerCertificates;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class ItemSensorTest {

    private static final Instant NOW = Instant.parse("2026-11-24T12:00:00Z");
    private static final Instant END = NOW.plus(Duration.ofDays(12));

    private final List<String> asked = new ArrayList<>();
    private final ItemSensor sensor = new ItemSensor(new ItemFixture().runningItems(), new ServerCertificates() {
        @Override
        public Optional<Instant> earliestEnd(String sslContext) {
            asked.add(sslContext);
            return Optional.of(END);
        }
    });

    private Optional<Instant> certificateEnd(String hostClass, Map<String, String> settings, Instant now) {
        ItemDefinition item = new ItemDefinition(
                new ItemKey("default", "hospital", "In"),
                new HostCatalog().find(hostClass).orElseThrow(),
                settings,
                List.of());
        return sensor.read(item, AlertLimits.of(item), now).certificateEnd();
    }

    @Test
    @Tag("setting:HttpService.CertificateExpiryAlert")
    void shouldReadTheServersOwnCertificateForAnHttpService() {
        assertThat(certificateEnd("HttpService", Map.of(), NOW)).contains(END);
        assertThat(asked).containsExactly(ServerCertificates.HTTPS);
        assertThat(certificateEnd("HttpService", Map.of("CertificateExpiryAlert", "0"), NOW))
                .isEmpty();
    }

    @Test
    @Tag("setting:MllpService.CertificateExpiryAlert")
    void shouldReadTheCertificateThatAnItemPresents() {
        assertThat(certificateEnd("MllpService", Map.of("Port", "1", "SSLConfig", "ward"), NOW))
                .contains(END);
        assertThat(certificateEnd("MllpService", Map.of("Port", "1"), NOW)).isEmpty();
        assertThat(asked).containsExactly("ward");
    }

    @Test
    void shouldNotAskForTheSameCertificateAgainAndAgain() {
        certificateEnd("HttpService", Map.of(), NOW);
        certificateEnd("HttpService", Map.of(), NOW.plusSeconds(5));
        assertThat(asked).hasSize(1);

        certificateEnd("HttpService", Map.of(), NOW.plus(Duration.ofHours(1)));
        assertThat(asked).hasSize(2);
    }
}
