package hie.engine.host;

import hie.api.host.Adapter;
import hie.api.host.CertifiedPeer;
import hie.api.host.Delivery;
import hie.api.host.Description;
import hie.api.host.PipelinedOperation;
import hie.api.message.Message;
import hie.api.setting.Setting;
import hie.api.setting.SettingException;
import hie.api.setting.SettingTarget;
import hie.api.setting.SettingType;
import hie.api.setting.SettingValues;
import hie.engine.reply.Failure;
import hie.engine.reply.Reply;
import hie.engine.reply.ReplyCodeActions;
import hie.engine.tracing.TraceContext;
import hie.engine.tracing.Tracing;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;

/**
 * Posts each message to a URL and heeds the answer as ReplyCodeActions says: by default 2xx completes the delivery; 408, 425,
 * 429 and 5xx, and no answer, are tried again; any other answer suspends the message.
 */
@Description("Posts each message to a URL, and heeds the answer as its settings say.")
@Adapter(Adapter.Kind.HTTP)
@Setting(
        name = "URL",
        type = SettingType.STRING,
        required = true,
        target = SettingTarget.ADAPTER,
        description = "Where to send to: http or https.")
@Setting(
        name = "Method",
        type = SettingType.CHOICE,
        defaultValue = "POST",
        choices = {"POST", "PUT"},
        target = SettingTarget.ADAPTER,
        description = "The HTTP method.")
@Setting(
        name = "ContentType",
        type = SettingType.STRING,
        description = "The Content-Type header; empty for the message's own.")
@Setting(
        name = "ReplyCodeActions",
        type = SettingType.STRING,
        defaultValue = ReplyCodeActions.HTTP_DEFAULT,
        syntax = ReplyCodeActions.HttpSyntax.class,
        description =
                "What to do upon which answer: code=actions, parted by commas, the first that holds decides. Codes: E any status but "
                        + "2xx, E#404 this status, E#5xx such a status, E*text a failure with this text, X no answer; and for answers "
                        + "with an HL7 acknowledgement those of an MllpOperation. Actions: C complete, W warn, R retry, S suspend, D "
                        + "disable the item, F fail. A 2xx answer that no code names completes. Empty for the default.")
@Setting(
        name = "CertificateExpiryAlert",
        type = SettingType.INTEGER,
        defaultValue = "30",
        min = 0,
        max = 3650,
        unit = "days",
        description =
                "With an https URL: an incident opens so long before a certificate that the destination presents expires; it resolves when the "
                        + "destination presents another; 0 for none.")
public final class HttpOperation extends NetworkOperation implements PipelinedOperation, CertifiedPeer {

    private ReplyCodeActions actions;
    private URI url;
    private Duration connectTimeout;
    private Duration responseTimeout;
    private final HttpsPeer peer = new HttpsPeer();
    private HttpClient client;

    @Override
    public void onInit() {
        SettingValues settings = context().settings();
        actions = ReplyCodeActions.parse(settings.optional("ReplyCodeActions").orElse(ReplyCodeActions.HTTP_DEFAULT));
        url = url(settings.text("URL"));
        connectTimeout = connectTimeout();
        responseTimeout = responseTimeout();
    }

    private static URI url(String text) {
        try {
            URI url = new URI(text);
            if (("http".equals(url.getScheme()) || "https".equals(url.getScheme())) && url.getHost() != null) {
                return url;
            }
        } catch (URISyntaxException e) {
            throw new SettingException("URL", "'" + text + "' is no URL: " + e.getReason(), e);
        }
        throw new SettingException(
                "URL", "'" + text + "' is not acceptable (expected: http:// or https:// and a host)");
    }

    @Override
    public void onStart() {
        HttpClient.Builder wanted =
                HttpClient.newBuilder().connectTimeout(connectTimeout).version(HttpClient.Version.HTTP_1_1);
        if ("https".equals(url.getScheme())) {
            wanted.sslContext(peer.context());
        }
        client = wanted.build();
    }

    @Override
    public Optional<Certificate> peerCertificate() {
        return peer.peerCertificate();
    }

    @Override
    public void onTearDown() {
        if (client != null) {
            client.close();
        }
    }

    @Override
    public Delivery deliver(Message message) throws IOException {
        return delivery(message, judge(message));
    }

    @Override
    public CompletionStage<Delivery> begin(Message message) {
        return client.sendAsync(request(message), HttpResponse.BodyHandlers.ofByteArray())
                .handle((answer, failure) -> delivery(
                        message,
                        failure == null
                                ? judge(message, answer.statusCode(), answer.body())
                                : actions.judge(Failure.of(unwrapped(failure), true), null)));
    }

    private static Exception unwrapped(Throwable failure) {
        Throwable cause =
                failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
        return cause instanceof Exception exception ? exception : new IOException(cause);
    }

    private Delivery delivery(Message message, ReplyCodeActions.Judgement judgement) {
        if (!judgement.warning().isEmpty()) {
            HostLog.LOG.replyWarning(context().itemName(), message.header().id(), judgement.warning());
        }
        return judgement.delivery();
    }

    private ReplyCodeActions.Judgement judge(Message message) throws IOException {
        HttpResponse<byte[]> answer;
        try {
            answer = client.send(request(message), HttpResponse.BodyHandlers.ofByteArray());
        } catch (IOException e) {
            return actions.judge(Failure.of(e, true), null);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while waiting for the answer", e);
        }
        return judge(message, answer.statusCode(), answer.body());
    }

    private ReplyCodeActions.Judgement judge(Message message, int status, byte[] body) {
        String detail = "HTTP " + status;
        if (actions.looksAtReplies()) {
            Reply reply = Reply.unmatched(body, message);
            if (actions.names(reply)) {
                return actions.judge(reply, body);
            }
        }
        return status >= 200 && status < 300
                ? new ReplyCodeActions.Judgement(Delivery.completed(body, detail), "")
                : actions.judge(new Failure(status, detail, false), body);
    }

    private HttpRequest request(Message message) {
        String contentType = context()
                .settings()
                .optional("ContentType")
                .orElse(message.header().contentType());
        HttpRequest.Builder request = HttpRequest.newBuilder(url)
                .timeout(responseTimeout)
                .header("Content-Type", contentType)
                .header("X-HIE-Message-Id", message.header().id().toString())
                .method(
                        context().settings().text("Method"),
                        HttpRequest.BodyPublishers.ofByteArray(message.body().bytes()));
        if (Tracing.isOn()) {
            request.header(
                    TraceContext.HEADER,
                    TraceContext.header(
                            message.header().session(),
                            message.header().id(),
                            context().itemName()));
        }
        return request.build();
    }
}
