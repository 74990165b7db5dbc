package hie.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import hie.engine.config.ProjectFiles;
import hie.engine.item.ItemKey;
import hie.engine.item.ItemState;
import hie.engine.production.EngineLife;
import hie.engine.production.Productions;
import hie.engine.production.ProjectStatus;
import hie.engine.running.ItemDirectory;
import hie.it.mllp.Ack;
import hie.it.mllp.MllpPeer;
import jakarta.ejb.EJB;
import jakarta.inject.Inject;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import javax.naming.InitialContext;
import javax.naming.NamingException;
import org.assertj.core.api.Assertions;
import org.awaitility.Awaitility;
import org.hamcrest.Matchers;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.container.test.api.Testable;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.shrinkwrap.api.ShrinkWrap;
import org.jboss.shrinkwrap.api.asset.EmptyAsset;
import org.jboss.shrinkwrap.api.spec.EnterpriseArchive;
import org.jboss.shrinkwrap.api.spec.JavaArchive;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The real EAR in the real server, asked from within: the tests run in a web archive beside the engine's own. */
@ExtendWith({ArquillianExtension.class, CountedPassed.class})
class EngineArquillianIT {

    private static final int PORT = 2590;
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String MESSAGE = "MSH|^~\\&|IT|IT|HIE|HIE|20260101000000||ADT^A01|ARQ1|P|2.5.1\rPID|1||4711\r";

    @EJB
    EngineLife engine;

    @Inject
    Productions productions;

    @Deployment
    static EnterpriseArchive engineWithTests() {
        WebArchive tests = ShrinkWrap.create(WebArchive.class, "it.war")
                .addClasses(EngineArquillianIT.class, Counted.class, CountedPassed.class)
                .addPackage(MllpPeer.class.getPackage())
                .addAsLibraries(library(Assertions.class), library(Awaitility.class), library(Matchers.class))
                .addAsWebInfResource(EmptyAsset.INSTANCE, "beans.xml");
        EnterpriseArchive ear =
                ShrinkWrap.createFromZipFile(EnterpriseArchive.class, new File(System.getProperty("hie.ear")));
        ear.delete("META-INF/application.xml");
        return ear.addAsModule(Testable.archiveToTest(tests));
    }

    private static JavaArchive library(Class<?> from) {
        try {
            return ShrinkWrap.createFromZipFile(
                    JavaArchive.class,
                    new File(from.getProtectionDomain()
                            .getCodeSource()
                            .getLocation()
                            .toURI()));
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    @AfterEach
    void stopProjects() {
        if (productions != null) {
            productions.status().forEach(project -> productions.stop(project.id()));
        }
    }

    @Test
    void shouldBindTheItemDirectoryWhereGeneratedBeansLookForIt() throws NamingException {
        ItemDirectory directory = InitialContext.doLookup(ItemDirectory.LOOKUP);

        assertThat(directory.items().find(new ItemKey("nowhere", "nothing", "no one")))
                .isEmpty();
    }

    @Test
    void shouldRunAnAppliedProjectAndDeliverAMessage() throws IOException {
        await().atMost(PATIENCE).until(engine::isReady);
        Path folder = Path.of(System.getProperty("hie.data.dir"), "files", "arquillian");

        ProjectStatus applied = productions.apply(ProjectFiles.read(files()), "it");
        await().atMost(PATIENCE).until(() -> productions.status(applied.id()).state() == ItemState.RUNNING);
        Ack ack;
        try (MllpPeer peer =
                MllpPeer.connect(PORT + Integer.getInteger("jboss.socket.binding.port-offset"), PATIENCE)) {
            ack = Ack.of(peer.exchange(MESSAGE.getBytes(StandardCharsets.UTF_8)));
        }

        assertThat(ack.code()).isEqualTo("AA");
        assertThat(ack.controlId()).isEqualTo("ARQ1");
        await().atMost(PATIENCE).until(() -> delivered(folder), List.of(MESSAGE)::equals);
    }

    private static Map<String, String> files() {
        return Map.of("project.yaml", """
                workspace: it
                name: arquillian
                """, "items/In.yaml", """
                name: In
                class: MllpService
                settings:
                  Port: %d
                targets:
                - Out
                """.formatted(PORT), "items/Out.yaml", """
                name: Out
                class: FileOperation
                settings:
                  FilePath: ${data}/files/arquillian
                """);
    }

    private static List<String> delivered(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> !file.getFileName().toString().startsWith("."))
                    .map(EngineArquillianIT::content)
                    .toList();
        }
    }

    private static String content(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
