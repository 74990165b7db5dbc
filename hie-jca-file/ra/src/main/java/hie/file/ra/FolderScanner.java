package hie.file.ra;

import hie.file.ra.EndpointSettings.Completeness;
import hie.file.ra.EndpointSettings.FileOrder;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Finds the files that are complete. Remembers what it saw in the last look, to tell a file at rest from one that is
 * still being written. Hidden files (leading dot), links and the endpoint's own folders are passed by. For one thread.
 */
final class FolderScanner {
    private final EndpointSettings settings;
    private Map<Path, Sighting> sightings = Map.of();

    /** A file that may be taken now. */
    record Candidate(Path file, Path relativePath, Instant lastModified, Optional<Path> signal) {}

    /** Result of one look; {@code unreadable} counts files and subfolders the server may not read. */
    record Look(List<Candidate> complete, int unreadable) {}

    private record Sighting(long size, FileTime lastModified, Optional<Object> fileKey, Instant since) {
        boolean isSameFileAs(Sighting other) {
            return size == other.size && lastModified.equals(other.lastModified) && fileKey.equals(other.fileKey);
        }
    }

    FolderScanner(EndpointSettings settings) {
        this.settings = settings;
    }

    /** @throws IOException if the folder itself cannot be read */
    Look look(Instant now) throws IOException {
        Scan scan = new Scan(now);
        scan.folder(settings.folder(), 0);
        sightings = scan.seen;
        scan.complete.sort(comparator());
        return new Look(scan.complete, scan.unreadable);
    }

    private Comparator<Candidate> comparator() {
        Comparator<Candidate> byPath =
                Comparator.comparing(candidate -> candidate.relativePath().toString());
        return settings.order() == FileOrder.NAME
                ? byPath
                : Comparator.comparing(Candidate::lastModified).thenComparing(byPath);
    }

    private final class Scan {
        private final Instant now;
        private final Map<Path, Sighting> seen = new HashMap<>();
        private final List<Candidate> complete = new ArrayList<>();
        private final Set<Path> ownFolders = new HashSet<>();
        private int unreadable;

        Scan(Instant now) throws IOException {
            this.now = now;
            addOwn(settings.workFolder());
            addOwn(settings.errorFolder());
            if (settings.archive().isPresent()) {
                addOwn(settings.archive().get());
            }
        }

        /** By their real paths: an archive that is reached over a link must not be polled either. */
        private void addOwn(Path folder) throws IOException {
            if (Files.exists(folder)) {
                ownFolders.add(folder.toRealPath());
            }
        }

        void folder(Path folder, int level) throws IOException {
            try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder)) {
                for (Path entry : entries) {
                    entry(entry, level);
                }
            } catch (DirectoryIteratorException e) {
                throw e.getCause();
            }
        }

        private void entry(Path entry, int level) {
            if (entry.getFileName().toString().startsWith(".")) {
                return;
            }
            try {
                BasicFileAttributes attributes =
                        Files.readAttributes(entry, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
                if (attributes.isRegularFile()) {
                    file(entry, attributes);
                } else if (attributes.isDirectory()
                        && level < settings.subdirectoryLevels()
                        && !ownFolders.contains(entry.toRealPath())) {
                    folder(entry, level + 1);
                }
            } catch (NoSuchFileException e) {
                // Somebody else took it since the folder was listed: it is none of ours any more.
                seen.remove(entry);
            } catch (IOException e) {
                unreadable++;
            }
        }

        private void file(Path file, BasicFileAttributes attributes) {
            String name = file.getFileName().toString();
            if (!settings.files().test(name) || settings.semaphores().isSignal(name)) {
                return;
            }
            Sighting sighting = remember(file, attributes);
            Optional<Path> signal = settings.semaphores().signalFor(file);
            if (!isStable(sighting)
                    || signal.filter(path -> !Files.isRegularFile(path)).isPresent()) {
                return;
            }
            if (!Files.isReadable(file)) {
                unreadable++;
            } else if (settings.completeness() == Completeness.NONE || canBeOpened(file)) {
                complete.add(new Candidate(
                        file,
                        settings.folder().relativize(file),
                        attributes.lastModifiedTime().toInstant(),
                        signal));
            }
        }

        private Sighting remember(Path file, BasicFileAttributes attributes) {
            Sighting current = new Sighting(
                    attributes.size(), attributes.lastModifiedTime(), Optional.ofNullable(attributes.fileKey()), now);
            Sighting earlier = sightings.get(file);
            Sighting kept = earlier != null && earlier.isSameFileAs(current) ? earlier : current;
            seen.put(file, kept);
            return kept;
        }

        private boolean isStable(Sighting sighting) {
            return settings.completeness() == Completeness.NONE
                    || !sighting.since().plus(settings.stableFor()).isAfter(now);
        }

        private boolean canBeOpened(Path file) {
            StandardOpenOption option = switch (settings.completeness()) {
                case READABLE -> StandardOpenOption.READ;
                case WRITABLE -> StandardOpenOption.WRITE;
                case NONE, SIZE -> null;
            };
            if (option == null) {
                return true;
            }
            try (FileChannel channel = FileChannel.open(file, option)) {
                return channel.isOpen();
            } catch (IOException e) {
                // That is the answer, not a fault: whoever writes the file still keeps others out.
                return false;
            }
        }
    }
}
