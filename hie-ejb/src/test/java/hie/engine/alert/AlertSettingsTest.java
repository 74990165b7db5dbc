package hie.engine.alert;

import static org.assertj.core.api.Assertions.assertThat;

import hie.api.setting.SettingDescriptor;
import hie.engine.catalog.HostCatalog;
import hie.engine.item.ItemDefinition;
import hie.engine.item.ItemKey;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What items declare is what alerts judge by. */
class AlertSettingsTest {

    private final HostCatalog catalog = new HostCatalog();

    private AlertLimits limits(String hostClass, Map<String, String> settings) {
        return AlertLimits.of(new ItemDefinition(
                new ItemKey("default", "hospital", "Item"),
                catalog.find(hostClass).orElseThrow(),
                settings,
                List.of()));
    }

    @Test
    void shouldTakeEveryLimitFromTheSettings() {
        AlertLimits limits = limits(
                "MllpOperation",
                Map.of(
                        "AlertOnError", "1",
                        "ErrorRateAlert", "7",
                        "InactivityTimeout", "60",
                        "QueueCountAlert", "100",
                        "QueueWaitAlert", "1.5",
                        "DisconnectedAlert", "30",
                        "CertificateExpiryAlert", "14"));

        assertThat(limits)
                .isEqualTo(new AlertLimits(
                        true, 7, Duration.ofSeconds(60), 100, Duration.ofMillis(1500), Duration.ofSeconds(30), 14));
    }

    @Test
    void shouldSwitchNothingOnByItselfButTheCertificateAlert() {
        assertThat(limits("FileOperation", Map.of())).isEqualTo(AlertLimits.NONE);
        assertThat(limits("MllpService", Map.of()).certificateDays()).isEqualTo(30);
    }

    @Test
    void shouldOfferQueueAlertsWhereThereIsAQueue() {
        assertThat(catalog.all())
                .allSatisfy(hostClass -> assertThat(hostClass.settings().stream()
                                .map(SettingDescriptor::name)
                                .toList())
                        .contains("AlertOnError", "ErrorRateAlert", "InactivityTimeout")
                        .satisfies(names -> assertThat(names.contains("QueueCountAlert"))
                                .isEqualTo(!hostClass.kind().text().equals("service"))));
    }
}
