package hie.engine.host;

import hie.api.hl7.Hl7Message;
import hie.api.host.Adapter;
import hie.api.host.Delivery;
import hie.api.message.Message;
import hie.api.setting.Setting;
import hie.api.setting.SettingTarget;
import hie.api.setting.SettingType;
import hie.api.setting.SettingValues;
import hie.engine.hl7.AcknowledgementCode;
import hie.mllp.MllpConnection;
import hie.mllp.MllpConnectionFactory;
import hie.mllp.MllpException;
import hie.mllp.MllpTarget;
import java.time.Duration;
import javax.naming.InitialContext;
import javax.naming.NamingException;

/**
 * Sends HL7 v2 over MLLP and heeds the reply: AA or CA completes the delivery, AE or CE suspends the message, AR or CR and
 * everything that is no reply to it is tried again. The connection stays open from one message to the next.
 */
@Adapter(Adapter.Kind.MLLP)
@Setting(
        name = "IPAddress",
        type = SettingType.STRING,
        required = true,
        target = SettingTarget.ADAPTER,
        description = "The address or host name to send to.")
@Setting(
        name = "Port",
        type = SettingType.PORT,
        required = true,
        target = SettingTarget.ADAPTER,
        description = "The TCP port to send to.")
@Setting(
        name = "StayConnected",
        type = SettingType.SECONDS,
        defaultValue = "-1",
        min = -1,
        unit = "s",
        target = SettingTarget.ADAPTER,
        description = "How long an idle connection stays open; -1 for ever.")
@Setting(
        name = "MaxReplySize",
        type = SettingType.INTEGER,
        defaultValue = "67108864",
        min = 1024,
        max = 1073741824,
        unit = "bytes",
        target = SettingTarget.ADAPTER,
        description = "The largest message and the largest reply.")
@Setting(
        name = "SSLConfig",
        type = SettingType.STRING,
        target = SettingTarget.ADAPTER,
        description = "The name of the server's SSL context to encrypt with; empty for plain TCP.")
@Setting(
        name = "LocalInterface",
        type = SettingType.STRING,
        target = SettingTarget.ADAPTER,
        description = "The local address to send from; empty for any.")
@Setting(
        name = "CertificateExpiryAlert",
        type = SettingType.INTEGER,
        defaultValue = "30",
        min = 0,
        max = 3650,
        unit = "days",
        description =
                "With SSLConfig: an incident opens so long before a certificate in its key store expires; it resolves when the certificate is replaced; 0 for none.")
public final class MllpOperation extends NetworkOperation {

    private static final String CONNECTIONS = "java:/hie/mllp";

    private MllpTarget destination;
    private MllpConnectionFactory connections;
    private MllpConnection connection;

    @Override
    public void onInit() {
        SettingValues settings = context().settings();
        destination = MllpTarget.of(context().itemName(), settings.text("IPAddress"), settings.integer("Port"))
                .withConnectTimeout(connectTimeout())
                .withResponseTimeout(responseTimeout())
                .withMaxFrameSize(settings.integer("MaxReplySize"));
        Duration idle = settings.seconds("StayConnected");
        if (!idle.isNegative()) {
            destination = destination.withIdleClose(idle);
        }
        settings.optional("SSLConfig").ifPresent(name -> destination = destination.withTlsContext(name));
        settings.optional("LocalInterface").ifPresent(name -> destination = destination.withLocalInterface(name));
    }

    @Override
    public void onStart() throws NamingException {
        onStart(InitialContext.<MllpConnectionFactory>doLookup(CONNECTIONS));
    }

    void onStart(MllpConnectionFactory factory) {
        connections = factory;
    }

    @Override
    public void onTearDown() {
        disconnect();
    }

    @Override
    public Delivery deliver(Message message) throws MllpException {
        byte[] reply;
        try {
            if (connection == null || !connection.isUsable()) {
                disconnect();
                connection = connections.getConnection(destination);
            }
            reply = connection.exchange(message.body().bytes());
        } catch (MllpException e) {
            disconnect();
            throw e;
        }
        return verdict(reply);
    }

    private static Delivery verdict(byte[] reply) {
        Hl7Message hl7 = Hl7Message.of(reply);
        String code = hl7.get("MSA-1").orElse("");
        AcknowledgementCode known = AcknowledgementCode.of(code).orElse(null);
        if (known == null) {
            return Delivery.retry(reply, "the reply has no acknowledgement code that HL7 table 0008 knows");
        }
        if (known.isAccept()) {
            return Delivery.completed(reply, code);
        }
        return known.isError() ? Delivery.suspended(reply, code) : Delivery.retry(reply, code);
    }

    private void disconnect() {
        if (connection != null) {
            connection.close();
            connection = null;
        }
    }
}
