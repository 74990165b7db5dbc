package hie.engine.host;

import hie.api.host.Adapter;
import hie.api.host.Description;
import hie.api.host.Outbox;
import hie.api.host.Receipt;
import hie.api.message.Message;
import hie.api.setting.Setting;
import hie.api.setting.SettingException;
import hie.api.setting.SettingSyntax;
import hie.api.setting.SettingTarget;
import hie.api.setting.SettingType;
import hie.api.setting.SettingValues;
import hie.mllp.PeerFilter;
import hie.mllp.codec.Framing;
import java.util.Optional;

/**
 * Receives HL7 v2 over MLLP and acknowledges each message, when and how its settings say: by default with AA when it is on disk, AR when
 * it is no HL7, AE when it could not be stored, AR when a queue is full.
 */
@Description("Receives HL7 v2 over MLLP, and acknowledges each message when it is stored.")
@Adapter(Adapter.Kind.MLLP)
@Setting(
        name = "Port",
        type = SettingType.PORT,
        required = true,
        target = SettingTarget.ADAPTER,
        description = "The TCP port to listen on; the server's port offset is added.")
@Setting(
        name = "LocalInterface",
        type = SettingType.STRING,
        defaultValue = "127.0.0.1",
        syntax = InterfaceSyntax.class,
        target = SettingTarget.ADAPTER,
        description = "The address to listen on; 0.0.0.0 for all of this machine's.")
@Setting(
        name = "AllowedIPAddresses",
        type = SettingType.STRING,
        syntax = MllpService.PeerSyntax.class,
        target = SettingTarget.ADAPTER,
        description =
                "Who may connect: addresses, networks (10.1.0.0/16) and host names, separated by commas; empty for everybody.")
@Setting(
        name = "MaxConnections",
        type = SettingType.INTEGER,
        defaultValue = "1000",
        min = 1,
        max = 100000,
        target = SettingTarget.ADAPTER,
        description = "How many peers may be connected at once; further ones are closed.")
@Setting(
        name = "ReceiveTimeout",
        type = SettingType.SECONDS,
        defaultValue = "0",
        min = 0,
        max = 2000000,
        unit = "s",
        target = SettingTarget.ADAPTER,
        description =
                "How long a connection may take to begin a message, after it was opened or its last message was answered; bytes between messages do "
                        + "not count; 0 for ever.")
@Setting(
        name = "ReadTimeout",
        type = SettingType.SECONDS,
        defaultValue = "30",
        min = 0,
        max = 2000000,
        unit = "s",
        target = SettingTarget.ADAPTER,
        description =
                "How long a message that has begun may take to its end, however steadily it comes, and how long a TLS handshake may; 0 for ever.")
@Setting(
        name = "IdleTimeout",
        type = SettingType.SECONDS,
        defaultValue = "0",
        min = 0,
        max = 2000000,
        unit = "s",
        target = SettingTarget.ADAPTER,
        description =
                "How long a connection may be silent, between messages and in one, before it is closed; any byte counts; 0 for ever.")
@Setting(
        name = "MaxMessageSize",
        type = SettingType.INTEGER,
        defaultValue = "67108864",
        min = 1024,
        max = 1073741824,
        unit = "bytes",
        target = SettingTarget.ADAPTER,
        description = "The largest message that is accepted.")
@Setting(
        name = "StartByte",
        type = SettingType.INTEGER,
        defaultValue = "11",
        min = 0,
        max = 255,
        target = SettingTarget.ADAPTER,
        description = "The byte before each message.")
@Setting(
        name = "EndByte",
        type = SettingType.INTEGER,
        defaultValue = "28",
        min = 0,
        max = 255,
        target = SettingTarget.ADAPTER,
        description = "The first byte after each message.")
@Setting(
        name = "EndByte2",
        type = SettingType.INTEGER,
        defaultValue = "13",
        min = -1,
        max = 255,
        target = SettingTarget.ADAPTER,
        description = "The second byte after each message; -1 for none.")
