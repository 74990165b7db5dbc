package hie.engine.host;

import hie.api.host.Adapter;
import hie.api.host.BusinessOperation;
import hie.api.host.Delivery;
import hie.api.host.DeliveryFailedException;
import hie.api.host.Description;
import hie.api.message.Message;
import hie.api.message.MessageHeader;
import hie.api.setting.Setting;
import hie.api.setting.SettingException;
import hie.api.setting.SettingSyntax;
import hie.api.setting.SettingTarget;
import hie.api.setting.SettingType;
import hie.api.setting.SettingValues;
import hie.file.AtomicFileWriter;
import hie.file.FileNamePattern;
import hie.file.FileWriteException;
import hie.file.WriteMode;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Writes each message to a file of its own, whole or not at all. */
@Description("Writes each message to a file of its own, whole or not at all.")
@Adapter(Adapter.Kind.FILE)
@Setting(
        name = "FilePath",
        type = SettingType.DIRECTORY,
        required = true,
        target = SettingTarget.ADAPTER,
        description = "The folder to write to; it is made when it is missing.")
@Setting(
        name = "Filename",
        type = SettingType.STRING,
        defaultValue = "%f_%Q",
        syntax = FileOperation.NameSyntax.class,
        description =
                "The pattern of file names: %f original name, %Q date and time, %{MessageId}, %{ControlId}, %{MessageType}, …")
@Setting(
        name = "Overwrite",
        type = SettingType.CHOICE,
        defaultValue = "UNIQUE",
        choices = {"UNIQUE", "OVERWRITE", "APPEND", "FAIL_IF_EXISTS"},
        target = SettingTarget.ADAPTER,
        description =
                "What to do when a file of that name exists: find another name, replace it, append to it, or fail.")
@Setting(
        name = "SyncToDisk",
        type = SettingType.BOOLEAN,
        defaultValue = "true",
        target = SettingTarget.ADAPTER,
        description =
                "Whether a delivery counts only when the file is on disk, not just in the operating system's memory.")
public final class FileOperation extends BusinessOperation {

    /** Nobody writes one file for so long. */
    private static final Duration LEFT_OVER = Duration.ofHours(1);

    private FileNamePattern pattern;
    private AtomicFileWriter writer;

    @Override
    public void onInit() {
        SettingValues settings = context().settings();
        pattern = pattern(settings.text("Filename"));
        writer = AtomicFileWriter.to(Path.of(settings.text("FilePath")))
                .mode(WriteMode.valueOf(settings.text("Overwrite")))
                .createDirectory(true)
                .fsync(settings.flag("SyncToDisk"))
                .build();
    }

    /** Removes the hidden files that a crash left in the midst of writing. */
    @Override
    public void onStart() {
        try {
            writer.removeLeftovers(Instant.now().minus(LEFT_OVER));
        } catch (FileWriteException e) {
            HostLog.LOG.leftoversNotRemoved(context().itemName(), e);
        }
    }

    private static FileNamePattern pattern(String text) {
        try {
            return FileNamePattern.parse(text, Clock.systemDefaultZone());
        } catch (IllegalArgumentException e) {
            throw new SettingException("Filename", e.getMessage(), e);
        }
    }

    @Override
    public Delivery deliver(Message message) throws FileWriteException, DeliveryFailedException {
        MessageHeader header = message.header();
        String given = header.property("OriginalFilename").orElse(header.id().toString());
        try {
            Path written = writer.write(
                    pattern.name(given, properties(message)), message.body().bytes());
            return Delivery.completed(null, written.getFileName().toString());
        } catch (FileWriteException e) {
            if (e.reason() == FileWriteException.Reason.INVALID_NAME) {
                // A later attempt would make the same name.
                throw new DeliveryFailedException(Delivery.suspended(null, e.getMessage()), e);
            }
            throw e;
        }
    }

    private Map<String, String> properties(Message message) {
        MessageHeader header = message.header();
        Map<String, String> values = new LinkedHashMap<>();
        for (String wanted : pattern.properties()) {
            values.put(wanted, header.properties().getOrDefault(wanted, ""));
        }
        values.put("MessageId", header.id().toString());
        values.put("SessionId", header.session().toString());
        values.put("MessageType", header.schemaName());
        values.put("Source", header.source());
        if (Message.HL7_V2.equals(header.contentType())) {
            values.put("ControlId", message.body().hl7().controlId().orElse(""));
        }
        return values;
    }

    /** The grammar of Filename. */
    public static final class NameSyntax implements SettingSyntax {

        @Override
        public Optional<String> fault(String value) {
            return SettingSyntax.faultOf(() -> FileNamePattern.parse(value, Clock.systemDefaultZone()));
        }
    }
}
