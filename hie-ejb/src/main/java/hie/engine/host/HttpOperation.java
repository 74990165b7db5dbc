package hie.engine.host;

import hie.api.host.Adapter;
import hie.api.host.Delivery;
import hie.api.message.Message;
import hie.api.setting.Setting;
import hie.api.setting.SettingException;
import hie.api.setting.SettingTarget;
import hie.api.setting.SettingType;
import hie.api.setting.SettingValues;
import hie.engine.tracing.TraceContext;
import hie.engine.tracing.Tracing;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;

/**
 * Posts each message to a URL. 2xx completes the delivery; 408, 425, 429 and 5xx, and no answer, are tried again; any other
 * answer suspends the message.
 */
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
public final class HttpOperation extends NetworkOperation {

    private URI url;
    private Duration connectTimeout;
    private Duration responseTimeout;
    private HttpClient client;

    @Override
    public void onInit() {
        SettingValues settings = context().settings();
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
        client = HttpClient.newBuilder()
                .connectTimeout(connectTimeout)
                .version(HttpClient.Version.HTTP_1_1)
                .build();
    }

    @Override
    public void onTearDown() {
        if (client != null) {
            client.close();
        }
    }

    @Override
    public Delivery deliver(Message message) throws IOException {
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
        try {
            HttpResponse<byte[]> answer = client.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
            return verdict(answer.statusCode(), answer.body());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while waiting for the answer", e);
        }
    }

    private static Delivery verdict(int status, byte[] body) {
        String detail = "HTTP " + status;
        if (status >= 200 && status < 300) {
            return Delivery.completed(body, detail);
        }
        boolean passing = status >= 500 || status == 408 || status == 425 || status == 429;
        return passing ? Delivery.retry(body, detail) : Delivery.suspended(body, detail);
    }
}
