package hie.engine.alert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.mail.Session;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Locale;
import java.util.Properties;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class MailChannelTest {

    @Test
    void shouldSendAMailToEverybodyOnTheList() throws Exception {
        try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            CompletableFuture<String> talk = CompletableFuture.supplyAsync(() -> listen(server));
            Properties properties = new Properties();
            properties.setProperty("mail.smtp.host", "127.0.0.1");
            properties.setProperty("mail.smtp.port", String.valueOf(server.getLocalPort()));

            new MailChannel(Session.getInstance(properties), "hie@example.org", "one@example.org, two@example.org")
                    .send(NoticeOutboxTest.notice("Out", Instant.parse("2026-03-01T08:00:00Z")));

            assertThat(talk.get(20, TimeUnit.SECONDS))
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

    /** A mail server that takes one mail; returns all that it was told. */
    private static String listen(ServerSocket server) {
        StringBuilder told = new StringBuilder();
        try (Socket client = server.accept();
                BufferedReader in =
                        new BufferedReader(new InputStreamReader(client.getInputStream(), StandardCharsets.UTF_8));
                OutputStream out = client.getOutputStream()) {
            say(out, "220 test");
            boolean inLetter = false;
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                told.append(line).append('\n');
                if (inLetter) {
                    inLetter = !line.equals(".");
                    if (!inLetter) {
                        say(out, "250 taken");
                    }
                } else {
                    String verb = line.substring(0, 4).toUpperCase(Locale.ROOT);
                    inLetter = verb.equals("DATA");
                    say(out, inLetter ? "354 go on" : verb.equals("QUIT") ? "221 bye" : "250 ok");
                }
            }
        } catch (IOException e) {
            told.append(e);
        }
        return told.toString();
    }

    private static void say(OutputStream out, String line) throws IOException {
        out.write((line + "\r\n").getBytes(StandardCharsets.US_ASCII));
        out.flush();
    }
}
