package hie.file.ra;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import hie.file.FileMessage;
import hie.file.FileRejectedException;
import jakarta.resource.ResourceException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import javax.management.ObjectName;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class FileResourceAdapterTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @TempDir
    private Path root;

    private final FakeEndpoints endpoints = new FakeEndpoints();
    private final FileResourceAdapter adapter = new FileResourceAdapter();
    private Path in;
    private Path archive;

    @BeforeEach
    void startAdapter() throws Exception {
        in = Files.createDirectory(root.resolve("in"));
        archive = Files.createDirectory(root.resolve("archive"));
        adapter.start(endpoints);
    }

    @AfterEach
    void stopAdapter() {
        adapter.stop();
        assertThat(endpoints.faults).isEmpty();
        assertThat(endpoints.released.get()).isEqualTo(endpoints.created.get());
    }

    @Test
    @Tag("setting:FileService.FilePath")
    void shouldTakeFilesAndShowFiguresUntilDeactivated() throws Exception {
        FileActivationSpec spec = spec("ADT In, \"ward 7\"");
        adapter.endpointActivation(endpoints, spec);
        adapter.endpointActivation(endpoints, spec);
        Files.writeString(in.resolve("x.hl7"), "MSH|1");

        await().atMost(PATIENCE).until(() -> Files.exists(archive.resolve("x.hl7")));
        ObjectName figures = FileActivation.figuresName(spec.getName());
        await().atMost(PATIENCE).until(() -> attribute(figures, "LastPoll"), last -> !last.equals(""));
        await().atMost(PATIENCE).until(() -> attribute(figures, "Taken"), taken -> taken.equals(1L));
        assertThat(attribute(figures, "State")).isEqualTo("RUNNING");

        adapter.endpointDeactivation(endpoints, spec);
        adapter.endpointDeactivation(endpoints, spec);

        assertThat(ManagementFactory.getPlatformMBeanServer().isRegistered(figures))
                .isFalse();
        assertThat(endpoints.delivered).hasSize(1);
    }

    @Test
    @Tag("setting:FileService.WorkPath")
    @Tag("setting:FileService.ErrorPath")
    void shouldWorkInTheWorkPathAndPutRefusedFilesIntoTheErrorPath() throws Exception {
        Path work = Files.createDirectory(root.resolve("work"));
        Path errors = Files.createDirectory(root.resolve("errors"));
        FileActivationSpec spec = spec("In");
        spec.setWorkPath(work.toString());
        spec.setErrorPath(errors.toString());
        List<Path> whileWorking = new CopyOnWriteArrayList<>();
        endpoints.listener = file -> {
            whileWorking.addAll(filesBelow(work));
            throw new FileRejectedException("not wanted");
        };

        adapter.endpointActivation(endpoints, spec);
        Files.writeString(in.resolve("x.hl7"), "MSH|1");

        await().atMost(PATIENCE).until(() -> Files.exists(errors.resolve("x.hl7.reason.txt")));
        assertThat(whileWorking).anySatisfy(path -> assertThat(path).hasFileName("x.hl7"));
        assertThat(errors.resolve("x.hl7")).exists();
    }

    @Test
    @Tag("setting:FileService.CallInterval")
    void shouldLookAsOftenAsCallIntervalSays() throws Exception {
        FileActivationSpec often = spec("Often");
        FileActivationSpec rarely = spec("Rarely");
        rarely.setFilePath(Files.createDirectory(root.resolve("rarely")).toString());
        rarely.setCallInterval(3_600_000L);
        adapter.endpointActivation(endpoints, rarely);
        adapter.endpointActivation(endpoints, often);
        ObjectName rareFigures = FileActivation.figuresName("Rarely");
        ObjectName frequentFigures = FileActivation.figuresName("Often");
        await().atMost(PATIENCE).until(() -> attribute(rareFigures, "LastPoll"), last -> !last.equals(""));
        Object only = attribute(rareFigures, "LastPoll");

        Set<Object> polls = new HashSet<>();
        await().atMost(PATIENCE).until(() -> polls.add(attribute(frequentFigures, "LastPoll")) && polls.size() > 5);

        assertThat(attribute(rareFigures, "LastPoll")).isEqualTo(only);
    }

    private static List<Path> filesBelow(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void shouldTakeEachFileExactlyOnceWithTwoActivations() throws Exception {
        for (int n = 0; n < 200; n++) {
            Files.writeString(in.resolve("file" + n), "content " + n);
        }
        FakeEndpoints others = new FakeEndpoints();
        adapter.endpointActivation(endpoints, spec("one"));
        adapter.endpointActivation(others, spec("two"));

        await().atMost(PATIENCE).until(() -> count(archive) == 200);
        adapter.stop();

        assertThat(Stream.concat(endpoints.delivered.stream(), others.delivered.stream())
                        .map(FileMessage::name))
                .hasSize(200)
                .doesNotHaveDuplicates();
        assertThat(count(in)).isZero();
        assertThat(others.faults).isEmpty();
    }

    @Test
    void shouldTakeEachFileExactlyOnceWithTwoNodesOfOneItem() throws Exception {
        FileResourceAdapter secondNode = new FileResourceAdapter();
        FakeEndpoints others = new FakeEndpoints();
        secondNode.start(others);
        adapter.endpointActivation(endpoints, spec("item"));
        secondNode.endpointActivation(others, spec("item"));
        for (int n = 0; n < 200; n++) {
            Files.writeString(in.resolve("file" + n), "content " + n);
        }

        await().atMost(PATIENCE).until(() -> count(archive) == 200);
        secondNode.stop();
        adapter.stop();

        assertThat(endpoints.delivered.size() + others.delivered.size()).isEqualTo(200);
        assertThat(others.faults).isEmpty();
    }

    @Test
    void shouldLetTheCurrentFileFinishOnDeactivation() throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch mayEnd = new CountDownLatch(1);
        endpoints.listener = file -> {
            begun.countDown();
            awaitQuietly(mayEnd);
        };
        FileActivationSpec spec = spec("item");
        adapter.endpointActivation(endpoints, spec);
        Files.writeString(in.resolve("x.hl7"), "MSH|1");
        assertThat(begun.await(30, TimeUnit.SECONDS)).isTrue();
        Thread stopping = Thread.ofVirtual().start(() -> adapter.endpointDeactivation(endpoints, spec));
        await().atMost(PATIENCE).until(() -> stopping.getState() == Thread.State.TIMED_WAITING);
        assertThat(archive).isEmptyDirectory();

        mayEnd.countDown();
        stopping.join();

        assertThat(archive.resolve("x.hl7")).hasContent("MSH|1");
    }

    @Test
    void shouldNameItemAndFolderThatIsMissing() {
        FileActivationSpec spec = spec("ADT In");
        spec.setFilePath(root.resolve("missing").toString());

        assertThatExceptionOfType(ResourceException.class)
                .isThrownBy(() -> adapter.endpointActivation(endpoints, spec))
                .withMessageContaining("ADT In")
                .withMessageContaining("filePath " + root.resolve("missing"));
    }

    @Test
    void shouldRefuseArchiveThatIsThePolledFolderUnderAnotherName() throws Exception {
        FileActivationSpec spec = spec("item");
        spec.setArchivePath(Files.createSymbolicLink(root.resolve("link"), in).toString());

        assertThatExceptionOfType(ResourceException.class)
                .isThrownBy(() -> adapter.endpointActivation(endpoints, spec))
                .withMessageContaining("same folder as filePath");
    }

    @Test
    void shouldActivateAgainAfterFailure() throws Exception {
        FileActivationSpec spec = spec("item");
        Files.delete(archive);
        assertThatExceptionOfType(ResourceException.class)
                .isThrownBy(() -> adapter.endpointActivation(endpoints, spec));

        Files.createDirectory(archive);
        adapter.endpointActivation(endpoints, spec);
        Files.writeString(in.resolve("x.hl7"), "MSH|1");

        await().atMost(PATIENCE).until(() -> Files.exists(archive.resolve("x.hl7")));
    }

    private static Object attribute(ObjectName name, String attribute) throws Exception {
        return ManagementFactory.getPlatformMBeanServer().getAttribute(name, attribute);
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException("The current file was interrupted", e);
        }
    }

    private static long count(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> !file.getFileName().toString().startsWith("."))
                    .count();
        }
    }

    private FileActivationSpec spec(String name) {
        FileActivationSpec spec = new FileActivationSpec();
        spec.setName(name);
        spec.setFilePath(in.toString());
        spec.setArchivePath(archive.toString());
        spec.setCallInterval(100L);
        spec.setStableFor(100L);
        return spec;
    }
}
