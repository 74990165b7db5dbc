package hie.it;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import hie.it.browser.Browser;
import hie.it.mllp.Ack;
import hie.it.mllp.MllpPeer;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The template project, built by Maven as its users build it, and its JAR in a running engine. */
@ExtendWith({SharedServer.class, CountedPassed.class})
class ExtensionIT {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final long BUILD_MINUTES = 4;
    private static final Path ROOT =
            Path.of(System.getProperty("hie.root", "..")).toAbsolutePath().normalize();
    private static final Path HAPI = ROOT.resolve("wildfly-config/target/hie-server/hie/hapi");
    private static final String JAR = "hie-extension.jar";

    private final HieServer server;
    private final Rest rest;
    private final Path work = Path.of(System.getProperty("hie.it.directory", "target/it"))
            .toAbsolutePath()
            .resolve("extension");

    ExtensionIT(HieServer server) {
        this.server = server;
        this.rest = server.rest();
    }

    @Test
    void shouldRunTheTemplateReplaceItUnderLoadAndKeepItsMessagesWhileItIsGone() throws Exception {
        Path built = buildTemplate();
        put(built);
        await().atMost(PATIENCE).until(() -> rest.get("/extensions").toString().contains("FacilityFilter"));
        assertThat(rest.get("/extensions").toString()).contains("\"com.example.hie.ProductionOnly\"");
        assertThat(rest.get("/classes"))
                .filteredOn(type -> type.path("name").asText().equals("com.example.hie.FacilityFilter"))
                .singleElement()
                .satisfies(type -> {
                    assertThat(type.path("extension").asText()).isEqualTo(JAR);
                    assertThat(type.path("description").asText()).startsWith("Lets the messages");
                    assertThat(type.path("settings").toString()).contains("\"Facilities\"", "\"PoolSize\"");
                });
        rest.apply("extension", "own", files());
        await().atMost(PATIENCE).until(() -> filter().path("state").asText(), "running"::equals);
        lookAtItsForm();

        try (MllpPeer peer = MllpPeer.connect(server.port(2691), PATIENCE)) {
            send(peer, "OTHER", "P", "PASSES-NOT");
            send(peer, "IT", "T", "REFUSED");
            int sent = 2;
            send(peer, "IT", "P", "EXT" + sent++);
            Delivered.await(server.files("own"), content -> content.contains("EXT"), 1);
            await().atMost(PATIENCE).until(() -> suspended().toString().contains("MSH-11 does not say"));

            int counted = filter().path("in").asInt();
            put(changed(built));
            int before = sent;
            boolean countsAnew = false;
            long end = System.nanoTime() + PATIENCE.toNanos();
            while (!countsAnew || sent < before + 20) {
                assertThat(System.nanoTime()).as("the item is started anew").isLessThan(end);
                send(peer, "IT", "P", "EXT" + sent++);
                int now = filter().path("in").asInt();
                countsAnew |= now < counted;
                counted = Math.max(counted, now);
            }
            int all = sent - 2;
            Delivered.await(server.files("own"), content -> content.contains("EXT"), all);
            assertThat(Rest.item(rest.projectStatus("extension", "own"), "In")
                            .path("in")
                            .asInt())
                    .as("the service was not restarted, only the item of the class that changed")
                    .isEqualTo(sent);

            Files.delete(extensions().resolve(JAR));
            await().atMost(PATIENCE).until(() -> filter().path("state").asText(), "troubled"::equals);
            assertThat(filter().path("reason").asText()).contains("there is no class 'com.example.hie.FacilityFilter'");
            send(peer, "IT", "P", "EXT-WAITS");
            await().atMost(PATIENCE).until(() -> filter().path("queueDepth").asInt() == 1);

            put(built);
            Delivered.await(server.files("own"), content -> content.contains("EXT-WAITS"), 1);
            assertThat(Delivered.in(server.files("own")))
                    .as("each once, and nothing that should not pass")
                    .hasSize(all + 1);
        }
    }

