package hie.engine.host;

import hie.api.host.BusinessOperation;
import hie.api.host.Delivery;
import hie.api.host.DeliveryFailedException;
import hie.api.host.Description;
import hie.api.message.Message;
import hie.api.setting.Setting;
import hie.api.setting.SettingException;
import hie.api.setting.SettingSyntax;
import hie.api.setting.SettingTarget;
import hie.api.setting.SettingType;
import hie.api.setting.SettingValues;
import jakarta.mail.MessagingException;
import jakarta.mail.SendFailedException;
import jakarta.mail.Session;
import jakarta.mail.internet.AddressException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.Properties;
import javax.naming.InitialContext;
import javax.naming.NamingException;

/**
 * Mails each message as text; its first line is the subject. Under the name {@code Ens.Alert} it tells people of the project's incidents.
 * A receiver whom the mail server does not accept suspends the message, and everything else is tried again, unless ReplyCodeActions say
 * otherwise.
 */
@Description("Mails each message as text; under the name Ens.Alert it tells people of the project's incidents.")
@Setting(
        name = "Recipient",
        type = SettingType.STRING,
        required = true,
        target = SettingTarget.ADAPTER,
        syntax = EMailAlertOperation.AddressSyntax.class,
        description = "Who gets the mails: addresses, parted by commas.")
@Setting(
        name = "Cc",
        type = SettingType.STRING,
        target = SettingTarget.ADAPTER,
        syntax = EMailAlertOperation.AddressSyntax.class,
        description = "Who gets copies: addresses, parted by commas.")
@Setting(
        name = "From",
        type = SettingType.STRING,
        defaultValue = "hie@localhost",
        target = SettingTarget.ADAPTER,
        syntax = EMailAlertOperation.SenderSyntax.class,
        description = "The sender's address.")
@Setting(
        name = "SMTPServer",
        type = SettingType.STRING,
        target = SettingTarget.ADAPTER,
        description =
                "The mail server's host name, for one that asks for no password; empty for the mail session of the server that MailSession names.")
@Setting(
        name = "SMTPPort",
        type = SettingType.PORT,
        defaultValue = "25",
        target = SettingTarget.ADAPTER,
        description = "With SMTPServer: its TCP port.")
@Setting(
        name = "MailSession",
        type = SettingType.STRING,
        defaultValue = EMailAlertOperation.DEFAULT_SESSION,
        target = SettingTarget.ADAPTER,
        description =
                "Without SMTPServer: the server's mail session (java:jboss/mail/NAME), which may use TLS and a password of the credential store.")
@Setting(
        name = "SubjectPrefix",
        type = SettingType.STRING,
        defaultValue = "[HIE] ",
        description = "What stands before the first line of the message in the subject.")
@Setting(
        name = "ExecutionMode",
        alias = "execution_mode",
        type = SettingType.CHOICE,
        defaultValue = "thread_pool",
        choices = {"thread_pool", "single_process"},
        description =
                "How the item works on its messages: thread_pool by PoolSize threads of the engine; single_process by one thread, and while "
                        + "the item is paused message by message, each when somebody asks for the next step.")
public final class EMailAlertOperation extends BusinessOperation {

    private static final int LONGEST_SUBJECT = 200;
    static final String DEFAULT_SESSION = "Default";

    private TextMail mail;

    @Override
    public void onInit() {
        SettingValues settings = context().settings();
        if (settings.optional("SMTPServer").isPresent()
                && !settings.text("MailSession").equals(DEFAULT_SESSION)) {
            throw new SettingException("MailSession", "does nothing beside SMTPServer; leave one of them out");
        }
        if (settings.text("From").isEmpty()) {
            throw new SettingException("From", "is empty (expected: the sender's address)");
        }
    }

    @Override
    public void onStart() throws NamingException {
        SettingValues settings = context().settings();
        try {
            mail = new TextMail(
                    session(settings), settings.text("From"), settings.text("Recipient"), settings.text("Cc"));
        } catch (AddressException e) {
            throw new SettingException("Recipient", e.getMessage(), e);
        }
    }

    private static Session session(SettingValues settings) throws NamingException {
        Optional<String> server = settings.optional("SMTPServer");
        if (server.isEmpty()) {
            return InitialContext.doLookup("java:jboss/mail/" + settings.text("MailSession"));
        }
        Properties properties = new Properties();
        properties.setProperty("mail.smtp.host", server.get());
        properties.setProperty("mail.smtp.port", settings.text("SMTPPort"));
        return Session.getInstance(properties);
    }

    @Override
    public Delivery deliver(Message message) throws DeliveryFailedException {
        String text = new String(message.body().bytes(), StandardCharsets.UTF_8);
        try {
            mail.send(subject(text), text, message.header().created());
            return Delivery.completed(null, "mailed");
        } catch (SendFailedException e) {
            throw new DeliveryFailedException(
                    Delivery.suspended(null, "the mail server does not accept a receiver"), e);
        } catch (MessagingException e) {
            throw new DeliveryFailedException(
                    Delivery.retry(null, "the mail server cannot be used: " + e.getMessage())
                            .unanswered(),
                    e);
        }
    }

    private String subject(String text) {
        String first = text.lines().findFirst().orElse("").strip();
        return context().settings().text("SubjectPrefix")
                + first.substring(0, Math.min(first.length(), LONGEST_SUBJECT));
    }

    /** The grammar of lists of mail addresses. */
    public static final class AddressSyntax implements SettingSyntax {

        @Override
        public Optional<String> fault(String value) {
            try {
                TextMail.addresses(value);
                return Optional.empty();
            } catch (AddressException e) {
                return Optional.of("'" + value + "' is no list of mail addresses: " + e.getMessage());
            }
        }
    }

    /** The grammar of a single mail address. */
    public static final class SenderSyntax implements SettingSyntax {

        @Override
        public Optional<String> fault(String value) {
            try {
                TextMail.address(value);
                return Optional.empty();
            } catch (AddressException e) {
                return Optional.of("'" + value + "' is no mail address: " + e.getMessage());
            }
        }
    }
}
