package hie.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import hie.it.mllp.Ack;
import hie.it.mllp.MllpPeer;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.trace.v1.Span;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509TrustManager;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What the server tells those who watch it: figures, incidents, traces. */
@ExtendWith(CountedPassed.class)
class ObservabilityIT {

    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final Pattern METRIC = Pattern.compile("\\b(?:hie|jvm|system|process)_[a-z0-9_]+");

    private static HttpCollector hook;
    private static HttpCollector traces;
    private static MailCollector post;
    private static HieServer server;
    private static Rest rest;

    @BeforeAll
    static void start() throws IOException {
        hook = new HttpCollector();
        traces = new HttpCollector();
        post = new MailCollector();
        server = HieServer.start(
                "observe",
                Map.of(
                        "HIE_ALERT_WEBHOOK", hook.url(),
                        "HIE_ALERT_MAIL_TO", "duty@example.org",
                        "HIE_SMTP_HOST", "127.0.0.1",
                        "HIE_SMTP_PORT", post.port(),
                        "HIE_OTLP_ENDPOINT", traces.url()));
        rest = server.rest();
    }

    @AfterAll
    static void stop() throws IOException {
        server.close();
        hook.close();
        traces.close();
        post.close();
    }

    @Test
    void shouldTellFiguresToThoseWhoSignInOnly() throws Exception {
        HttpRequest anonymous = HttpRequest.newBuilder(
                        URI.create("http://127.0.0.1:" + server.port(8080) + "/api/metrics"))
                .build();
        try (HttpClient client = HttpClient.newHttpClient()) {
            assertThat(client.send(anonymous, HttpResponse.BodyHandlers.discarding())
                            .statusCode())
                    .isEqualTo(401);
        }

        assertThat(metrics())
                .contains("hie_item_received_total{item=\"From HIS\",kind=\"service\",project=\"hospital\"")
                .contains("hie_item_processing_seconds_bucket{");
    }

    @Test
    void shouldHaveEveryMetricThatTheDashboardAsksFor() throws Exception {
        JsonNode dashboard = new ObjectMapper()
                .readTree(Path.of(System.getProperty("hie.root", ".."), "docs", "grafana", "hie.json")
                        .toFile());
        Set<String> asked = new TreeSet<>();
        dashboard.findValuesAsText("expr").forEach(expression -> addMetrics(expression, asked));
        dashboard.findValuesAsText("definition").forEach(expression -> addMetrics(expression, asked));

        Set<String> told = metrics()
                .lines()
                .filter(line -> !line.startsWith("#"))
                .map(line -> line.split("[{ ]", 2)[0])
                .collect(Collectors.toSet());

        assertThat(asked).hasSizeGreaterThan(15);
        assertThat(told).containsAll(asked);
    }

    private static void addMetrics(String expression, Set<String> names) {
        for (Matcher metric = METRIC.matcher(expression); metric.find(); ) {
            names.add(metric.group());
        }
    }

