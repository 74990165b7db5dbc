package hie.file.ra;

import static org.assertj.core.api.Assertions.assertThat;

import hie.file.FileMessage;
import hie.file.FileRejectedException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FolderPollerTest extends PolledFolder {

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
    @Tag("setting:FileService.MaxFileSize")
    void shouldMoveTooLargeFileUnread() throws Exception {
        write("x.hl7", "12345");
        FolderPoller poller = poller(spec -> spec.setMaxFileSize(4L));

        twice(poller);

        assertThat(endpoints.created.get()).isZero();
        assertThat(in.resolve(".hie-error/x.hl7.reason.txt")).content().contains("5 bytes", "at most 4");
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

    private static Path find(Path folder, String name) throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            return all.filter(path -> path.getFileName().toString().equals(name))
                    .findFirst()
                    .orElseThrow();
        }
    }

    private void writeAt(String name, Instant time) throws IOException {
        Files.setLastModifiedTime(write(name, "1"), FileTime.from(time));
    }
}
