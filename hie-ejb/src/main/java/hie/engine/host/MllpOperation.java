package hie.engine.host;

import hie.api.host.Adapter;
import hie.api.host.Delivery;
import hie.api.host.PipelinedOperation;
import hie.api.message.Message;
import hie.api.setting.Setting;
import hie.api.setting.SettingTarget;
import hie.api.setting.SettingType;
import hie.api.setting.SettingValues;
import hie.mllp.MllpConnection;
import hie.mllp.MllpConnectionFactory;
import hie.mllp.MllpException;
import hie.mllp.MllpFrameException;
import hie.mllp.MllpReplyMismatchException;
import hie.mllp.MllpTarget;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import javax.naming.InitialContext;
import javax.naming.NamingException;

/**
 * Sends HL7 v2 over MLLP and heeds the reply as ReplyCodeActions says: by default AA or CA completes the delivery, AR or CR is
 * tried again, any other reply suspends the message, and no reply is tried again. The connection stays open from one message
 * to the next.
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
        name = "ReplyCodeActions",
        type = SettingType.STRING,
        defaultValue = ReplyCodeActions.HL7_DEFAULT,
        syntax = ReplyCodeActions.Hl7Syntax.class,
        description =
                "What to do upon which reply: code=actions, parted by commas, the first that holds decides. Codes: :AA literal, :?A AA "
                        + "or CA, :?E AE or CE, :?R AR or CR, :_ empty, :* any other, :~ no MSA, :I? to another message, :T? of another "
                        + "type, E failure, E*text failure with this text, X no reply. Actions: C complete, W warn, R retry, S suspend, "
                        + "D disable the item, F fail. Empty for the default.")
@Setting(
        name = "CertificateExpiryAlert",
        type = SettingType.INTEGER,
        defaultValue = "30",
        min = 0,
        max = 3650,
        unit = "days",
        description =
                "With SSLConfig: an incident opens so long before a certificate in its key store expires; it resolves when the certificate is replaced; 0 for none.")
public final class MllpOperation extends NetworkOperation implements PipelinedOperation {

    private static final String CONNECTIONS = "java:/hie/mllp";

    private ReplyCodeActions actions;
    private String lastControlId = "";
    private MllpTarget destination;
    private MllpConnectionFactory connections;
    private MllpConnection connection;

    @Override
    public void onInit() {
        SettingValues settings = context().settings();
        actions = ReplyCodeActions.parse(settings.optional("ReplyCodeActions").orElse(ReplyCodeActions.HL7_DEFAULT));
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
    public Delivery deliver(Message message) {
        return delivery(message, judge(message));
    }

    /** Replies are matched with the messages under way; one that is to none of them is dropped. */
    @Override
    public CompletionStage<Delivery> begin(Message message) {
        try {
            connect();
            return connection
                    .submit(message.body().bytes())
                    .handle((reply, failure) -> delivery(
                            message,
                            failure == null
                                    ? actions.judge(Reply.matched(reply, message), reply)
                                    : unanswered(failure)));
        } catch (MllpException e) {
            disconnect();
            return CompletableFuture.completedFuture(delivery(message, unanswered(e)));
        }
    }

    private ReplyCodeActions.Judgement unanswered(Throwable failure) {
        return failure instanceof MllpException e
                ? actions.judge(ReplyCode.Failure.of(e, !(e instanceof MllpFrameException)), null)
                : actions.judge(ReplyCode.Failure.of(new IllegalStateException(failure), true), null);
    }

    private Delivery delivery(Message message, ReplyCodeActions.Judgement judgement) {
        if (!judgement.warning().isEmpty()) {
            HostLog.LOG.replyWarning(context().itemName(), message.header().id(), judgement.warning());
        }
        return judgement.delivery();
    }

    private ReplyCodeActions.Judgement judge(Message message) {
        try {
            byte[] reply = exchange(message.body().bytes());
            lastControlId = message.body().hl7().controlId().orElse("");
            return actions.judge(Reply.matched(reply, message), reply);
        } catch (MllpReplyMismatchException e) {
            disconnect();
            Reply reply = Reply.toAnother(e.lastReply(), message);
            return isLate(reply)
                    ? actions.judge(ReplyCode.Failure.of(e, true), e.lastReply())
                    : actions.judge(reply, e.lastReply());
        } catch (MllpException e) {
            disconnect();
            return unanswered(e);
        }
    }

    private byte[] exchange(byte[] message) throws MllpException {
        connect();
        return connection.exchange(message);
    }

    private void connect() throws MllpException {
        if (connection == null || !connection.isUsable()) {
            disconnect();
            connection = connections.getConnection(destination);
        }
    }

    /** A second reply to the message before is none to this one, whatever the actions make of replies to other messages. */
    private boolean isLate(Reply reply) {
        return !lastControlId.isEmpty() && lastControlId.equals(reply.acknowledged());
    }

    private void disconnect() {
        if (connection != null) {
            connection.close();
            connection = null;
        }
    }
}
