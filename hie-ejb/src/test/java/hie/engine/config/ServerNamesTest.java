package hie.engine.config;

import static org.assertj.core.api.Assertions.assertThat;

import hie.engine.server.ServerResources;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What items name of the server. */
class ServerNamesTest extends CheckedConfig {

    private static final Map<String, String> DESTINATION =
            Map.of("IPAddress", "his.example", "Port", "2575", "SSLConfig", "ward");
    private static final Map<String, String> MAIL = Map.of("Recipient", "ann@example.org");

    private Optional<List<String>> contexts = Optional.of(List.of("applicationSSC", "lab"));

    @BeforeEach
    void know() {
        check.serverNames = new ServerNames();
        check.serverNames.server = new ServerResources() {
            @Override
            public Optional<List<String>> sslContexts() {
                return contexts;
            }

            @Override
            public boolean lacksMailSession(String name) {
                return name.equals("Hospital");
            }
        };
    }

    private List<String> warnings(ItemConfig item) {
        return check.warnings(new ProjectConfig("", List.of(item))).stream()
                .map(ConfigFault::toString)
                .toList();
    }

    @Test
    void shouldWarnOfAnSslContextThatTheServerLacksAndRefuseNothing() {
        ItemConfig item = item("To HIS", "MllpOperation", DESTINATION);

        assertThat(warnings(item))
                .singleElement()
                .asString()
                .startsWith(
                        "item To HIS: setting SSLConfig: this server has no SSL context 'ward' (it has: applicationSSC, lab)");
        assertThat(planned(item)).isEmpty();
    }

    @Test
    void shouldNotWarnOfWhatIsThereOrCannotBeKnown() {
        assertThat(warnings(files("Out"))).isEmpty();
        assertThat(warnings(item("In", "MllpService", Map.of("Port", "2575", "SSLConfig", "lab"))))
                .isEmpty();
        assertThat(warnings(item("Mail", "EMailAlertOperation", MAIL))).isEmpty();
        assertThat(warnings(item("Odd", "NoSuchClass", DESTINATION))).isEmpty();

        contexts = Optional.empty();
        assertThat(warnings(item("To HIS", "MllpOperation", DESTINATION))).isEmpty();
    }

    @Test
    void shouldWarnOfAMailSessionThatTheServerLacks() {
        Map<String, String> named = Map.of("Recipient", "ann@example.org", "MailSession", "Hospital");

        assertThat(warnings(item("Mail", "EMailAlertOperation", named)))
                .singleElement()
                .asString()
                .startsWith(
                        "item Mail: setting MailSession: this server has no mail session java:jboss/mail/Hospital; the item cannot start");
    }

    @Test
    void shouldSayOfNoServerWhatItHas() {
        ServerResources nowhere = new ServerResources();

        assertThat(nowhere.sslContexts()).isEmpty();
        assertThat(nowhere.lacksMailSession("Default")).isFalse();
    }
}