    @Test
    void shouldLetAFaultyExtensionHarmOnlyItsOwnItems() throws Exception {
        Path broken = brokenJar();
        Files.createDirectories(extensions());
        Files.move(broken, extensions().resolve("broken.jar"), StandardCopyOption.ATOMIC_MOVE);
        await().atMost(PATIENCE).until(() -> rest.get("/extensions").toString().contains("site.Broken"));
        assertThat(rest.send(
                                "POST",
                                "/workspaces/extension/projects/harmed/apply",
                                Map.of("files", harmed("site.NeverMade")))
                        .toString())
                .contains("item Never started", "made up");
        rest.apply("extension", "harmed", harmed("site.NeverStarted"));
        await().atMost(PATIENCE)
                .until(() -> status("Never started").path("state").asText(), "troubled"::equals);
        assertThat(status("Never started").path("reason").asText()).contains("could not start");
        await().atMost(PATIENCE).until(() -> status("In").path("state").asText(), "running"::equals);

        try (MllpPeer peer = MllpPeer.connect(server.port(2814), PATIENCE)) {
            send(peer, "IT", "P", "HARM1");
            Delivered.await(server.files("harmed"), content -> content.contains("HARM1"), 1);
            await().atMost(PATIENCE).until(() -> status("Breaks").path("errors").asInt() == 1);
            assertThat(status("Breaks").path("state").asText()).isEqualTo("running");

            Files.writeString(extensions().resolve("garbage.jar"), "no JAR at all");
            await().atMost(PATIENCE)
                    .until(() -> rest.get("/extensions").toString().contains("garbage.jar"));
            send(peer, "IT", "P", "HARM2");
            Delivered.await(server.files("harmed"), content -> content.contains("HARM2"), 1);
        } finally {
            Files.deleteIfExists(extensions().resolve("garbage.jar"));
            Files.deleteIfExists(extensions().resolve("broken.jar"));
        }
    }

    @Test
    void shouldSendOnWhatAnOperationMakesOfItsDelivery() throws Exception {
        runOperation("Answering", """
                package site;
                import hie.api.host.*;
                import hie.api.message.Message;
                public class Answering extends SendingOperation {
                    @Override
                    public Delivery deliver(Message message, Outbox outbox) {
                        String text = "delivered " + message.header().properties().getOrDefault("Peer", "?").split(":")[0];
                        outbox.send("Told", message.derive(context().itemName(), text.getBytes()));
                        return Delivery.completed(null, "");
                    }
                }
                """, "something");

        Delivered.await(server.files("Answering"), "delivered 127.0.0.1"::equals, 1);
        Files.delete(extensions().resolve("Answering.jar"));
    }

    @Test
    void shouldReadHl7ByTheInstallsHapi() throws Exception {
        runOperation("Typed", """
                package site;
                import ca.uhn.hl7v2.model.v25.message.ADT_A01;
                import hie.api.host.*;
                import hie.api.message.Message;
                public class Typed extends SendingOperation {
                    @Override
                    public Delivery deliver(Message message, Outbox outbox) {
                        ADT_A01 typed = (ADT_A01) message.as(hie.hapi.Hapi.class);
                        String text = "class " + typed.getPV1().getPatientClass().getValue();
                        outbox.send("Told", message.derive(context().itemName(), text.getBytes()));
                        return Delivery.completed(null, "");
                    }
                }
                """, "MSH|^~\\&|A|B|C|D|20260101||ADT^A01|1|P|2.5\rPID|1||4711\rPV1|1|I\r");

        Delivered.await(server.files("Typed"), "class I"::equals, 1);
        Files.delete(extensions().resolve("Typed.jar"));
    }

    /** Puts an operation beside the engine, runs it in a project whose files it writes, and posts a text to it. */
    private void runOperation(String name, String source, String text) throws Exception {
        Path classes = Files.createDirectories(work.resolve(name));
        compile(classes, name, source);
        Files.createDirectories(extensions());
        Files.move(
                jar(classes, name + ".jar", List.of(name)),
                extensions().resolve(name + ".jar"),
                StandardCopyOption.ATOMIC_MOVE);
        await().atMost(PATIENCE).until(() -> rest.get("/extensions").toString().contains("site." + name));
        rest.apply(
                "extension",
                name,
                Map.of(
                        "project.yaml",
                        "workspace: extension\nname: " + name + "\n",
                        "items/In.yaml",
                        "name: In\nclass: HttpService\ntargets: [Works]\n",
                        "items/Works.yaml",
                        "name: Works\nclass: site." + name + "\ntargets: [Told]\n",
                        "items/Told.yaml",
                        "name: Told\nclass: FileOperation\nsettings:\n  FilePath: ${data}/files/" + name + "\n"));
        await().atMost(PATIENCE)
                .until(
                        () -> rest.itemStatus("extension", name, "In")
                                .path("state")
                                .asText(),
                        "running"::equals);
        rest.send("POST", "/in/extension/" + name + "/In", "text/plain", text.getBytes(StandardCharsets.US_ASCII));
    }

    private JsonNode status(String item) {
        return rest.itemStatus("extension", "harmed", item);
    }

