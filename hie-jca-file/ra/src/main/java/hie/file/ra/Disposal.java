package hie.file.ra;

import hie.file.AtomicFileWriter;
import hie.file.ExclusiveMove;
import hie.file.FileNamePattern;
import hie.file.FileWriteException;
import hie.file.TargetName;
import hie.file.ra.EndpointSettings.Timestamping;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.Map;

/**
 * Brings a file to its final place: archive, nowhere, or error folder. Never overwrites what lies there; subfolders are
 * kept. For one thread.
 */
final class Disposal {
    private final EndpointSettings settings;
    private final InstantSource time;
    private final FileNamePattern plain;
    private final FileNamePattern stamped;

    Disposal(EndpointSettings settings, InstantSource time) {
        this.settings = settings;
        this.time = time;
        Clock clock = time.withZone(ZoneId.systemDefault());
        this.plain = FileNamePattern.parse("%f", clock);
        this.stamped = FileNamePattern.parse("%f_%Q%!+(_1)", clock);
    }

    /** Archives an accepted file, or deletes it when there is no archive. */
    void archive(Claim claim) throws IOException {
        if (settings.archive().isEmpty()) {
            Files.delete(claim.file());
            return;
        }
        Path folder = folderFor(settings.archive().get(), claim);
        TargetName name = plain.name(nameOf(claim), Map.of());
        TargetName nameWithTime = stamped.name(nameOf(claim), Map.of());
        if (settings.timestamping() == Timestamping.ALWAYS) {
            ExclusiveMove.toFreeName(claim.file(), folder, nameWithTime);
        } else if (settings.timestamping() == Timestamping.NEVER) {
            ExclusiveMove.toFreeName(claim.file(), folder, name);
        } else {
            try {
                ExclusiveMove.toName(claim.file(), folder, name);
            } catch (FileAlreadyExistsException e) {
                ExclusiveMove.toFreeName(claim.file(), folder, nameWithTime);
            }
        }
    }

    /**
     * Moves a hopeless file to the error folder and puts the reason beside it.
     *
     * @return the folder it is in now
     */
    Path reject(Claim claim, String reason) throws IOException {
        Path folder = folderFor(settings.errorFolder(), claim);
        Path moved = ExclusiveMove.toFreeName(claim.file(), folder, plain.name(nameOf(claim), Map.of()));
        String text = "Item: " + settings.name() + "\nTime: " + time.instant() + "\nFile: "
                + settings.folder().resolve(claim.relativePath()) + "\nReason: " + reason + "\n";
        try {
            AtomicFileWriter.to(folder)
                    .build()
                    .write(TargetName.of(moved.getFileName() + ".reason.txt"), text.getBytes(StandardCharsets.UTF_8));
        } catch (FileWriteException e) {
            throw new IOException("The reason could not be written beside the rejected file", e);
        }
        return folder;
    }

    private static String nameOf(Claim claim) {
        return claim.file().getFileName().toString();
    }

    private static Path folderFor(Path root, Claim claim) throws IOException {
        Path subfolder = claim.relativePath().getParent();
        return Files.createDirectories(subfolder == null ? root : root.resolve(subfolder));
    }
}
