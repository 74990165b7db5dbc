package hie.file.ra;

import static org.assertj.core.api.Assertions.assertThat;

import hie.file.FileRejectedException;
import hie.file.WatchedFolders;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What becomes of files that are not taken: refused, failed upon, or left behind by a crash. */
class FolderPollerFailureTest extends PolledFolder {

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
        List<Long> attempts = new ArrayList<>();
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

        Path error = in.resolve(WatchedFolders.DEFAULT_ERROR);
        assertThat(tree(error)).containsExactly("x.hl7", "x.hl7.reason.txt", "x_1.hl7", "x_1.hl7.reason.txt");
        assertThat(error.resolve("x.hl7.reason.txt")).content().contains("Reason: not a message");
        assertThat(tree(archive)).containsExactly("y.hl7");
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
        simulateCrashOf(in.resolve(WatchedFolders.DEFAULT_WORK));
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
}
