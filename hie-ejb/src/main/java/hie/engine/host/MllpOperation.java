package hie.engine.host;

import hie.api.hl7.Hl7Message;
import hie.api.host.Adapter;
import hie.api.host.CertifiedPeer;
import hie.api.host.Delivery;
import hie.api.host.Description;
import hie.api.host.PipelinedOperation;
import hie.api.message.Message;
import hie.api.setting.Setting;
import hie.api.setting.SettingTarget;
import hie.api.setting.SettingType;
import hie.api.setting.SettingValues;
import hie.engine.acknowledgement.Acknowledgement;
import hie.engine.acknowledgement.AcknowledgementCode;
import hie.engine.acknowledgement.AcknowledgementCondition;
import hie.engine.reply.Failure;
import hie.engine.reply.Reply;
import hie.engine.reply.ReplyCodeActions;
import hie.mllp.MllpConnection;
import hie.mllp.MllpConnectionFactory;
import hie.mllp.MllpException;
import hie.mllp.MllpFrameException;
import hie.mllp.MllpReplyMismatchException;
import hie.mllp.MllpTarget;
import hie.mllp.MllpTimeoutException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import javax.naming.InitialContext;
import javax.naming.NamingException;

/**
 * Sends HL7 v2 over MLLP and heeds the reply as ReplyCodeActions says: by default AA or CA completes the delivery, AR or CR is
 * tried again, any other reply suspends the message, and no reply is tried again. The connection stays open from one message
 * to the next.
 */
@Description("Sends HL7 v2 over MLLP, and heeds the acknowledgement as its settings say.")
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
        description = "How long an idle connection stays open; 0: it is closed after each message; -1 for ever.")
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
        syntax = InterfaceSyntax.class,
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
        name = "GetReply",
        type = SettingType.CHOICE,
        defaultValue = "true",
        choices = {"true", "false", "MSH-determined"},
        target = SettingTarget.ADAPTER,
        description =
                "Whether a reply is waited for: true always; false never, then a message counts as delivered when it was given to the network; "
                        + "MSH-determined when MSH-15 or MSH-16 of the message ask for one, or neither says anything.")
@Setting(
        name = "PartnerAckTimeout",
        type = SettingType.SECONDS,
        defaultValue = "0",
        min = 0,
        max = 86400,
        unit = "s",
        description =
                "How long to wait, after a commit acknowledgement (CA), for the application acknowledgement on the same connection, when MSH-16 "
                        + "of the message asks for one; that one is then the reply. 0: CA is the reply.")
@Setting(
        name = "CertificateExpiryAlert",
        type = SettingType.INTEGER,
        defaultValue = "30",
        min = 0,
        max = 3650,
        unit = "days",
        description =
                "With SSLConfig: an incident opens so long before a certificate expires that is in its key store or that the destination "
                        + "presents; it resolves when the certificate is replaced; 0 for none.")
public final class MllpOperation extends NetworkOperation implements PipelinedOperation, CertifiedPeer {

    private static final String CONNECTIONS = "java:/hie/mllp";

    private final Acknowledgement acknowledgement = new Acknowledgement(Clock.system(ZoneId.systemDefault()));
    private ReplyCodeActions actions;
    private ReplyPatience patience;
    private String lastControlId = "";
    private MllpTarget destination;
    private MllpConnectionFactory connections;
    private volatile MllpConnection connection;
    private volatile Certificate presented;

