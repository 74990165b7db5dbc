package hie.engine.alert;

import static org.assertj.core.api.Assertions.assertThat;

import hie.api.host.BusinessOperation;
import hie.api.host.CertifiedPeer;
import hie.api.host.Delivery;
import hie.api.message.Message;
import hie.api.setting.Setting;
import hie.api.setting.SettingDescriptor;
import hie.api.setting.SettingType;
import hie.engine.catalog.HostCatalog;
import hie.engine.catalog.HostClass;
import hie.engine.catalog.HostKind;
import hie.engine.item.ItemDefinition;
import hie.engine.item.ItemKey;
import hie.engine.running.ItemFixture;
import hie.engine.running.ItemRuntime;
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
    private final ItemFixture fixture = new ItemFixture();
    private final ItemSensor sensor = new ItemSensor(fixture.runningItems(), new ServerCertificates() {
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

    /** An operation of an extension whose peer presents certificates. */
    @Setting(
            name = "CertificateExpiryAlert",
            type = SettingType.INTEGER,
            defaultValue = "30",
            description = "How many days before.")
    public static final class Certified extends BusinessOperation implements CertifiedPeer {

        private static Certificate presented;

        @Override
        public Optional<Certificate> peerCertificate() {
            if (presented == null) {
                throw new IllegalStateException("nobody knows");
            }
            return Optional.of(presented);
        }

        @Override
        public Delivery deliver(Message message) {
            return Delivery.completed(null, "");
        }
    }

    private Optional<Instant> peerCertificateEnd(Map<String, String> settings) throws Exception {
        HostClass type = new HostClass(
                "Certified", Certified.class, HostKind.OPERATION, null, SettingDescriptor.of(Certified.class), "");
        ItemDefinition item = new ItemDefinition(new ItemKey("default", "hospital", "Out"), type, settings, List.of());
        fixture.run(item);
        return sensor.read(item, AlertLimits.of(item), NOW).peerCertificateEnd();
    }

    @Test
    void shouldReadWhatThePeersOfItsHostsPresent() throws Exception {
        Certified.presented = new CertifiedPeer.Certificate(END, NOW);

        assertThat(peerCertificateEnd(Map.of())).contains(END);
        assertThat(peerCertificateEnd(Map.of("CertificateExpiryAlert", "0"))).isEmpty();
    }

    @Test
    void shouldBelieveWhoHasSeenThePeerLastHereOrInAProcessOfItsOwn() throws Exception {
        Certified.presented = new CertifiedPeer.Certificate(END, NOW);
        peerCertificateEnd(Map.of());
        ItemRuntime out = fixture.runningItems().require(new ItemKey("default", "hospital", "Out"));
        Instant later = END.plusSeconds(60);

        out.peerPresented(new CertifiedPeer.Certificate(END.minusSeconds(60), NOW.minusSeconds(1)));
        assertThat(out.peerCertificate().orElseThrow().end()).isEqualTo(END);
        out.peerPresented(new CertifiedPeer.Certificate(later, NOW.plusSeconds(1)));
        out.peerPresented(new CertifiedPeer.Certificate(END.minusSeconds(60), NOW.minusSeconds(1)));

        assertThat(sensor.read(out.definition(), AlertLimits.of(out.definition()), NOW)
                        .peerCertificateEnd())
                .contains(later);
    }

    @Test
    void shouldReadNothingOfAHostThatBreaks() throws Exception {
        Certified.presented = null;

        assertThat(peerCertificateEnd(Map.of())).isEmpty();
    }

    @Test
    void shouldReadNoCertificateOfAnOperationWithoutContexts() {
        assertThat(certificateEnd("HttpOperation", Map.of("URL", "https://his/in"), NOW))
                .isEmpty();
    }
}
