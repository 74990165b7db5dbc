package hie.engine.host;

import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Date;

/** Text by e-mail, from one sender to the same receivers. Immutable; used by any number of threads. */
public final class TextMail {

    private static final String PATIENCE_MILLIS = "10000";

    private final Session session;
    private final InternetAddress from;
    private final InternetAddress[] to;
    private final InternetAddress[] copies;

    /**
     * A way to the receivers.
     *
     * @param to addresses, parted by commas
     * @param copies likewise; may be empty
     * @throws AddressException when one is no address
     */
    public TextMail(Session session, String from, String to, String copies) throws AddressException {
        this.session = session;
        this.from = address(from);
        this.to = addresses(to);
        this.copies = addresses(copies);
        // A mail server that does not answer must not hold others up for ever.
        session.getProperties().putIfAbsent("mail.smtp.connectiontimeout", PATIENCE_MILLIS);
        session.getProperties().putIfAbsent("mail.smtp.timeout", PATIENCE_MILLIS);
    }

    static InternetAddress address(String text) throws AddressException {
        return new InternetAddress(text, true);
    }

    static InternetAddress[] addresses(String text) throws AddressException {
        return InternetAddress.parse(text, true);
    }

    /**
     * Sends a letter; returns when the mail server has taken it.
     *
     * @throws MessagingException when it has not
     */
    public void send(String subject, String text, Instant at) throws MessagingException {
        MimeMessage mail = new MimeMessage(session);
        mail.setFrom(from);
        mail.setRecipients(Message.RecipientType.TO, to);
        mail.setRecipients(Message.RecipientType.CC, copies);
        mail.setSubject(subject, StandardCharsets.UTF_8.name());
        mail.setText(text, StandardCharsets.UTF_8.name());
        mail.setSentDate(Date.from(at));
        Transport.send(mail);
    }
}
