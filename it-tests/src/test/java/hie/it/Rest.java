package hie.it;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The manager API as any HTTP client sees it. Safe for use by several threads. */
public final class Rest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final HttpClient CLIENT =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(10)).build();

    private final String base;
    private final String authorization;

    Rest(int port, String user, String password) {
        this.base = "http://127.0.0.1:" + port + "/api";
        this.authorization =
                "Basic " + Base64.getEncoder().encodeToString((user + ":" + password).getBytes(StandardCharsets.UTF_8));
    }

    /** What the server answered. */
    public record Answer(int status, byte[] body, HttpHeaders headers) {

        /** The body as JSON. */
        public JsonNode json() {
            try {
                return JSON.readTree(body);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        @Override
        public String toString() {
            return status + " " + new String(body, StandardCharsets.UTF_8);
        }
    }

    /** The body of a GET that has to succeed. */
    public JsonNode get(String path) {
        return succeeded("GET", path, send("GET", path, null)).json();
    }

    /** The bytes of a GET that has to succeed. */
    public byte[] bytes(String path) {
        return succeeded("GET", path, send("GET", path, null)).body();
    }

    /** The answer to a POST that has to succeed; {@code body} may be {@code null}. */
    public JsonNode post(String path, Object body) {
        return succeeded("POST", path, send("POST", path, body)).json();
    }

    /** The answer to a PUT that has to succeed. */
    public JsonNode put(String path, Object body) {
        return succeeded("PUT", path, send("PUT", path, body)).json();
    }

    private static Answer succeeded(String method, String path, Answer answer) {
        if (answer.status() / 100 != 2) {
            throw new AssertionError(method + " " + path + ": " + answer);
        }
        return answer;
    }

    /** Sends anything, and takes any answer. */
    public Answer send(String method, String path, Object body) {
        try {
            return send(method, path, "application/json", body == null ? null : JSON.writeValueAsBytes(body));
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e);
        }
    }

    /** Sends a change that was made from a project's revision, and takes any answer. */
    public Answer sendFrom(int revision, String method, String path, Object body) {
        try {
            return exchange(request(path)
                    .header("If-Match", "\"" + revision + "\"")
                    .header("Content-Type", "application/json")
                    .method(method, HttpRequest.BodyPublishers.ofByteArray(JSON.writeValueAsBytes(body))));
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e);
        }
    }

    /** Sends bytes of a type, and takes any answer. */
    public Answer send(String method, String path, String type, byte[] body) {
        HttpRequest.Builder request = request(path);
        if (body == null) {
            request.method(method, HttpRequest.BodyPublishers.noBody());
        } else {
            request.header("Content-Type", type).method(method, HttpRequest.BodyPublishers.ofByteArray(body));
        }
        return exchange(request);
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(base + path))
                .timeout(Duration.ofMinutes(2))
                .header("Authorization", authorization)
                .header("Accept", "*/*");
    }

    private static Answer exchange(HttpRequest.Builder request) {
        try {
            HttpResponse<byte[]> response = CLIENT.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
            return new Answer(response.statusCode(), response.body(), response.headers());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** The answer to a POST of bytes that has to succeed. */
    public JsonNode postBytes(String path, byte[] body) {
        return succeeded("POST", path, send("POST", path, "application/octet-stream", body))
                .json();
    }

    /** Makes a project of these files, by path, the running configuration. */
    public JsonNode apply(String workspace, String project, Map<String, String> files) {
        return post(project(workspace, project) + "/apply", Map.of("files", files));
    }

    /** The path of a project. */
    public static String project(String workspace, String project) {
        return "/workspaces/" + encoded(workspace) + "/projects/" + encoded(project);
    }

    /** A project's state now. */
    public JsonNode projectStatus(String workspace, String name) {
        for (JsonNode project : get("/status").path("projects")) {
            if (project.path("workspace").asText().equals(workspace)
                    && project.path("name").asText().equals(name)) {
                return project;
            }
        }
        throw new AssertionError("no project " + workspace + "/" + name);
    }

    /** An item's state now. */
    public JsonNode itemStatus(String workspace, String project, String item) {
        return item(projectStatus(workspace, project), item);
    }

    /** One item of a project's state. */
    public static JsonNode item(JsonNode project, String name) {
        for (JsonNode item : project.path("items")) {
            if (item.path("name").asText().equals(name)) {
                return item;
            }
        }
        throw new AssertionError("no item " + name + " in " + project);
    }

    /** All messages of the warehouse that fit, page by page. */
    public List<JsonNode> messages(Map<String, String> criteria) {
        String query = criteria.entrySet().stream()
                .map(entry -> entry.getKey() + "=" + encoded(entry.getValue()))
                .collect(Collectors.joining("&"));
        List<JsonNode> all = new ArrayList<>();
        String cursor = "";
        do {
            JsonNode page = get("/messages?" + query + (cursor.isEmpty() ? "" : "&cursor=" + encoded(cursor)));
            page.path("messages").forEach(all::add);
            cursor = page.path("next").isNull() ? "" : page.path("next").asText();
        } while (!cursor.isEmpty());
        return all;
    }

    /** The bytes of a message. */
    public byte[] messageBody(String id) {
        return bytes("/messages/" + encoded(id) + "/body");
    }

    /** A text as part of a URL. */
    public static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
