package hie.engine.alert;

import jakarta.json.Json;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;

/** Posts JSON to a URL; any answer from 200 to 299 counts as taken. */
final class WebhookChannel implements NoticeChannel {

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final URI url;
    private final HttpClient client =
            HttpClient.newBuilder().connectTimeout(PATIENCE).build();

    /**
     * A channel to a URL.
     *
     * @throws IllegalArgumentException when it is no http or https URL
     */
    WebhookChannel(String url) {
        URI parsed;
        try {
            parsed = URI.create(url.strip());
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(unusable(), e);
        }
        if (parsed.getHost() == null || !String.valueOf(parsed.getScheme()).matches("https?")) {
            throw new IllegalArgumentException(unusable());
        }
        this.url = parsed;
    }

    private static String unusable() {
        return "HIE_ALERT_WEBHOOK is no URL (expected: http://… or https://…)";
    }

    @Override
    public String name() {
        return "the webhook at " + url.getHost();
    }

    @Override
    public void send(IncidentNotice notice) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(url)
                .timeout(PATIENCE)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(json(notice)))
                .build();
        int status =
                client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
        if (status < 200 || status > 299) {
            throw new IOException("it answered " + status);
        }
    }

    private static String json(IncidentNotice notice) {
        return Json.createObjectBuilder()
                .add("incident", notice.incident().toString())
                .add("event", notice.event().name().toLowerCase(java.util.Locale.ROOT))
                .add("project", notice.project())
                .add("item", notice.item())
                .add("kind", notice.kind().name().toLowerCase(java.util.Locale.ROOT))
                .add("text", notice.text())
                .add("measured", notice.measured())
                .add("threshold", notice.threshold())
                .add("openedAt", notice.openedAt().toString())
                .add("at", notice.at().toString())
                .build()
                .toString();
    }
}
