package hie.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * A server's Manager REST API as one user sees it. Every method throws {@link CliException} with a sentence for the user
 * when the server cannot be reached, refuses the user, or answers with a problem (RFC 9457).
 */
public final class ManagerApi {

    static final JsonMapper JSON = JsonMapper.builder()
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(5);
    private static final Duration REPLY_TIMEOUT = Duration.ofSeconds(120);

    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(CONNECT_TIMEOUT)
            .proxy(HttpClient.Builder.NO_PROXY)
            .build();
    private final URI server;
    private final String user;
    private final String authorization;

    /** Connects a user to a server; nothing is sent yet. */
    public ManagerApi(URI server, String user, String password) {
        this.server = server;
        this.user = user;
        this.authorization =
                "Basic " + Base64.getEncoder().encodeToString((user + ":" + password).getBytes(StandardCharsets.UTF_8));
    }

    /** The server's state as it wrote it. */
    JsonNode statusDocument() {
        return call(request("/api/status").GET());
    }

    /** The server's state. */
    public ServerStatus status() {
        return read(statusDocument(), ServerStatus.class);
    }

    /** A page of messages of the warehouse, newest first, that fit the search parameters of the REST API. */
    public JsonNode messages(Map<String, String> query) {
        String parameters = query.entrySet().stream()
                .map(parameter -> parameter.getKey() + "=" + segment(parameter.getValue()))
                .collect(Collectors.joining("&"));
        return call(request("/api/messages?" + parameters).GET());
    }

    /** What applying the files to a project would change. */
    ProjectChanges plan(ProjectDirectory project) {
        return post(project, "plan");
    }

    /** Makes the files the project's wanted configuration; the server carries it out after the call returned. */
    ProjectChanges apply(ProjectDirectory project) {
        return post(project, "apply");
    }

    /** The files of a project, by their relative paths. */
    Map<String, String> export(String workspace, String name) {
        return files(call(request(path(workspace, name, "export")).GET()));
    }

    /** A project as classes of IRIS: {@code files}, and {@code differences} in words. */
    JsonNode exportIris(String workspace, String name) {
        return call(request(path(workspace, name, "export/iris")).GET());
    }

    /** The files of an answer, contents by path. */
    static Map<String, String> files(JsonNode answer) {
        JsonNode files = answer.path("files");
        if (!files.isObject()) {
            throw new CliException("The server's answer holds no files; are ./hie and the server of one version?");
        }
        Map<String, String> contents = new TreeMap<>();
        files.properties()
                .forEach(file -> contents.put(file.getKey(), file.getValue().asText()));
        return contents;
    }

    /**
     * Makes files of another engine a project's newest revision; the report of it is in the answer.
     *
     * @param engine {@code iris} or {@code mirth}
     */
    JsonNode importFrom(String engine, String workspace, String name, Map<String, byte[]> files) {
        ArrayNode uploads = JSON.createArrayNode();
        files.forEach((file, content) -> uploads.addObject()
                .put("name", file)
                .put("content", Base64.getEncoder().encodeToString(content)));
        String body = JSON.createObjectNode().set("files", uploads).toString();
        return call(request(path(workspace, name, "import/" + engine))
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(body)));
    }

    /** What a candidate makes of stored messages beside what is deployed; request and answer are the REST API's. */
    JsonNode compare(String workspace, String name, JsonNode request) {
        return call(request(path(workspace, name, "compare"))
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(request.toString())));
    }

    /** All revisions of a project, newest first. */
    List<RollbackCommand.Revision> revisions(String project) {
        return List.of(read(call(request(path(project, "revisions")).GET()), RollbackCommand.Revision[].class));
    }

    /**
     * What turns one revision into another.
     *
     * @param since {@code null} for the one before it
     */
    ProjectChanges changes(String project, int revision, Integer since) {
        String from = since == null ? "" : "?since=" + since;
        ProjectChanges.Change[] changes = read(
                call(request(path(project, "revisions/" + revision + "/changes" + from))
                        .GET()),
                ProjectChanges.Change[].class);
        return new ProjectChanges(revision, null, List.of(changes), List.of());
    }

    /**
     * Writes a revision that says what an earlier one said.
     *
     * @return its number
     */
    int restore(String project, int revision) {
        return call(request(path(project, "revisions/" + revision + "/restore")).POST(BodyPublishers.noBody()))
                .path("number")
                .asInt();
    }

    /** Makes the newest revision true. */
    void reload(String project) {
        call(request(path(project, "reload")).POST(BodyPublishers.noBody()));
    }

    private static String path(String project, String action) {
        return "/api/projects/" + segment(project) + "/" + action;
    }

    private ProjectChanges post(ProjectDirectory project, String action) {
        String body;
        try {
            body = JSON.writeValueAsString(Map.of("files", project.files()));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a map of texts is always JSON", e);
        }
        HttpRequest.Builder request = request(path(project.workspace(), project.name(), action))
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(body));
        return read(call(request), ProjectChanges.class);
    }

    private static String path(String workspace, String name, String action) {
        return "/api/workspaces/" + segment(workspace) + "/projects/" + segment(name) + "/" + action;
    }

    private static String segment(String name) {
        return URLEncoder.encode(name, StandardCharsets.UTF_8).replace("+", "%20");
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(server.resolve(path))
                .timeout(REPLY_TIMEOUT)
                .header("Authorization", authorization)
                .header("Accept", "application/json, application/problem+json");
    }

    private JsonNode call(HttpRequest.Builder request) {
        HttpResponse<String> response = send(request.build());
        int status = response.statusCode();
        if (status / 100 == 2) {
            return json(response.body());
        }
        if (status == 401) {
            throw new Refused(
                    status,
                    "The server refused the user '" + user
                            + "' or the password; set HIE_USER and HIE_PASSWORD to a user of the server.");
        }
        throw new Refused(status, Problem.describe(status, response.body()));
    }

    private HttpResponse<String> send(HttpRequest request) {
        try {
            return client.send(request, BodyHandlers.ofString(StandardCharsets.UTF_8));
        } catch (ConnectException e) {
            throw new Unreachable(server, e);
        } catch (HttpTimeoutException e) {
            throw new CliException(
                    "HIE on " + server + " did not answer within " + REPLY_TIMEOUT.toSeconds() + " s; see its log.", e);
        } catch (IOException e) {
            throw new CliException("The connection to HIE on " + server + " failed: " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CliException("Interrupted while waiting for HIE on " + server + ".", e);
        }
    }

    private static JsonNode json(String body) {
        try {
            return JSON.readTree(body);
        } catch (JsonProcessingException e) {
            throw new CliException("The server's answer is not JSON; does HIE listen on that port?", e);
        }
    }

    private static <T> T read(JsonNode document, Class<T> type) {
        try {
            return JSON.treeToValue(document, type);
        } catch (JsonProcessingException e) {
            throw new CliException(
                    "The server's answer is not understood (" + e.getOriginalMessage()
                            + "); are ./hie and the server of one version?",
                    e);
        }
    }
}
