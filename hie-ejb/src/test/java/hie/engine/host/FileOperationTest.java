package hie.engine.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import hie.api.host.Delivery;
import hie.api.host.DeliveryFailedException;
import hie.api.message.Message;
import hie.engine.FakeHostContext;
import hie.engine.Messages;
import hie.file.FileWriteException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordingFile;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileOperationTest {

    @TempDir
    Path folder;

    private FileOperation operation(Map<String, String> more) {
        Map<String, String> settings =
                new HashMap<>(Map.of("FilePath", folder.resolve("out").toString(), "SyncToDisk", "false"));
        settings.putAll(more);
        FileOperation operation = new FileOperation();
        operation.attach(FakeHostContext.of(FileOperation.class, settings));
        operation.onInit();
        return operation;
    }

    private static Message described() {
        Message adt = Messages.adt();
        return adt.with(adt.header().describedAs("ADT_A01", "2.5", ""));
    }

    @Test
    @Tag("setting:FileOperation.FilePath")
    @Tag("setting:FileOperation.Filename")
    void shouldWriteTheBytesUnderTheNameThatThePatternMakes() throws Exception {
        Message message = described();

        Delivery delivery = operation(Map.of("Filename", "%{MessageType}_%{ControlId}_%{Source}.hl7"))
                .deliver(message);

        assertThat(delivery.verdict()).isEqualTo(Delivery.Verdict.COMPLETED);
        assertThat(delivery.detail()).isEqualTo("ADT_A01_MSG00001_From HIS.hl7");
        assertThat(folder.resolve("out").resolve(delivery.detail()))
                .hasBinaryContent(message.body().bytes());
        try (Stream<Path> files = Files.list(folder.resolve("out"))) {
            assertThat(files).hasSize(1);
        }
    }

    @Test
    @Tag("setting:FileOperation.Overwrite")
    void shouldFindAnotherNameForASecondFile() throws Exception {
        FileOperation operation = operation(Map.of("Filename", "%{ControlId}.hl7"));

        Delivery first = operation.deliver(described());
        Delivery second = operation.deliver(described());

        assertThat(first.detail()).isEqualTo("MSG00001.hl7");
        assertThat(second.detail()).isNotEqualTo(first.detail());
        assertThat(folder.resolve("out").resolve(second.detail())).exists();
    }

    @Test
    void shouldTakeTheNameOfTheFileThatCameIn() throws Exception {
        Message message = described();

        Delivery delivery = operation(Map.of("Filename", "%f"))
                .deliver(message.with(message.header().withProperty("OriginalFilename", "../in.hl7")));

        assertThat(folder.resolve("out").resolve(delivery.detail())).exists();
        assertThat(delivery.detail()).doesNotContain("/").endsWith("in.hl7");
    }

    @Test
    @Tag("setting:FileOperation.Overwrite")
    void shouldFailForNowWhenTheFileMayNotBeReplaced() throws Exception {
        FileOperation operation = operation(Map.of("Filename", "a.hl7", "Overwrite", "FAIL_IF_EXISTS"));
        operation.deliver(described());

        assertThatExceptionOfType(FileWriteException.class).isThrownBy(() -> operation.deliver(described()));
    }

    @Test
    void shouldSuspendWhatCanNeverGetAName() {
        FileOperation operation = operation(Map.of("Filename", "%f"));
        Message adt = described();
        Message endless = adt.with(adt.header().withProperty("OriginalFilename", "x".repeat(300)));

        assertThatExceptionOfType(DeliveryFailedException.class)
                .isThrownBy(() -> operation.deliver(endless))
                .satisfies(failure -> assertThat(failure.delivery().verdict()).isEqualTo(Delivery.Verdict.SUSPENDED));
    }

    @Test
    void shouldRemoveWhatACrashLeftWhenItStarts() throws Exception {
        Path out = Files.createDirectory(folder.resolve("out"));
        Path old = Files.writeString(out.resolve(".hie-1.tmp"), "half a mess");
        Path other = Files.writeString(out.resolve("mine.tmp"), "somebody's");
        for (Path file : List.of(old, other)) {
            Files.setLastModifiedTime(file, FileTime.from(Instant.now().minus(Duration.ofHours(2))));
        }
        Path inTheWorks = Files.writeString(out.resolve(".hie-2.tmp"), "half a mess");

        operation(Map.of()).onStart();

        assertThat(old).doesNotExist();
        assertThat(other).exists();
        assertThat(inTheWorks).exists();
    }

    @Test
    void shouldStartWithoutItsFolder() {
        operation(Map.of()).onStart();

        assertThat(folder.resolve("out")).doesNotExist();
    }

    @Test
    void shouldNotStartWithAnImpossiblePattern() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> operation(Map.of("Filename", "a/b")))
                .withMessageContaining("path separator");
    }

    @Test
    @Tag("setting:FileOperation.SyncToDisk")
    void shouldForceWhatItWroteToTheDiskWhereToldSo() throws Exception {
        assertThat(forced("true")).isNotEmpty();
        assertThat(forced("false")).isEmpty();
    }

    /** The paths that the Java platform forced to the disk while a file was written. */
    private List<String> forced(String syncToDisk) throws Exception {
        Path events = folder.resolve(syncToDisk + ".jfr");
        try (Recording recording = new Recording()) {
            recording.enable("jdk.FileForce").withoutThreshold();
            recording.start();
            operation(Map.of("SyncToDisk", syncToDisk, "Filename", "x")).deliver(described());
            recording.stop();
            recording.dump(events);
        }
        return RecordingFile.readAllEvents(events).stream()
                .map(event -> event.getString("path"))
                .filter(path ->
                        path != null && path.startsWith(folder.resolve("out").toString()))
                .toList();
    }
}
