package hie.engine.host;

import hie.api.host.Adapter;
import hie.api.host.Description;
import hie.api.setting.Setting;
import hie.api.setting.SettingSyntax;
import hie.api.setting.SettingTarget;
import hie.api.setting.SettingType;
import hie.file.NameFilter;
import hie.file.Semaphores;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;

/** Watches a folder and takes in each file once, as one message. */
@Description("Watches a folder and takes in each file once, as one message.")
@Adapter(Adapter.Kind.FILE)
@Setting(
        name = "PoolSize",
        alias = "worker_count",
        type = SettingType.INTEGER,
        defaultValue = "1",
        min = 1,
        max = 1,
        description = "A folder's files are taken in one after the other, in their order.")
@Setting(
        name = "FilePath",
        type = SettingType.DIRECTORY,
        required = true,
        syntax = FileService.FolderSyntax.class,
        target = SettingTarget.ADAPTER,
        description = "The folder to watch.")
@Setting(
        name = "FileSpec",
        type = SettingType.STRING,
        defaultValue = "*",
        syntax = FileService.FilterSyntax.class,
        target = SettingTarget.ADAPTER,
        description = "Which files to take: patterns with * and ?, separated by commas.")
@Setting(
        name = "ArchivePath",
        type = SettingType.STRING,
        syntax = FileService.FolderSyntax.class,
        target = SettingTarget.ADAPTER,
        description = "Where to put files that were taken in; empty: they are deleted.")
@Setting(
        name = "WorkPath",
        type = SettingType.STRING,
        syntax = FileService.FolderSyntax.class,
        target = SettingTarget.ADAPTER,
        description = "Where files are while they are taken in; empty: a hidden folder inside FilePath.")
@Setting(
        name = "ErrorPath",
        type = SettingType.STRING,
        syntax = FileService.FolderSyntax.class,
        target = SettingTarget.ADAPTER,
        description =
                "Where to put files that were refused, each with its reason beside it; empty: a hidden folder inside FilePath.")
@Setting(
        name = "CallInterval",
        type = SettingType.SECONDS,
        defaultValue = "5",
        min = 0,
        max = 86400,
        unit = "s",
        target = SettingTarget.ADAPTER,
        description = "How often to look; not more often than every 0.1 s.")
@Setting(
        name = "SubdirectoryLevels",
        type = SettingType.INTEGER,
        defaultValue = "0",
        min = 0,
        max = 100,
        target = SettingTarget.ADAPTER,
        description = "How deep to look into folders inside FilePath.")
@Setting(
        name = "StableFor",
        type = SettingType.SECONDS,
        defaultValue = "1",
        min = 0,
        max = 3600,
        unit = "s",
        target = SettingTarget.ADAPTER,
        description =
                "How long a file's size and time must not have changed before it is taken, so that none is taken half-written; not with ConfirmComplete "
                        + "NONE.")
@Setting(
        name = "SemaphoreSpecification",
        type = SettingType.STRING,
        syntax = FileService.SignalSyntax.class,
        target = SettingTarget.ADAPTER,
        description =
                "Takes a file only when a second file beside it says so, for example *.hl7:*.sem; empty for no such rule.")
@Setting(
        name = "ConfirmComplete",
        type = SettingType.CHOICE,
        defaultValue = "SIZE",
        choices = {"NONE", "SIZE", "READABLE", "WRITABLE"},
        target = SettingTarget.ADAPTER,
        description =
                "What must hold before a file is taken: nothing, a size that no longer changes, or moreover that it can be opened for reading or writing.")
@Setting(
        name = "AppendTimestamp",
        type = SettingType.CHOICE,
        defaultValue = "IF_EXISTS",
        choices = {"IF_EXISTS", "ALWAYS", "NEVER"},
        target = SettingTarget.ADAPTER,
        description =
                "With ArchivePath: whether a file's name there gets the time: when the name is taken, always, or never.")
@Setting(
        name = "MaxFileSize",
        type = SettingType.INTEGER,
        defaultValue = "67108864",
        min = 1,
        max = 1073741824,
        unit = "bytes",
        target = SettingTarget.ADAPTER,
        description = "The largest file that is accepted.")
public final class FileService extends ContentIntake {

    /** The grammar of folders: the adapter watches no folder that depends on where the server was started. */
    public static final class FolderSyntax implements SettingSyntax {

        @Override
        public Optional<String> fault(String value) {
            try {
                return Path.of(value.strip()).isAbsolute()
                        ? Optional.empty()
                        : Optional.of(
                                "'" + value
                                        + "' is no absolute path on this server (expected: for example /var/hie/in, or ${data}/in)");
            } catch (InvalidPathException e) {
                return Optional.of("'" + value + "' is no path: " + e.getReason());
            }
        }
    }

    /** The grammar of FileSpec. */
    public static final class FilterSyntax implements SettingSyntax {

        @Override
        public Optional<String> fault(String value) {
            return SettingSyntax.faultOf(() -> NameFilter.parse(value));
        }
    }

    /** The grammar of SemaphoreSpecification. */
    public static final class SignalSyntax implements SettingSyntax {

        @Override
        public Optional<String> fault(String value) {
            return SettingSyntax.faultOf(() -> Semaphores.parse(value));
        }
    }
}
