package hie.engine.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import hie.api.host.Delivery;
import hie.api.host.DeliveryFailedException;
import hie.api.message.Message;
import hie.api.setting.SettingDescriptor;
import hie.api.setting.SettingException;
import hie.engine.FakeHostContext;
import hie.engine.FakeMailServer;
import hie.engine.Messages;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import javax.naming.NamingException;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class EMailAlertOperationTest {

    private static final Message LETTER =
            Messages.of("default/hospital/Out: QUEUE_DEPTH opened\n\nItem      Out\n", "text/plain");

    private static EMailAlertOperation attached(Map<String, String> settings) {
        EMailAlertOperation operation = new EMailAlertOperation();
        operation.attach(FakeHostContext.of(EMailAlertOperation.class, settings));
        operation.onInit();
        return operation;
    }

    private static Delivery deliver(int port, Map<String, String> more) throws Exception {
        Map<String, String> settings = new HashMap<>(Map.of(
                "Recipient", "one@example.org, two@example.org",
                "SMTPServer", "127.0.0.1",
                "SMTPPort", String.valueOf(port)));
        settings.putAll(more);
        EMailAlertOperation operation = attached(settings);
        operation.onStart();
        return operation.deliver(LETTER);
    }

    @Test
    @Tag("setting:EMailAlertOperation.Recipient")
    @Tag("setting:EMailAlertOperation.Cc")
    @Tag("setting:EMailAlertOperation.From")
    @Tag("setting:EMailAlertOperation.SMTPServer")
    @Tag("setting:EMailAlertOperation.SMTPPort")
    @Tag("setting:EMailAlertOperation.SubjectPrefix")
    void shouldMailTheTextUnderItsFirstLineToEverybody() throws Exception {
        try (FakeMailServer server = FakeMailServer.taking()) {
            Delivery delivery = deliver(
                    server.port(),
                    Map.of("Cc", "three@example.org", "From", "engine@example.org", "SubjectPrefix", "HIE/TEST: "));

            assertThat(delivery.verdict()).isEqualTo(Delivery.Verdict.COMPLETED);
            assertThat(server.told())
                    .contains("MAIL FROM:<engine@example.org>")
                    .contains("RCPT TO:<one@example.org>", "RCPT TO:<two@example.org>", "RCPT TO:<three@example.org>")
                    .contains("Subject: HIE/TEST: default/hospital/Out: QUEUE_DEPTH opened")
                    .contains("Item      Out");
        }
    }

    @Test
    void shouldSuspendWhatGoesToAReceiverWhomTheServerDoesNotAccept() throws Exception {
        try (FakeMailServer server = FakeMailServer.refusingReceivers()) {
            Delivery otherwise = failure(server.port()).delivery();

            assertThat(otherwise.verdict()).isEqualTo(Delivery.Verdict.SUSPENDED);
            assertThat(otherwise.answered()).isTrue();
        }
    }

    private static DeliveryFailedException failure(int port) {
        return catchThrowableOfType(DeliveryFailedException.class, () -> deliver(port, Map.of()));
    }

    @Test
    void shouldTryAgainWhenNoServerAnswers() throws Exception {
        int nobody;
        try (FakeMailServer server = FakeMailServer.taking()) {
            nobody = server.port();
        }

        Delivery otherwise = failure(nobody).delivery();

        assertThat(otherwise.verdict()).isEqualTo(Delivery.Verdict.RETRY);
        assertThat(otherwise.answered()).isFalse();
    }

    @Test
    @Tag("setting:EMailAlertOperation.MailSession")
    void shouldUseTheServersMailSessionWithoutAServerOfItsOwn() {
        EMailAlertOperation operation = attached(Map.of("Recipient", "one@example.org", "MailSession", "alerts"));

        assertThatExceptionOfType(NamingException.class).isThrownBy(operation::onStart);
        assertThatExceptionOfType(SettingException.class)
                .isThrownBy(() ->
                        attached(Map.of("Recipient", "one@example.org", "SMTPServer", "mail", "MailSession", "alerts")))
                .withMessageContaining("SMTPServer");
    }

    @Test
    @Tag("setting:EMailAlertOperation.ExecutionMode")
    void shouldWorkInTheEngineOnly() {
        SettingDescriptor mode = setting("ExecutionMode");

        assertThat(mode.fault("single_process")).isEmpty();
        assertThat(mode.fault("multiprocess")).isNotEmpty();
        assertThat(mode.fault("async")).isNotEmpty();
    }

    @Test
    void shouldRefuseWhatIsNoListOfAddresses() {
        assertThat(setting("Recipient").fault("one@example.org, nobody at")).isNotEmpty();
        assertThat(setting("Recipient").fault("one@example.org, two@example.org"))
                .isEqualTo(Optional.empty());
    }

    private static SettingDescriptor setting(String name) {
        return SettingDescriptor.of(EMailAlertOperation.class).stream()
                .filter(setting -> setting.name().equals(name))
                .findFirst()
                .orElseThrow();
    }
}