    private static Map<String, String> harmed(String faulty) {
        return Map.of(
                "project.yaml",
                """
                workspace: extension
                name: harmed
                """,
                "items/In.yaml",
                """
                name: In
                class: MllpService
                settings:
                  Port: 2814
                targets: [Breaks, Never started, Out]
                """,
                "items/Breaks.yaml",
                """
                name: Breaks
                class: site.Broken
                """,
                "items/Never.yaml",
                """
                name: Never started
                class: %s
                """.formatted(faulty),
                "items/Out.yaml",
                """
                name: Out
                class: FileOperation
                settings:
                  FilePath: ${data}/files/harmed
                """);
    }

    /** A host that breaks on each message, with an error, one that cannot be built, and one that cannot be started. */
    private Path brokenJar() throws IOException {
        Path classes = Files.createDirectories(work.resolve("broken"));
        compile(classes, "Broken", """
                package site;
                public class Broken extends hie.api.host.BusinessProcess {
                    @Override
                    public void process(hie.api.message.Message message, hie.api.host.Outbox outbox) {
                        throw new StackOverflowError();
                    }
                }
                """);
        compile(classes, "NeverMade", """
                package site;
                public class NeverMade extends hie.api.host.BusinessProcess {
                    public NeverMade() {
                        throw new NoClassDefFoundError("made up");
                    }
                    @Override
                    public void process(hie.api.message.Message message, hie.api.host.Outbox outbox) {}
                }
                """);
        compile(classes, "NeverStarted", """
                package site;
                public class NeverStarted extends hie.api.host.BusinessProcess {
                    @Override
                    public void onStart() {
                        throw new IllegalStateException("no reason");
                    }
                    @Override
                    public void process(hie.api.message.Message message, hie.api.host.Outbox outbox) {}
                }
                """);
        return jar(classes, "broken.jar", List.of("Broken", "NeverMade", "NeverStarted"));
    }

    /** An extension of host classes that were compiled. */
    private Path jar(Path classes, String file, List<String> names) throws IOException {
        Path jar = work.resolve(file);
        Files.deleteIfExists(jar);
        try (FileSystem zip = FileSystems.newFileSystem(jar, Map.of("create", "true"))) {
            Files.createDirectories(zip.getPath("META-INF", "services"));
            Files.writeString(
                    zip.getPath("META-INF", "services", "hie.api.host.Host"),
                    "site." + String.join("\nsite.", names) + "\n");
            Files.createDirectories(zip.getPath("site"));
            for (String name : names) {
                Files.copy(classes.resolve("site/" + name + ".class"), zip.getPath("site", name + ".class"));
            }
        }
        return jar;
    }

    private static void compile(Path classes, String name, String source) throws IOException {
        Path file = Files.writeString(classes.resolve(name + ".java"), source);
        String seen;
        try (Stream<Path> hapi = Files.list(HAPI)) {
            seen = Stream.concat(Stream.of(api()), hapi).map(Path::toString).collect(joining(File.pathSeparator));
        }
        int result = ToolProvider.getSystemJavaCompiler()
                .run(null, null, null, "-cp", seen, "-d", classes.toString(), file.toString());
        assertThat(result).isZero();
    }

    /** The console lists its class as any other, and makes a form of what it declares. */
    private void lookAtItsForm() {
        if (!Browser.isInstalled()) {
            Counted.say(ExtensionIT.class, "not looked at in the console: %s", Browser.missing());
            return;
        }
        try (Browser browser = Browser.open(URI.create("http://127.0.0.1:" + server.port(8080) + "/"))) {
            browser.visit("");
            browser.write("#username", "admin");
            browser.write("#password", server.password());
            browser.press("#signIn");
            browser.text("#user");
            browser.visit("item/classes.xhtml?id="
                    + rest.projectStatus("extension", "own").path("id").asText());
            String row = "tr[data-class='com.example.hie.FacilityFilter']";
            assertThat(browser.text(row)).contains("Lets the messages of some sending facilities", JAR);
            browser.press(row + " a");
            assertThat(browser.text("[data-setting='Facilities']")).contains("The sending facilities whose messages");
            assertThat(browser.complaints()).isEmpty();
        }
    }

    private JsonNode filter() {
        return rest.itemStatus("extension", "own", "Filter");
    }

    private JsonNode suspended() {
        return rest.get(
                "/projects/" + rest.projectStatus("extension", "own").path("id").asText() + "/suspended");
    }

    private Path extensions() {
        return server.data().resolve("extensions");
    }

