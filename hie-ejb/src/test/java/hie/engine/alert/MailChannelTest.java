package hie.engine.alert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import hie.engine.FakeMailServer;
import jakarta.mail.Session;
import java.time.Instant;
import java.util.Properties;
import org.junit.jupiter.api.Test;

class MailChannelTest {

    @Test
    void shouldSendAMailToEverybodyOnTheList() throws Exception {
        try (FakeMailServer server = FakeMailServer.taking()) {
            Properties properties = new Properties();
            properties.setProperty("mail.smtp.host", "127.0.0.1");
            properties.setProperty("mail.smtp.port", String.valueOf(server.port()));

            new MailChannel(Session.getInstance(properties), "hie@example.org", "one@example.org, two@example.org")
                    .send(NoticeOutboxTest.notice("Out", Instant.parse("2026-03-01T08:00:00Z")));

            assertThat(server.told())
                    .contains("MAIL FROM:<hie@example.org>", "RCPT TO:<one@example.org>", "RCPT TO:<two@example.org>")
                    .contains("Subject: [HIE] default/hospital/Out: QUEUE_DEPTH opened")
                    .contains("Item      Out");
        }
    }

    @Test
    void shouldRefuseWhatIsNoAddressAndNameTheSetting() {
        assertThatThrownBy(() -> new MailChannel(Session.getInstance(new Properties()), "hie@example.org", "nobody at"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(AlertWatch.MAIL_TO);
    }
}