    @Override
    public void onInit() {
        SettingValues settings = context().settings();
        actions = ReplyCodeActions.parse(settings.optional("ReplyCodeActions").orElse(ReplyCodeActions.HL7_DEFAULT));
        patience = new ReplyPatience(settings.text("GetReply"), settings.seconds("PartnerAckTimeout"));
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
    public Optional<Certificate> peerCertificate() {
        MllpConnection open = connection;
        if (open != null) {
            open.peerCertificateEnd()
                    .filter(end -> presented == null || !presented.end().equals(end))
                    .ifPresent(end -> presented = new Certificate(end, Instant.now()));
        }
        return Optional.ofNullable(presented);
    }

    @Override
    public Delivery deliver(Message message) {
        try {
            return delivery(message, judge(message));
        } finally {
            if (destination.closesWhenGivenBack()) {
                disconnect();
            }
        }
    }

    /** Replies are matched with the messages under way; one that is to none of them is dropped. */
    @Override
    public CompletionStage<Delivery> begin(Message message) {
        try {
            return connection()
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
                ? actions.judge(Failure.of(e, !(e instanceof MllpFrameException)), null)
                : actions.judge(Failure.of(new IllegalStateException(failure), true), null);
    }

    private Delivery delivery(Message message, ReplyCodeActions.Judgement judgement) {
        if (!judgement.warning().isEmpty()) {
            HostLog.LOG.replyWarning(context().itemName(), message.header().id(), judgement.warning());
        }
        return judgement.delivery();
    }

    private ReplyCodeActions.Judgement judge(Message message) {
        try {
            if (!patience.awaitsReply(message)) {
                connection().send(message.body().bytes());
                return ReplyCodeActions.Judgement.of(Delivery.completed(null, "sent; no reply is waited for"));
            }
            byte[] reply = connection().exchange(message.body().bytes());
            lastControlId = message.body().hl7().controlId().orElse("");
            Reply matched = Reply.matched(reply, message);
            return patience.awaitsApplication(message, matched)
                    ? applied(message, reply)
                    : actions.judge(matched, reply);
        } catch (MllpReplyMismatchException e) {
            disconnect();
            Reply reply = Reply.toAnother(e.lastReply(), message);
            return isLate(reply)
                    ? actions.judge(Failure.of(e, true), e.lastReply())
                    : actions.judge(reply, e.lastReply());
        } catch (MllpException e) {
            disconnect();
            return unanswered(e);
        }
    }

    /** The destination has the message (CA); what it makes of it is still to come. */
    private ReplyCodeActions.Judgement applied(Message message, byte[] commit) {
        byte[] reply;
        try {
            reply = connection.awaitFurtherReply(message.body().bytes(), patience.application());
        } catch (MllpException e) {
            disconnect();
            return patience.silenceIsGood(message) && e instanceof MllpTimeoutException
                    ? actions.judge(Reply.matched(commit, message), commit)
                    : unapplied(e, commit);
        }
        confirm(message, reply);
        return actions.judge(Reply.matched(reply, message), reply);
    }

    /** Sent again, it would arrive twice: that is for people to decide, or for an entry that names it. */
    private ReplyCodeActions.Judgement unapplied(MllpException why, byte[] commit) {
        Failure failure = Failure.of(why, true);
        return actions.names(failure)
                ? actions.judge(failure, commit)
                : ReplyCodeActions.Judgement.of(
                        Delivery.suspended(commit, "CA, but no application acknowledgement: " + why.getMessage()));
    }

    /** Answers an application acknowledgement that asks for a commit acknowledgement itself. */
    private void confirm(Message message, byte[] reply) {
        Hl7Message applied = Hl7Message.of(reply);
        boolean isAsked = AcknowledgementCondition.of(applied.headerText(15))
                .filter(condition -> condition.asksFor(AcknowledgementCode.CA))
                .isPresent();
        if (isAsked) {
            try {
                connection.send(acknowledgement.accept(applied, AcknowledgementCode.CA));
            } catch (MllpException e) {
                disconnect();
                HostLog.LOG.replyNotConfirmed(
                        context().itemName(), message.header().id(), e);
            }
        }
    }

    private MllpConnection connection() throws MllpException {
        if (connection == null || !connection.isUsable()) {
            disconnect();
            connection = connections.getConnection(destination);
        }
        return connection;
    }

    /** A second reply to the message before is none to this one, whatever the actions make of replies to other messages. */
    private boolean isLate(Reply reply) {
        return !lastControlId.isEmpty() && lastControlId.equals(reply.acknowledged());
    }

    private void disconnect() {
        if (connection != null) {
            peerCertificate();
            connection.close();
            connection = null;
        }
    }
}