    /** As a careful user does: whole, and under its name at once. */
    private void put(Path jar) throws IOException {
        Files.createDirectories(extensions());
        Path copy = Files.copy(jar, server.data().resolve("copy.tmp"), StandardCopyOption.REPLACE_EXISTING);
        Files.move(copy, extensions().resolve(JAR), StandardCopyOption.ATOMIC_MOVE);
    }

    /** The next version: the same classes, another file. */
    private Path changed(Path built) throws IOException {
        Path next = Files.copy(built, work.resolve("next.jar"), StandardCopyOption.REPLACE_EXISTING);
        try (FileSystem zip = FileSystems.newFileSystem(next)) {
            Files.writeString(zip.getPath("VERSION"), "2");
        }
        return next;
    }

    /** Builds a copy of the template against the API of this build, without a network. */
    private Path buildTemplate() throws Exception {
        Path project = work.resolve("template");
        copy(ROOT.resolve("docs/template"), project);
        Path repository = work.resolve("repository");
        installApi(repository);
        Path log = work.resolve("build.log");
        Process maven = new ProcessBuilder(
                        ROOT.resolve("mvnw").toString(),
                        "-B",
                        "-q",
                        "-o",
                        "-f",
                        project.resolve("pom.xml").toString(),
                        "package",
                        "-Dmaven.repo.local=" + repository,
                        "-Dmaven.repo.local.tail=" + localRepository())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        maven.getOutputStream().close();
        boolean ended = maven.waitFor(BUILD_MINUTES, TimeUnit.MINUTES);
        if (!ended) {
            maven.destroyForcibly();
        }
        assertThat(ended && maven.exitValue() == 0).as(Files.readString(log)).isTrue();
        return project.resolve("target/hie-extension-1.0.0-SNAPSHOT.jar");
    }

    private static Path localRepository() {
        String known = System.getProperty("localRepository", System.getProperty("maven.repo.local"));
        return known == null ? Path.of(System.getProperty("user.home"), ".m2", "repository") : Path.of(known);
    }

    /** Lays the API of this build, and the POM that it inherits from, into a repository. */
    private static void installApi(Path repository) throws IOException {
        String version = version();
        install(repository, "hie", version, ROOT.resolve("pom.xml"), null);
        install(repository, "hie-api", version, ROOT.resolve("hie-api/pom.xml"), api());
    }

    private static String version() throws IOException {
        Matcher version =
                Pattern.compile("<version>([^<]+)</version>").matcher(Files.readString(ROOT.resolve("pom.xml")));
        assertThat(version.find()).isTrue();
        return version.group(1);
    }

    /** The API of this build. */
    private static Path api() throws IOException {
        return ROOT.resolve("hie-api/target/hie-api-" + version() + ".jar");
    }

    private static void install(Path repository, String artifact, String version, Path pom, Path jar)
            throws IOException {
        Path folder = Files.createDirectories(
                repository.resolve("hie").resolve(artifact).resolve(version));
        String name = artifact + "-" + version;
        Files.copy(pom, folder.resolve(name + ".pom"), StandardCopyOption.REPLACE_EXISTING);
        if (jar != null) {
            Files.copy(jar, folder.resolve(name + ".jar"), StandardCopyOption.REPLACE_EXISTING);
        }
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> all = Files.walk(from)) {
            for (Path path : all.filter(Files::isRegularFile).toList()) {
                Path target = to.resolve(from.relativize(path).toString());
                Files.createDirectories(target.getParent());
                Files.copy(path, target, StandardCopyOption.REPLACE_EXISTING);
            }
        }
    }

    private static void send(MllpPeer peer, String facility, String processingId, String controlId) throws IOException {
        String text = "MSH|^~\\&|IT|" + facility + "|HIE|HIE|20260101000000||ADT^A01|" + controlId + "|" + processingId
                + "|2.5.1\rPID|1||4711\r";
        assertThat(Ack.of(peer.exchange(text.getBytes(StandardCharsets.US_ASCII)))
                        .code())
                .isEqualTo("AA");
    }

    private static Map<String, String> files() {
        return Map.of("project.yaml", """
                workspace: extension
                name: own
                """, "items/In.yaml", """
                name: In
                class: MllpService
                settings:
                  Port: 2691
                targets:
                - Filter
                """, "items/Filter.yaml", """
                name: Filter
                class: com.example.hie.FacilityFilter
                settings:
                  Facilities: IT
                  Interceptors: com.example.hie.ProductionOnly
                  com.example.hie.ProductionOnly.Codes: P, D
                targets:
                - Out
                """, "items/Out.yaml", """
                name: Out
                class: FileOperation
                settings:
                  FilePath: ${data}/files/own
                """);
    }
}
