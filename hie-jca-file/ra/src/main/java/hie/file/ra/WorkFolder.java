package hie.file.ra;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/**
 * Keeps the files an endpoint has claimed, so that no other endpoint, process or machine takes them too, and so that they
 * outlive a crash. For one thread.
 *
 * <p>Below the work path each item has a folder, and in it each running endpoint has one of its own, whose lock file it
 * holds locked. An endpoint that finds a folder whose lock is free (its owner crashed) or that was given up
 * ({@code free-…}, its owner stopped) takes over what lies in it. Within one process locks tell nothing (closing any
 * channel on a file drops the locks of all), so the owners in this process are kept in a set, and their locks are left
 * alone.
 */
final class WorkFolder {
    private static final String GIVEN_UP = "free-";
    private static final String LOCK = ".lock";
    private static final Set<Path> OWNED_HERE = ConcurrentHashMap.newKeySet();

    private final Path item;
    private final Path own;
    private FileChannel lock;

    /** @param workPath need not exist, its parent must */
    WorkFolder(Path workPath, String itemName, Path polledFolder) {
        this.item = workPath.resolve(folderName(itemName, polledFolder));
        this.own = item.resolve(processName() + "-" + UUID.randomUUID());
    }

    /**
     * Creates and locks the endpoint's own folder where it is missing; nothing changes when all is in place.
     *
     * @throws IOException if the file system refuses, or does not know locks
     */
    void open() throws IOException {
        if (lock != null && Files.isDirectory(own)) {
            return;
        }
        closeLock();
        Files.createDirectories(item);
        OWNED_HERE.add(own);
        lock = FileChannel.open(lockOf(own), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        if (lock.tryLock() == null) {
            closeLock();
            throw new IOException("The lock file of a new work folder is locked by somebody else");
        }
        Files.createDirectories(own);
    }

    /** Whether files can get from the polled folder to here in one step; they cannot between file systems. */
    void probeRenameFrom(Path polledFolder) throws IOException {
        String name = ".hie-probe-" + UUID.randomUUID();
        Path probe = Files.createFile(polledFolder.resolve(name));
        try {
            Files.move(probe, own.resolve(name), StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(probe);
            Files.deleteIfExists(own.resolve(name));
        }
    }

    /** Takes the file, unless somebody else has taken it already. */
    Optional<Claim> claim(FolderScanner.Candidate candidate) throws IOException {
        Path folder = Files.createDirectory(own.resolve(Claim.nameOf(candidate.lastModified())));
        Path target = folder.resolve(candidate.relativePath());
        try {
            Files.createDirectories(target.getParent());
            Files.move(candidate.file(), target, StandardCopyOption.ATOMIC_MOVE);
            return Optional.of(Claim.of(folder, target));
        } catch (NoSuchFileException e) {
            removeEmptyFolders(folder);
            if (Files.isDirectory(own) && !Files.exists(candidate.file(), LinkOption.NOFOLLOW_LINKS)) {
                return Optional.empty();
            }
            throw e;
        } catch (IOException e) {
            removeEmptyFolders(folder);
            throw e;
        }
    }

    /** All files this endpoint still owes, oldest first, then by path. */
    List<Claim> claims() throws IOException {
        List<Claim> claims = new ArrayList<>();
        for (Path folder : list(own)) {
            if (Claim.isClaim(folder)) {
                Optional<Path> file = fileIn(folder);
                if (file.isPresent()) {
                    claims.add(Claim.of(folder, file.get()));
                } else {
                    removeEmptyFolders(folder);
                }
            }
        }
        claims.sort(Comparator.comparing(Claim::lastModified)
                .thenComparing(claim -> claim.relativePath().toString()));
        return claims;
    }

    /**
     * Takes over what crashed or stopped endpoints of this item have left.
     *
     * @return how many files came
     */
    int adopt() throws IOException {
        int adopted = 0;
        for (Path other : list(item)) {
            String name = other.getFileName().toString();
            if (OWNED_HERE.contains(other) || !Files.isDirectory(other)) {
                continue;
            }
            adopted += name.startsWith(GIVEN_UP) ? moveClaims(other) : adoptIfUnlocked(other);
        }
        return adopted;
    }

    /** Notes that the listener has accepted the file, so that only its archiving is repeated. */
    Claim markDone(Claim claim) throws IOException {
        return claim.done() ? claim : rename(claim, "done-" + claim.folder().getFileName());
    }

    /** Notes that the file was changed after it had been claimed. */
    Claim changed(Claim claim, Instant lastModified) throws IOException {
        return rename(claim, lastModified.toEpochMilli() + "-" + claim.id());
    }

    /** Removes what is left of a claim whose file has gone to its final place. */
    void forget(Claim claim) throws IOException {
        removeEmptyFolders(claim.folder());
    }

    /** Gives up the folder: whatever is still in it belongs to the next endpoint of this item. */
    void release() throws IOException {
        try {
            if (Files.isDirectory(own)) {
                if (list(own).isEmpty()) {
                    Files.deleteIfExists(own);
                } else {
                    Files.move(own, item.resolve(GIVEN_UP + UUID.randomUUID()), StandardCopyOption.ATOMIC_MOVE);
                }
            }
        } finally {
            closeLock();
            Files.deleteIfExists(lockOf(own));
            OWNED_HERE.remove(own);
        }
    }

    private int adoptIfUnlocked(Path other) throws IOException {
        try (FileChannel channel =
                FileChannel.open(lockOf(other), StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            FileLock held = channel.tryLock();
            if (held == null) {
                return 0;
            }
            int adopted = moveClaims(other);
            Files.deleteIfExists(lockOf(other));
            return adopted;
        }
    }

    private int moveClaims(Path other) throws IOException {
        int moved = 0;
        for (Path folder : list(other)) {
            if (Claim.isClaim(folder)) {
                try {
                    Files.move(folder, own.resolve(folder.getFileName()), StandardCopyOption.ATOMIC_MOVE);
                    moved++;
                } catch (NoSuchFileException e) {
                    if (!Files.isDirectory(own)) {
                        throw e;
                    }
                    // Otherwise another endpoint adopted it in the same moment: it has an owner again.
                }
            }
        }
        deleteIfEmpty(other);
        return moved;
    }

    private Claim rename(Claim claim, String newName) throws IOException {
        Path folder = claim.folder().resolveSibling(newName);
        Files.move(claim.folder(), folder, StandardCopyOption.ATOMIC_MOVE);
        return Claim.of(folder, folder.resolve(claim.relativePath()));
    }

    private void closeLock() throws IOException {
        if (lock != null) {
            lock.close();
            lock = null;
        }
    }

    private static Path lockOf(Path owner) {
        return owner.resolveSibling(owner.getFileName() + LOCK);
    }

    /** An empty list when the folder is gone: others clean up here too. */
    private static List<Path> list(Path folder) throws IOException {
        List<Path> entries = new ArrayList<>();
        try (DirectoryStream<Path> stream = Files.newDirectoryStream(folder)) {
            stream.forEach(entries::add);
        } catch (NoSuchFileException e) {
            return List.of();
        } catch (DirectoryIteratorException e) {
            throw e.getCause();
        }
        return entries;
    }

    private static Optional<Path> fileIn(Path claimFolder) throws IOException {
        try (Stream<Path> tree = Files.walk(claimFolder)) {
            return tree.filter(path -> !Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS))
                    .findFirst();
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    private static void removeEmptyFolders(Path folder) throws IOException {
        List<Path> folders;
        try (Stream<Path> tree = Files.walk(folder)) {
            folders = tree.sorted(Comparator.reverseOrder()).toList();
        } catch (NoSuchFileException e) {
            return;
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
        for (Path empty : folders) {
            if (Files.isDirectory(empty, LinkOption.NOFOLLOW_LINKS)) {
                deleteIfEmpty(empty);
            }
        }
    }

    private static void deleteIfEmpty(Path folder) throws IOException {
        try {
            Files.deleteIfExists(folder);
        } catch (DirectoryNotEmptyException e) {
            // A file in it is worth more than a tidy work folder: it stays until it is delivered.
            assert Files.isDirectory(folder);
        }
    }

    private static String folderName(String itemName, Path polledFolder) {
        String readable = itemName.replaceAll("[^A-Za-z0-9_-]", "_");
        String unique = UUID.nameUUIDFromBytes((itemName + '\0' + polledFolder).getBytes(StandardCharsets.UTF_8))
                .toString();
        return readable.substring(0, Math.min(60, readable.length())) + "-" + unique.substring(0, 13);
    }

    /** For whoever looks into the folder: process id and host. */
    private static String processName() {
        return ManagementFactory.getRuntimeMXBean().getName().replaceAll("[^A-Za-z0-9_-]", "_");
    }
}
