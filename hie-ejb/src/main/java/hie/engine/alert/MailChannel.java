package hie.engine.alert;

import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.nio.charset.StandardCharsets;
import java.util.Date;

/** Sends an e-mail through the server's mail session. */
final class MailChannel implements NoticeChannel {

    private static final String PATIENCE_MILLIS = "10000";

    private final Session session;
    private final InternetAddress from;
    private final InternetAddress[] to;

    /**
     * A channel to one or more addresses.
     *
     * @param to addresses, separated by commas
     * @throws IllegalArgumentException when one is no address
     */
    MailChannel(Session session, String from, String to) {
        this.session = session;
        try {
            this.from = new InternetAddress(from, true);
            this.to = InternetAddress.parse(to, true);
        } catch (AddressException e) {
            throw new IllegalArgumentException(
                    "HIE_ALERT_MAIL_TO or HIE_ALERT_MAIL_FROM is no list of mail addresses: " + e.getMessage(), e);
        }
        // A mail server that does not answer must not hold the others' notices for ever.
        session.getProperties().putIfAbsent("mail.smtp.connectiontimeout", PATIENCE_MILLIS);
        session.getProperties().putIfAbsent("mail.smtp.timeout", PATIENCE_MILLIS);
    }

    @Override
    public String name() {
        return "e-mail";
    }

    @Override
    public void send(IncidentNotice notice) throws MessagingException {
        MimeMessage mail = new MimeMessage(session);
        mail.setFrom(from);
        mail.setRecipients(Message.RecipientType.TO, to);
        mail.setSubject("[HIE] " + notice.headline(), StandardCharsets.UTF_8.name());
        mail.setText(notice.letter(), StandardCharsets.UTF_8.name());
        mail.setSentDate(Date.from(notice.at()));
        Transport.send(mail);
    }
}
