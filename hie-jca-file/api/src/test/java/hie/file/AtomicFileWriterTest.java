package hie.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import hie.file.FileWriteException.Reason;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class AtomicFileWriterTest {
    private static final TargetName NAME = TargetName.of("x.hl7");

    @TempDir
    private Path directory;

    @ParameterizedTest
    @EnumSource(WriteMode.class)
    void shouldWriteAllBytesAndLeaveNothingElse(WriteMode mode) throws Exception {
        Path written = writer(mode).write(NAME, new byte[] {0, 13, 10, -1});

        assertThat(written).isEqualTo(directory.resolve("x.hl7")).hasBinaryContent(new byte[] {0, 13, 10, -1});
        assertThat(entries()).containsExactly("x.hl7");
    }

    @Test
    void shouldMakeNamesUnique() throws Exception {
        AtomicFileWriter writer = writer(WriteMode.UNIQUE);

        writer.write(NAME, bytes("one"));
        Path second = writer.write(NAME, bytes("two"));
        Path third = writer.write(NAME, bytes("three"));

        assertThat(second).hasFileName("x_1.hl7").hasContent("two");
        assertThat(third).hasFileName("x_2.hl7").hasContent("three");
        assertThat(directory.resolve("x.hl7")).hasContent("one");
    }

    @Test
    void shouldRefuseTakenName() throws Exception {
        AtomicFileWriter writer = writer(WriteMode.FAIL_IF_EXISTS);
        writer.write(NAME, bytes("one"));

        assertThatExceptionOfType(FileWriteException.class)
                .isThrownBy(() -> writer.write(NAME, bytes("two")))
                .withMessageContaining(directory.resolve("x.hl7").toString())
                .satisfies(e -> assertThat(e.reason()).isEqualTo(Reason.ALREADY_EXISTS));
        assertThat(directory.resolve("x.hl7")).hasContent("one");
        assertThat(entries()).containsExactly("x.hl7");
    }

    @Test
    void shouldReplaceOnOverwrite() throws Exception {
        AtomicFileWriter writer = writer(WriteMode.OVERWRITE);
        writer.write(NAME, bytes("a long first content"));

        writer.write(NAME, bytes("two"));

        assertThat(directory.resolve("x.hl7")).hasContent("two");
    }

    @Test
    void shouldAppendRecordsWithTerminator() throws Exception {
        AtomicFileWriter writer = AtomicFileWriter.to(directory)
                .mode(WriteMode.APPEND)
                .recordTerminator(bytes("\r\n"))
                .build();

        writer.write(NAME, bytes("one"));
        writer.write(NAME, bytes("two"));

        assertThat(directory.resolve("x.hl7")).hasBinaryContent(bytes("one\r\ntwo\r\n"));
    }

    @Test
    void shouldGiveConcurrentWritersDifferentNames() throws Exception {
        List<Path> written = concurrently(64, n -> writer(WriteMode.UNIQUE).write(NAME, bytes("content " + n)));

        assertThat(written).hasSize(64).doesNotHaveDuplicates();
        for (int n = 0; n < written.size(); n++) {
            assertThat(written.get(n)).hasContent("content " + n);
        }
        assertThat(entries()).hasSize(64);
    }

    @Test
    void shouldLetOneOfManyConcurrentWritersHaveTheName() throws Exception {
        List<Boolean> won = concurrently(32, n -> {
            try {
                writer(WriteMode.FAIL_IF_EXISTS).write(NAME, bytes("content"));
                return true;
            } catch (FileWriteException e) {
                assertThat(e.reason()).isEqualTo(Reason.ALREADY_EXISTS);
                return false;
            }
        });

        assertThat(won).filteredOn(winner -> winner).hasSize(1);
    }

    @Test
    void shouldKeepConcurrentlyAppendedRecordsWhole() throws Exception {
        AtomicFileWriter writer = AtomicFileWriter.to(directory)
                .mode(WriteMode.APPEND)
                .fsync(false)
                .recordTerminator(bytes("\n"))
                .build();

        concurrently(64, n -> writer.write(NAME, bytes("record".repeat(100) + n)));

        assertThat(Files.readAllLines(directory.resolve("x.hl7")))
                .hasSize(64)
                .doesNotHaveDuplicates()
                .allMatch(line -> line.matches("(record){100}\\d+"));
    }

    @Test
    void shouldNameMissingDirectory() {
        Path missing = directory.resolve("missing");

        assertThatExceptionOfType(FileWriteException.class)
                .isThrownBy(() -> AtomicFileWriter.to(missing).build().write(NAME, bytes("one")))
                .withMessageContaining(missing.toString())
                .satisfies(e -> assertThat(e.reason()).isEqualTo(Reason.NO_DIRECTORY));
        assertThat(missing).doesNotExist();
    }

    @Test
    void shouldCreateDirectoryWhenAllowed() throws Exception {
        Path missing = directory.resolve("a/b");

        Path written =
                AtomicFileWriter.to(missing).createDirectory(true).build().write(NAME, bytes("one"));

        assertThat(written).hasParent(missing).hasContent("one");
    }

    @Test
    void shouldSayThatDirectoryIsAFile() throws Exception {
        Path file = Files.createFile(directory.resolve("file"));

        assertThatExceptionOfType(FileWriteException.class)
                .isThrownBy(() ->
                        AtomicFileWriter.to(file).createDirectory(true).build().write(NAME, bytes("one")))
                .withMessageContaining("is not a directory")
                .satisfies(e -> assertThat(e.reason()).isEqualTo(Reason.NO_DIRECTORY));
    }

    @Test
    void shouldSayThatNameIsTooLong() {
        TargetName longName = TargetName.of("x".repeat(300));

        assertThatExceptionOfType(FileWriteException.class)
                .isThrownBy(() -> writer(WriteMode.UNIQUE).write(longName, bytes("one")))
                .satisfies(e -> assertThat(e.reason()).isEqualTo(Reason.INVALID_NAME));
        assertThat(directory).isEmptyDirectory();
    }

    @Test
    void shouldNotFollowLinkWhenAppending() throws Exception {
        Path elsewhere = Files.writeString(directory.resolve("elsewhere"), "untouched");
        Files.createSymbolicLink(directory.resolve("x.hl7"), elsewhere);

        assertThatExceptionOfType(FileWriteException.class)
                .isThrownBy(() -> writer(WriteMode.APPEND).write(NAME, bytes("one")));
        assertThat(elsewhere).hasContent("untouched");
    }

    @Test
    void shouldRemoveOnlyOldLeftovers() throws Exception {
        Instant now = Instant.parse("2026-11-24T09:00:00Z");
        Path old = Files.createFile(directory.resolve(".hie-old.tmp"));
        Files.setLastModifiedTime(old, FileTime.from(now.minusSeconds(7200)));
        Path fresh = Files.createFile(directory.resolve(".hie-fresh.tmp"));
        Files.setLastModifiedTime(fresh, FileTime.from(now));

        int removed = writer(WriteMode.UNIQUE).removeLeftovers(now.minusSeconds(3600));

        assertThat(removed).isEqualTo(1);
        assertThat(entries()).containsExactly(".hie-fresh.tmp");
    }

    @Test
    void shouldRefuseTerminatorThatWouldDoNothing() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> AtomicFileWriter.to(directory)
                        .recordTerminator(bytes("\n"))
                        .build());
    }

    private interface Task<T> {
        T run(int n) throws Exception;
    }

    private static <T> List<T> concurrently(int times, Task<T> task) throws Exception {
        List<Callable<T>> calls = new ArrayList<>();
        for (int n = 0; n < times; n++) {
            int number = n;
            calls.add(() -> task.run(number));
        }
        List<T> results = new ArrayList<>();
        try (ExecutorService threads = Executors.newFixedThreadPool(8)) {
            for (Future<T> future : threads.invokeAll(calls)) {
                results.add(future.get());
            }
        }
        return results;
    }

    private AtomicFileWriter writer(WriteMode mode) {
        return AtomicFileWriter.to(directory).mode(mode).build();
    }

    private List<String> entries() throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