@Setting(
        name = "SSLConfig",
        type = SettingType.STRING,
        target = SettingTarget.ADAPTER,
        description = "The name of the server's SSL context to encrypt with; empty for plain TCP.")
@Setting(
        name = "RequireClientCertificate",
        type = SettingType.BOOLEAN,
        defaultValue = "false",
        target = SettingTarget.ADAPTER,
        description = "With SSLConfig: only peers with a certificate that the SSL context trusts may connect.")
@Setting(
        name = "KeepAlive",
        type = SettingType.BOOLEAN,
        defaultValue = "true",
        target = SettingTarget.ADAPTER,
        description = "Lets TCP find out that a silent peer has gone.")
@Setting(
        name = "AckMode",
        type = SettingType.CHOICE,
        choices = {"Immediate", "Application", "MSH-determined", "Never", "Byte"},
        description =
                "When a sender is answered: Immediate when its message is stored; Application with the answer of ReplyTarget; MSH-determined as "
                        + "MSH-15 and MSH-16 ask, first whether it is stored (CA), then the answer of ReplyTarget; Never; Byte with one byte, 6 "
                        + "or 21, in place of a message. Empty: Application with a ReplyTarget, else Immediate.")
@Setting(
        name = "ReplyTarget",
        type = SettingType.STRING,
        description =
                "With AckMode Application or MSH-determined: the target whose reply is the sender's acknowledgement, passed back as it is. Empty: "
                        + "the only target there is; with MSH-determined and several, the engine answers by itself.")
@Setting(
        name = "ReplyTimeout",
        type = SettingType.SECONDS,
        defaultValue = "30",
        min = 0,
        max = 86400,
        unit = "s",
        description =
                "With AckMode Application or MSH-determined: how long to wait for its reply; then the sender gets AE. The message is delivered all the same. At least "
                        + "0.001 s.")
@Setting(
        name = "CloseAfterNegativeReply",
        type = SettingType.BOOLEAN,
        defaultValue = "false",
        target = SettingTarget.ADAPTER,
        description = "Closes the connection after a message could not be stored, for peers that do not heed AE.")
@Setting(
        name = "DisconnectedAlert",
        type = SettingType.SECONDS,
        defaultValue = "0",
        min = 0,
        unit = "s",
        description =
                "An incident opens when no peer has been connected for so long; it resolves when one connects; 0 for none.")
@Setting(
        name = "CertificateExpiryAlert",
        type = SettingType.INTEGER,
        defaultValue = "30",
        min = 0,
        max = 3650,
        unit = "days",
        description =
                "With SSLConfig: an incident opens so long before a certificate in its key store expires; it resolves when the certificate is replaced; 0 for none.")
public final class MllpService extends Hl7Service implements AnsweringService {

    @Override
    public void onInit() {
        super.onInit();
        SettingValues settings = context().settings();
        if (settings.text("LocalInterface").isEmpty()) {
            throw new SettingException(
                    "LocalInterface",
                    "is empty (expected: an address to listen on; 0.0.0.0 for all of this machine's)");
        }
        requireFraming(settings);
    }

    private static void requireFraming(SettingValues settings) {
        try {
            new Framing(settings.integer("StartByte"), settings.integer("EndByte"), settings.integer("EndByte2"));
        } catch (IllegalArgumentException e) {
            String setting = e.getMessage().startsWith("second")
                    ? "EndByte2"
                    : e.getMessage().startsWith("first") ? "EndByte" : "StartByte";
            throw new SettingException(setting, e.getMessage(), e);
        }
    }

    @Override
    boolean isHl7(Message message) {
        return true;
    }

    @Override
    public Receipt receive(Message message, Outbox outbox) throws InterruptedException {
        return intake().judge(message, outbox);
    }

    /** The grammar of lists of peers. */
    public static final class PeerSyntax implements SettingSyntax {

        @Override
        public Optional<String> fault(String value) {
            try {
                PeerFilter.parse(value);
                return Optional.empty();
            } catch (IllegalArgumentException e) {
                return Optional.of(e.getMessage());
            }
        }
    }
}
