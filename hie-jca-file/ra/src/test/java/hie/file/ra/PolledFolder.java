package hie.file.ra;

import static org.assertj.core.api.Assertions.assertThat;

import hie.file.FileListener;
import hie.file.WatchedFolders;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** For tests of what becomes of files in a folder. Time goes on when a test says so. */
abstract class PolledFolder {

    static final Instant WRITTEN = Instant.parse("2026-11-24T08:00:00.250Z");

    @TempDir
    Path root;

    final FakeEndpoints endpoints = new FakeEndpoints();
    Path in;
    Path archive;
    Instant now = Instant.parse("2026-11-24T09:00:00Z");
    boolean stopping;

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

    void twice(FolderPoller poller) {
        poller.poll();
        later(poller);
    }

    void later(FolderPoller poller) {
        now = now.plusSeconds(5);
        poller.poll();
    }

    FolderPoller poller(Consumer<FileActivationSpec> change) throws Exception {
        return poller(work("item"), change, "item");
    }

    FolderPoller poller(WorkFolder work, Consumer<FileActivationSpec> change, String name) throws Exception {
        return poller(new Figures(in), work, change, name);
    }

    FolderPoller poller(Figures figures, WorkFolder work, Consumer<FileActivationSpec> change, String name)
            throws Exception {
        FileActivationSpec spec = new FileActivationSpec();
        spec.setName(name);
        spec.setFilePath(in.toString());
        spec.setArchivePath(archive.toString());
        change.accept(spec);
        InstantSource time = () -> now;
        return new FolderPoller(EndpointSettings.of(spec), work, endpoints.delivery(), figures, time, () -> stopping);
    }

    WorkFolder work(String item) {
        return new WorkFolder(in.resolve(WatchedFolders.DEFAULT_WORK), item, in);
    }

    static FileListener failing() {
        return file -> {
            throw new IllegalStateException("not now");
        };
    }

    static FileListener accepting() {
        return file -> {};
    }

    Path write(String name, String content) throws IOException {
        Path file = in.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, content);
        return Files.setLastModifiedTime(file, FileTime.from(WRITTEN));
    }

    /** All files below, lock files and links left out. */
    static List<String> tree(Path folder) throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            return all.filter(path -> Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS))
                    .map(path -> folder.relativize(path).toString())
                    .filter(path -> !path.endsWith(".lock"))
                    .sorted()
                    .toList();
        }
    }
}