    @Test
    @Tag("setting:EMailAlertOperation.MailSession")
    void shouldOpenIncidentsTellOfThemAndResolveThemByThemselves() throws Exception {
        rest.apply("default", "watched", watched(1));
        try (MllpPeer peer = MllpPeer.connect(server.port(2701), PATIENCE)) {
            for (int i = 1; i <= 3; i++) {
                assertThat(Ack.of(peer.exchange(message("WATCH" + i))).code()).isEqualTo("AA");
            }
        }

        await().atMost(PATIENCE)
                .until(() ->
                        kinds("open", "default/watched").equals(Set.of("queue_depth", "queue_wait", "disconnected")));
        JsonNode deep = incident("open", "queue_depth");
        assertThat(deep.path("text").asText()).contains("3 messages wait", "QueueCountAlert: 2");
        JsonNode noted = rest.post(
                "/incidents/" + deep.path("id").asText() + "/acknowledge",
                Map.of("note", "the line is being repaired"));
        assertThat(noted.path("acknowledgedBy").asText()).isEqualTo("admin");
        assertThat(noted.path("state").asText()).isEqualTo("open");
        await().atMost(PATIENCE)
                .until(() -> metrics().lines().anyMatch(line -> line.matches("hie_incidents_open [1-9].*")));

        rest.apply("default", "watched", watched(server.port(2576)));

        await().atMost(PATIENCE).until(() -> kinds("open", "default/watched").isEmpty());
        assertThat(incident("resolved", "queue_depth").path("id").asText())
                .isEqualTo(deep.path("id").asText());
        assertThat(kinds("resolved", "default/watched")).hasSize(3);
        assertThat(rest.get("/incidents?state=all&project=default/watched")).hasSize(3);
        String told = "Incident  " + deep.path("id").asText();
        Delivered.await(server.files("alerts"), letter -> letter.contains(told), 2);
        await().atMost(PATIENCE)
                .until(() -> hook.bodies().stream()
                                .map(body -> new String(body, StandardCharsets.UTF_8))
                                .filter(body -> body.contains(deep.path("id").asText()))
                                .count()
                        == 2);
        for (String receiver : List.of("duty@example.org", "ward@example.org", "site@example.org")) {
            await(receiver).atMost(PATIENCE).until(() -> mails(receiver, told) == 2);
        }
        await("the log tells it, each channel at its own time")
                .atMost(PATIENCE)
                .untilAsserted(() -> assertThat(lines("server.log"))
                        .anyMatch(line ->
                                line.contains("Incident " + deep.path("id").asText() + " opened"))
                        .anyMatch(line ->
                                line.contains("Incident " + deep.path("id").asText() + " resolved")));
    }

    @Test
    void shouldOpenIncidentsOfSilenceAndOfErrors() throws Exception {
        rest.apply(
                "default",
                "quiet",
                Map.of(
                        "project.yaml",
                        "workspace: default\nname: quiet\n",
                        "items/In.yaml",
                        """
                name: In
                class: MllpService
                targets: [Router]
                settings:
                  Port: 2930
                  InactivityTimeout: 6
                """,
                        "items/Router.yaml",
                        """
                name: Router
                class: RoutingProcess
                settings:
                  Rules: when MSH-9.1 = "ORM" drop
                  AlertOnError: true
                  ErrorRateAlert: 2
                """));
        await().atMost(PATIENCE).until(() -> kinds("open", "default/quiet").equals(Set.of("inactivity")));

        try (MllpPeer peer = MllpPeer.connect(server.port(2930), PATIENCE)) {
            for (String controlId : List.of("QUIET1", "QUIET2")) {
                assertThat(Ack.of(peer.exchange(message(controlId))).code()).isEqualTo("AA");
            }
        }

        await().atMost(PATIENCE)
                .until(() -> kinds("all", "default/quiet").equals(Set.of("inactivity", "error", "error_rate")));
        await().atMost(PATIENCE).until(() -> kinds("resolved", "default/quiet").contains("inactivity"));
    }

    private static long mails(String receiver, String text) {
        return post.mails().stream()
                .filter(mail -> mail.contains("RCPT TO:<" + receiver + ">") && mail.contains(text))
                .count();
    }

    @Test
    void shouldLogWithTheSessionInWordsAndAsJson() throws Exception {
        rest.apply(
                "default",
                "lost",
                Map.of(
                        "project.yaml",
                        "workspace: default\nname: lost\n",
                        "items/In.yaml",
                        """
                name: In
                class: MllpService
                targets: [Router]
                settings:
                  Port: 2810
                """,
                        "items/Router.yaml",
                        """
                name: Router
                class: RoutingProcess
                settings:
                  PoolSize: 1
                  Rules: when MSH-9.1 = "ORM" drop
                """));
        try (MllpPeer peer = MllpPeer.connect(server.port(2810), PATIENCE)) {
            assertThat(Ack.of(peer.exchange(message("LOST1"))).code()).isEqualTo("AA");
        }

        await().atMost(PATIENCE).until(() -> logged().findAny().isPresent());
        JsonNode line = logged().findFirst().orElseThrow();
        String session = line.path("mdc").path("session").asText();
        assertThat(session).matches("[0-9a-f-]{36}");
        assertThat(line.path("level").asText()).isEqualTo("WARN");
        await("the other log says it, too")
                .atMost(PATIENCE)
                .until(() -> lines("server.log").stream()
                        .anyMatch(words -> words.contains("[" + session + "] HIE3103: Item default/lost/Router")));
        assertThat(lines("server.json")).noneMatch(json -> json.contains("TESTPATIENT"));
    }

