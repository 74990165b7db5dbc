package hie.engine.alert;

import hie.engine.host.TextMail;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.AddressException;

/** Sends an e-mail through the server's mail session. */
final class MailChannel implements NoticeChannel {

    private final TextMail mail;

    /**
     * A channel to one or more addresses.
     *
     * @param to addresses, separated by commas
     * @throws IllegalArgumentException when one is no address
     */
    MailChannel(Session session, String from, String to) {
        try {
            this.mail = new TextMail(session, from, to, "");
        } catch (AddressException e) {
            throw new IllegalArgumentException(
                    "HIE_ALERT_MAIL_TO or HIE_ALERT_MAIL_FROM is no list of mail addresses: " + e.getMessage(), e);
        }
    }

    @Override
    public String name() {
        return "e-mail";
    }

    @Override
    public void send(IncidentNotice notice) throws MessagingException {
        mail.send("[HIE] " + notice.headline(), notice.letter(), notice.at());
    }
}
