package hie.file.ra;

import static org.assertj.core.api.Assertions.assertThat;

import hie.file.FileMessage;
import hie.file.FileRejectedException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class FolderPollerTest {
    private static final Instant WRITTEN = Instant.parse("2026-11-24T08:00:00.250Z");

    @TempDir
    private Path root;

    private final FakeEndpoints endpoints = new FakeEndpoints();
    private Path in;
    private Path archive;
    private Instant now = Instant.parse("2026-11-24T09:00:00Z");
    private boolean stopping;

    @BeforeEach
    void createFolders() throws IOException {
        in = Files.createDirectory(root.resolve("in"));
        archive = Files.createDirectory(root.resolve("archive"));
    }

    @AfterEach
    void everyDeliveryShouldKeepTheProtocol() {
        assertThat(endpoints.faults).isEmpty();
        assertThat(endpoints.released.get()).isEqualTo(endpoints.created.get());
    }

    @Test
    @Tag("setting:FileService.ArchivePath")
    void shouldDeliverAndArchiveStableFile() throws Exception {
        write("x.hl7", "MSH|1");
        FolderPoller poller = poller(spec -> {});

        poller.poll();
        assertThat(endpoints.delivered).isEmpty();
        later(poller);

        FileMessage file = endpoints.delivered.getFirst();
        assertThat(file.content()).asString().isEqualTo("MSH|1");
        assertThat(file.originalPath()).isEqualTo(in.resolve("x.hl7"));
        assertThat(file.lastModified()).isEqualTo(WRITTEN);
        assertThat(tree(archive)).containsExactly("x.hl7");
        assertThat(tree(in)).isEmpty();
    }

    @Test
    @Tag("setting:FileService.ArchivePath")
    void shouldDeleteAcceptedFileWithoutArchive() throws Exception {
        write("x.hl7", "MSH|1");
        FolderPoller poller = poller(spec -> spec.setArchivePath(""));

        twice(poller);

        assertThat(endpoints.delivered).hasSize(1);
        assertThat(tree(root)).isEmpty();
    }

    @Test
    @Tag("setting:FileService.StableFor")
    void shouldNotTakeHalfWrittenFile() throws Exception {
        FolderPoller poller = poller(spec -> {});
        Path file = write("x.hl7", "MSH|");
        poller.poll();
        for (int part = 1; part <= 3; part++) {
            Files.writeString(file, "part", StandardOpenOption.APPEND);
            later(poller);
            assertThat(endpoints.delivered).isEmpty();
        }

        later(poller);

        assertThat(endpoints.delivered.getFirst().content()).asString().isEqualTo("MSH|partpartpart");
    }

    @Test
    void shouldNotTakeFileThatGrowsWithinTheSameTimestampedSecond() throws Exception {
        FolderPoller poller = poller(spec -> {});
        Path file = write("x.hl7", "MSH|");
        poller.poll();
        Files.writeString(file, "more", StandardOpenOption.APPEND);
        Files.setLastModifiedTime(file, FileTime.from(WRITTEN));

        later(poller);

        assertThat(endpoints.delivered).isEmpty();
        assertThat(tree(in)).containsExactly("x.hl7");
    }

    @Test
    void shouldDeliverWholeFileThatIsStillWrittenAfterItWasClaimed() throws Exception {
        write("a.hl7", "blocks");
        write("x.hl7", "MSH|");
        endpoints.listener = failing();
        FolderPoller poller = poller(spec -> spec.setHoldOnFailure(false));
        twice(poller);
        endpoints.delivered.clear();
        endpoints.listener = accepting();
        Path claimed = find(in, "x.hl7");
        Files.writeString(claimed, "rest", StandardOpenOption.APPEND);

        later(poller);
        assertThat(endpoints.deliveredNames()).containsExactly("a.hl7");
        later(poller);

        assertThat(endpoints.delivered.getLast().content()).asString().isEqualTo("MSH|rest");
    }

    @Test
    @Tag("setting:FileService.ConfirmComplete")
    void shouldTakeFileAtOnceWhenItIsAlwaysComplete() throws Exception {
        write("x.hl7", "MSH|1");

        poller(spec -> spec.setConfirmComplete("none")).poll();

        assertThat(endpoints.delivered).hasSize(1);
    }

    @Test
    void shouldKeepFileAndDeliverItAgainAfterRollback() throws Exception {
        endpoints.transacted = true;
        endpoints.commits = false;
        write("x.hl7", "MSH|1");
        FolderPoller poller = poller(spec -> {});
        twice(poller);
        assertThat(tree(archive)).isEmpty();

        endpoints.commits = true;
        later(poller);

        assertThat(endpoints.delivered).hasSize(2);
        assertThat(endpoints.delivered.getLast().deliveryId())
                .isEqualTo(endpoints.delivered.getFirst().deliveryId());
        assertThat(tree(archive)).containsExactly("x.hl7");
    }

    @Test
    void shouldAcceptWhenCommittedThoughAfterDeliveryThrows() throws Exception {
        endpoints.transacted = true;
        endpoints.afterDelivery = new IllegalStateException("late");
        write("x.hl7", "MSH|1");

        twice(poller(spec -> {}));

        assertThat(tree(archive)).containsExactly("x.hl7");
    }

    @Test
    void shouldTryAgainWithGrowingPausesOfAMinuteAtMost() throws Exception {
        endpoints.listener = failing();
        write("x.hl7", "MSH|1");
        FolderPoller poller = poller(spec -> spec.setConfirmComplete("NONE"));
        Instant start = now;
        List<Long> attempts = new java.util.ArrayList<>();
        int seen = 0;
        for (int poll = 0; poll < 60; poll++) {
            poller.poll();
            if (endpoints.delivered.size() > seen) {
                seen = endpoints.delivered.size();
                attempts.add(Duration.between(start, now).toSeconds());
            }
            now = now.plusSeconds(5);
        }

        assertThat(attempts).containsExactly(0L, 5L, 15L, 35L, 75L, 135L, 195L, 255L);
    }

    @Test
    void shouldHoldLaterFilesBackWhileOneIsRetried() throws Exception {
        write("a.hl7", "1");
        write("b.hl7", "2");
        endpoints.listener = failing();
        FolderPoller poller = poller(spec -> {});
        twice(poller);
        assertThat(endpoints.deliveredNames()).containsExactly("a.hl7");
        assertThat(in.resolve("b.hl7")).exists();

        endpoints.listener = accepting();
        later(poller);

        assertThat(endpoints.deliveredNames()).containsExactly("a.hl7", "a.hl7", "b.hl7");
    }

    @Test
    void shouldMoveRejectedFileWithItsReason() throws Exception {
        write("x.hl7", "MSH|1");
        write("y.hl7", "MSH|2");
        endpoints.listener = file -> {
            if (file.name().equals("x.hl7")) {
                throw new FileRejectedException("not a message");
            }
        };
        FolderPoller poller = poller(spec -> {});
        twice(poller);
        write("x.hl7", "MSH|3");
        twice(poller);

        Path error = in.resolve(EndpointSettings.DEFAULT_ERROR);
        assertThat(tree(error)).containsExactly("x.hl7", "x.hl7.reason.txt", "x_1.hl7", "x_1.hl7.reason.txt");
        assertThat(error.resolve("x.hl7.reason.txt")).content().contains("Reason: not a message");
        assertThat(tree(archive)).containsExactly("y.hl7");
    }

    @Test
    @Tag("setting:FileService.MaxFileSize")
    void shouldMoveTooLargeFileUnread() throws Exception {
        write("x.hl7", "12345");
        FolderPoller poller = poller(spec -> spec.setMaxFileSize(4L));

        twice(poller);

        assertThat(endpoints.created.get()).isZero();
        assertThat(in.resolve(".hie-error/x.hl7.reason.txt")).content().contains("5 bytes", "at most 4");
    }

    @Test
    void shouldKeepFileWhileNoEndpointIsAvailable() throws Exception {
        endpoints.available = false;
        write("x.hl7", "MSH|1");
        FolderPoller poller = poller(spec -> {});
        twice(poller);

        endpoints.available = true;
        later(poller);

        assertThat(tree(archive)).containsExactly("x.hl7");
    }

    @Test
    void shouldSurviveErrorInListener() throws Exception {
        endpoints.listener = file -> {
            throw new StackOverflowError();
        };
        write("x.hl7", "MSH|1");
        FolderPoller poller = poller(spec -> {});
        twice(poller);

        endpoints.listener = accepting();
        later(poller);

        assertThat(tree(archive)).containsExactly("x.hl7");
    }

    @Test
    void shouldDeliverAgainWithSameIdentityWhatACrashedServerHadClaimed() throws Exception {
        write("sub/x.hl7", "MSH|1");
        endpoints.listener = failing();
        WorkFolder crashed = work("crashed");
        FolderPoller before = poller(crashed, spec -> spec.setSubdirectoryLevels(1), "item");
        before.poll();
        later(before);
        String id = endpoints.delivered.getFirst().deliveryId();
        simulateCrashOf(in.resolve(EndpointSettings.DEFAULT_WORK));
        endpoints.delivered.clear();
        endpoints.listener = accepting();

        poller(spec -> spec.setSubdirectoryLevels(1)).poll();

        assertThat(endpoints.delivered).singleElement().satisfies(file -> {
            assertThat(file.deliveryId()).isEqualTo(id);
            assertThat(file.originalPath()).isEqualTo(in.resolve("sub/x.hl7"));
        });
        assertThat(tree(archive)).containsExactly("sub/x.hl7");
    }

    @Test
    void shouldAdoptWhatAStoppedEndpointLeft() throws Exception {
        write("x.hl7", "MSH|1");
        endpoints.listener = failing();
        WorkFolder stopped = work("item");
        twice(poller(stopped, spec -> {}, "item"));
        stopped.release();
        endpoints.listener = accepting();

        poller(spec -> {}).poll();

        assertThat(tree(archive)).containsExactly("x.hl7");
    }

    @Test
    void shouldLeaveClaimsOfRunningEndpointsAlone() throws Exception {
        write("x.hl7", "MSH|1");
        endpoints.listener = failing();
        twice(poller(spec -> {}));
        endpoints.listener = accepting();

        twice(poller(spec -> {}));

        assertThat(endpoints.delivered).hasSize(1);
        assertThat(tree(archive)).isEmpty();
    }

    @Test
    void shouldOnlyArchiveLaterWhenTheArchiveFailsAfterAcceptance() throws Exception {
        write("x.hl7", "MSH|1");
        FolderPoller poller = poller(spec -> {});
        Files.delete(archive);
        Files.createFile(archive);
        twice(poller);
        assertThat(endpoints.delivered).hasSize(1);

        Files.delete(archive);
        later(poller);

        assertThat(endpoints.delivered).hasSize(1);
        assertThat(tree(archive)).containsExactly("x.hl7");
    }

    @Test
    void shouldTakeOldestFirstThenByName() throws Exception {
        writeAt("c", WRITTEN);
        writeAt("a", WRITTEN.plusSeconds(1));
        writeAt("b", WRITTEN);

        twice(poller(spec -> {}));

        assertThat(endpoints.deliveredNames()).containsExactly("b", "c", "a");
    }

    @Test
    void shouldTakeByNameWhenToldSo() throws Exception {
        writeAt("c", WRITTEN);
        writeAt("a", WRITTEN.plusSeconds(1));

        twice(poller(spec -> spec.setOrder("NAME")));

        assertThat(endpoints.deliveredNames()).containsExactly("a", "c");
    }

    @Test
    @Tag("setting:FileService.FileSpec")
    @Tag("setting:FileService.SubdirectoryLevels")
    void shouldTakeOnlyMatchingVisibleFilesOfTheAllowedLevels() throws Exception {
        write("x.hl7", "1");
        write("x.txt", "1");
        write("x1.dat", "1");
        write("x12.dat", "1");
        write(".hidden.hl7", "1");
        write("one/y.hl7", "1");
        write("one/two/z.hl7", "1");
        Files.createSymbolicLink(in.resolve("link.hl7"), in.resolve("x.txt"));

        twice(poller(spec -> {
            spec.setFileSpec("*.hl7, x?.dat");
            spec.setSubdirectoryLevels(1);
        }));

        assertThat(endpoints.deliveredNames()).containsExactlyInAnyOrder("x.hl7", "y.hl7", "x1.dat");
        assertThat(tree(archive)).containsExactly("one/y.hl7", "x.hl7", "x1.dat");
    }

    @Test
    void shouldNotPollItsOwnArchiveBelowTheFolder() throws Exception {
        write("x.hl7", "1");
        Path link = Files.createSymbolicLink(root.resolve("link"), in);
        Files.createDirectory(in.resolve("done"));
        FolderPoller poller = poller(spec -> {
            spec.setSubdirectoryLevels(2);
            spec.setArchivePath(link.resolve("done").toString());
        });

        twice(poller);
        twice(poller);

        assertThat(endpoints.delivered).hasSize(1);
        assertThat(tree(in.resolve("done"))).containsExactly("x.hl7");
    }

    @Test
    @Tag("setting:FileService.SemaphoreSpecification")
    void shouldTakeFileOnlyWithItsSignal() throws Exception {
        write("x.hl7", "1");
        write("y.hl7", "1");
        write("y.sem", "");
        write("z.txt", "1");
        FolderPoller poller = poller(spec -> spec.setSemaphoreSpecification("*.hl7:*.sem"));

        twice(poller);

        assertThat(endpoints.deliveredNames()).containsExactly("y.hl7", "z.txt");
        assertThat(tree(in)).containsExactly("x.hl7");
    }

    @ParameterizedTest
    @Tag("setting:FileService.AppendTimestamp")
    @ValueSource(strings = {"ALWAYS", "IF_EXISTS", "NEVER"})
    void shouldNameArchivedFilesAsSet(String appendTimestamp) throws Exception {
        FolderPoller poller = poller(spec -> spec.setAppendTimestamp(appendTimestamp));
        for (int n = 0; n < 2; n++) {
            write("x.hl7", "content " + n);
            twice(poller);
        }

        String stamped = "x\\.hl7_20\\d\\d-\\d\\d-\\d\\d_[0-9.]+";
        List<String> names = tree(archive);
        assertThat(names).hasSize(2);
        switch (appendTimestamp) {
            case "ALWAYS" -> assertThat(names).allMatch(name -> name.matches(stamped));
            case "IF_EXISTS" -> {
                assertThat(names.getFirst()).isEqualTo("x.hl7");
                assertThat(names.getLast()).matches(stamped);
            }
            default -> assertThat(names).containsExactly("x.hl7", "x_1.hl7");
        }
    }

    @Test
    void shouldKeepPollingWhileTheFolderIsGone() throws Exception {
        Figures figures = new Figures(in);
        FolderPoller poller = poller(figures, work("item"), spec -> {}, "item");
        Path away = root.resolve("away");
        poller.poll();
        Files.move(in, away);

        later(poller);
        assertThat(figures.getState()).isEqualTo("TROUBLED");
        assertThat(in).doesNotExist();
        Files.createDirectory(in);
        write("x.hl7", "1");
        twice(poller);

        assertThat(figures.getState()).isEqualTo("RUNNING");
        assertThat(figures.getTaken()).isEqualTo(1);
        assertThat(tree(archive)).containsExactly("x.hl7");
    }

    @Test
    void shouldCountWhatItDoes() throws Exception {
        Figures figures = new Figures(in);
        FolderPoller poller = poller(figures, work("item"), spec -> spec.setHoldOnFailure(false), "item");
        write("accepted", "1");
        write("failed", "1");
        write("rejected", "1");
        endpoints.listener = file -> {
            switch (file.name()) {
                case "rejected" -> throw new FileRejectedException("no");
                case "failed" -> throw new IllegalStateException("later");
                default -> assertThat(file.name()).isEqualTo("accepted");
            }
        };

        twice(poller);

        assertThat(List.of(figures.getTaken(), figures.getRejected(), figures.getRetried()))
                .containsExactly(1L, 1L, 1L);
        assertThat(figures.getState()).isEqualTo("RETRYING");
        assertThat(figures.getLastPoll()).isEqualTo(now.toString());
    }

    @Test
    void shouldBeginNoFurtherFileWhenStopping() throws Exception {
        write("a", "1");
        write("b", "1");
        endpoints.listener = file -> stopping = true;

        twice(poller(spec -> {}));

        assertThat(endpoints.deliveredNames()).containsExactly("a");
        assertThat(in.resolve("b")).exists();
    }

    private void twice(FolderPoller poller) {
        poller.poll();
        later(poller);
    }

    private void later(FolderPoller poller) {
        now = now.plusSeconds(5);
        poller.poll();
    }

    private FolderPoller poller(Consumer<FileActivationSpec> change) throws Exception {
        return poller(work("item"), change, "item");
    }

    private FolderPoller poller(WorkFolder work, Consumer<FileActivationSpec> change, String name) throws Exception {
        return poller(new Figures(in), work, change, name);
    }

    private FolderPoller poller(Figures figures, WorkFolder work, Consumer<FileActivationSpec> change, String name)
            throws Exception {
        FileActivationSpec spec = new FileActivationSpec();
        spec.setName(name);
        spec.setFilePath(in.toString());
        spec.setArchivePath(archive.toString());
        change.accept(spec);
        InstantSource time = () -> now;
        return new FolderPoller(EndpointSettings.of(spec), work, endpoints.delivery(), figures, time, () -> stopping);
    }

    private WorkFolder work(String item) {
        return new WorkFolder(in.resolve(EndpointSettings.DEFAULT_WORK), item, in);
    }

    /** Leaves the claims on disk as a dead process would: in a folder of an unknown owner, whose lock nobody holds. */
    private void simulateCrashOf(Path workPath) throws IOException {
        Path crashedItem = only(workPath);
        Path owner = only(crashedItem);
        Path item = workPath.resolve(new WorkFolderName("item").in(in, workPath).getFileName());
        Files.createDirectories(item);
        Files.createFile(item.resolve("1_elsewhere-dead.lock"));
        Files.move(owner, item.resolve("1_elsewhere-dead"));
    }

    /** Finds out the name of an item's folder by opening and releasing one. */
    private record WorkFolderName(String item) {
        Path in(Path polled, Path workPath) throws IOException {
            List<Path> before = folders(workPath);
            WorkFolder probe = new WorkFolder(workPath, item, polled);
            probe.open();
            probe.release();
            return folders(workPath).stream()
                    .filter(folder -> !before.contains(folder))
                    .findFirst()
                    .orElseThrow();
        }
    }

    private static Path only(Path folder) throws IOException {
        return folders(folder).getFirst();
    }

    private static List<Path> folders(Path folder) throws IOException {
        try (Stream<Path> entries = Files.list(folder)) {
            return entries.filter(Files::isDirectory).toList();
        }
    }

    private static Path find(Path folder, String name) throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            return all.filter(path -> path.getFileName().toString().equals(name))
                    .findFirst()
                    .orElseThrow();
        }
    }

    private static hie.file.FileListener failing() {
        return file -> {
            throw new IllegalStateException("not now");
        };
    }

    private static hie.file.FileListener accepting() {
        return file -> {};
    }

    private Path write(String name, String content) throws IOException {
        Path file = in.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, content);
        return Files.setLastModifiedTime(file, FileTime.from(WRITTEN));
    }

    private void writeAt(String name, Instant time) throws IOException {
        Files.setLastModifiedTime(write(name, "1"), FileTime.from(time));
    }

    /** All files below, lock files and links left out. */
    private static List<String> tree(Path folder) throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            return all.filter(path -> Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS))
                    .map(path -> folder.relativize(path).toString())
                    .filter(path -> !path.endsWith(".lock"))
                    .sorted()
                    .toList();
        }
    }
}