    /** Lines that say that the router could not process a message; every line has to be JSON. */
    private static Stream<JsonNode> logged() throws IOException {
        List<JsonNode> found = new ArrayList<>();
        for (String line : lines("server.json")) {
            JsonNode read = new ObjectMapper().readTree(line);
            if (read.path("message").asText().contains("Item default/lost/Router could not process")) {
                found.add(read);
            }
        }
        return found.stream();
    }

    /** Those that are written whole. */
    private static List<String> lines(String log) throws IOException {
        // It may be read in the middle of a character.
        String text = new String(
                Files.readAllBytes(
                        server.data().resolve("server").resolve("log").resolve(log)),
                StandardCharsets.UTF_8);
        return text.substring(0, text.lastIndexOf('\n') + 1).lines().toList();
    }

    @Test
    void shouldOpenAnIncidentForACertificateThatExpires() throws Exception {
        // The server makes the certificate, good for ten years, with the first connection.
        try (SSLSocket socket = (SSLSocket)
                trusting().getSocketFactory().createSocket(InetAddress.getLoopbackAddress(), server.port(8443))) {
            socket.startHandshake();
        }
        rest.apply("default", "secured", secured("3650"));

        await().atMost(PATIENCE).until(() -> kinds("open", "default/secured").equals(Set.of("certificate")));
        rest.apply("default", "secured", secured("30"));

        await().atMost(PATIENCE).until(() -> kinds("open", "default/secured").isEmpty());
    }

    @Test
    void shouldSendOneTraceOfEachSessionWithoutThePatient() throws Exception {
        try (MllpPeer peer = MllpPeer.connect(server.hospitalPort(), PATIENCE)) {
            assertThat(Ack.of(peer.exchange(message("TRACED1"))).code()).isEqualTo("AA");
        }

        await().atMost(PATIENCE)
                .until(() -> spans("TRACED1").stream()
                        .map(Span::getName)
                        .collect(Collectors.toSet())
                        .containsAll(Set.of("From HIS receive", "Router process", "To Receiver deliver")));
        List<Span> spans = spans("TRACED1").stream()
                .filter(span -> Set.of("From HIS receive", "Router process", "To Receiver deliver")
                        .contains(span.getName()))
                .toList();
        assertThat(spans.stream().map(Span::getTraceId).distinct()).hasSize(1);
        assertThat(spans.stream().filter(span -> span.getParentSpanId().isEmpty()))
                .singleElement()
                .satisfies(span -> assertThat(span.getName()).isEqualTo("From HIS receive"));
        assertThat(traces.bodies())
                .noneSatisfy(body -> assertThat(new String(body, StandardCharsets.ISO_8859_1))
                        .contains("TESTPATIENT"));
    }

    @Test
    void shouldAnswerEveryProbe() {
        for (String probe : List.of("live", "started", "ready")) {
            assertThat(rest.get("/health/" + probe).path("status").asText()).isEqualTo("UP");
        }
    }

    private static String metrics() {
        return new String(rest.bytes("/metrics"), StandardCharsets.UTF_8);
    }

    private static Set<String> kinds(String state, String project) {
        Set<String> kinds = new TreeSet<>();
        rest.get("/incidents?state=" + state + "&project=" + project)
                .forEach(incident -> kinds.add(incident.path("kind").asText()));
        return kinds;
    }

    private static JsonNode incident(String state, String kind) {
        for (JsonNode incident : rest.get("/incidents?state=" + state + "&project=default/watched")) {
            if (incident.path("kind").asText().equals(kind)) {
                return incident;
            }
        }
        throw new AssertionError("no " + state + " incident of kind " + kind);
    }

    /** The spans whose control id is this. */
    private static List<Span> spans(String controlId) {
        ByteString wanted = ByteString.copyFromUtf8(controlId);
        return traces.bodies().stream()
                .map(ObservabilityIT::request)
                .flatMap(request -> request.getResourceSpansList().stream())
                .flatMap(resource -> resource.getScopeSpansList().stream())
                .flatMap(scope -> scope.getSpansList().stream())
                .filter(span -> span.getAttributesList().stream()
                        .anyMatch(attribute -> attribute.getKey().equals("hie.control_id")
                                && attribute.getValue().getStringValueBytes().equals(wanted)))
                .toList();
    }

    private static ExportTraceServiceRequest request(byte[] body) {
        try {
            return ExportTraceServiceRequest.parseFrom(body);
        } catch (InvalidProtocolBufferException e) {
            throw new AssertionError("no OTLP request", e);
        }
    }

    private static byte[] message(String controlId) {
        return ("MSH|^~\\&|HIS|HOSP|HIE|HOSP|20260301080000||ADT^A01|" + controlId
                        + "|P|2.5\rEVN|A01|20260301080000\rPID|||4711^^^HOSP||TESTPATIENT^ANNA\r")
                .getBytes(StandardCharsets.US_ASCII);
    }

    private static Map<String, String> watched(int port) {
        return Map.of(
                "project.yaml",
                "workspace: default\nname: watched\n",
                "items/In.yaml",
                "name: In\nclass: MllpService\ntargets: [Out]\nsettings:\n  Port: 2701\n",
                "items/Out.yaml",
                """
                name: Out
                class: MllpOperation
                settings:
                  IPAddress: 127.0.0.1
                  Port: %d
                  RetryInterval: 1
                  QueueCountAlert: 2
                  QueueWaitAlert: 3
                  DisconnectedAlert: 2
                """.formatted(port),
                "items/Ens.Alert.yaml",
                """
                name: Ens.Alert
                class: FanOutProcess
                targets: [Alerts on file, Alerts by mail, Alerts by session]
                """,
                "items/file.yaml",
                """
                name: Alerts on file
                class: FileOperation
                settings:
                  FilePath: ${data}/files/alerts
                  Filename: "alert-%{MessageId}"
                """,
                "items/mail.yaml",
                """
                name: Alerts by mail
                class: EMailAlertOperation
                settings:
                  Recipient: ward@example.org
                  SMTPServer: 127.0.0.1
                  SMTPPort: %s
                """.formatted(post.port()),
                "items/session.yaml",
                """
                name: Alerts by session
                class: EMailAlertOperation
                settings:
                  Recipient: site@example.org
                """);
    }

    private static Map<String, String> secured(String days) {
        return Map.of("project.yaml", "workspace: default\nname: secured\n", "items/In.yaml", """
                name: In
                class: MllpService
                settings:
                  Port: 2702
                  SSLConfig: applicationSSC
                  CertificateExpiryAlert: %s
                """.formatted(days));
    }

    private static SSLContext trusting() throws Exception {
        SSLContext context = SSLContext.getInstance("TLS");
        TrustManager anybody = new X509TrustManager() {
            @Override
            public void checkClientTrusted(X509Certificate[] chain, String type) {}

            @Override
            public void checkServerTrusted(X509Certificate[] chain, String type) {}

            @Override
            public X509Certificate[] getAcceptedIssuers() {
                return new X509Certificate[0];
            }
        };
        context.init(null, new TrustManager[] {anybody}, new SecureRandom());
        return context;
    }
}
