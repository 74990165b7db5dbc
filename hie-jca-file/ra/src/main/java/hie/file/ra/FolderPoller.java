package hie.file.ra;

import hie.file.FileMessage;
import hie.file.ra.Figures.State;
import hie.file.ra.FileDelivery.Outcome;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;

/**
 * One look after the other: takes over what others left, tries again what failed, then takes what is new. For one thread.
 *
 * <p>{@link #poll} never throws: trouble with the folders is told once when it begins and once when it is over, and the
 * next look tries again. A file that could not be delivered waits for the call interval, then twice as long after each
 * further failure, at most a minute.
 */
final class FolderPoller {
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(60);

    private final EndpointSettings settings;
    private final WorkFolder work;
    private final FileDelivery delivery;
    private final Figures figures;
    private final InstantSource time;
    private final BooleanSupplier stopping;
    private final FolderScanner scanner;
    private final Disposal disposal;
    private final Map<String, Retry> retries = new HashMap<>();
    private boolean troubled;

    private record Retry(int failures, Instant due) {}

    /** @param stopping asked before each file; once true, no further file is begun */
    FolderPoller(
            EndpointSettings settings,
            WorkFolder work,
            FileDelivery delivery,
            Figures figures,
            InstantSource time,
            BooleanSupplier stopping) {
        this.settings = settings;
        this.work = work;
        this.delivery = delivery;
        this.figures = figures;
        this.time = time;
        this.stopping = stopping;
        this.scanner = new FolderScanner(settings);
        this.disposal = new Disposal(settings, time);
    }

    /** Looks once. */
    void poll() {
        Optional<String> trouble;
        try {
            trouble = look();
        } catch (IOException e) {
            trouble = Optional.of(describe(e));
        } catch (RuntimeException | Error e) {
            // The edge of the thread: whatever happened, what is owed lies in the work folder, and polling goes on.
            trouble = Optional.of(e.getClass().getName());
        }
        if (trouble.isPresent() && !troubled) {
            FileLog.LOG.troubled(settings.name(), settings.folder(), trouble.get());
        } else if (trouble.isEmpty() && troubled) {
            FileLog.LOG.recovered(settings.name(), settings.folder());
        }
        troubled = trouble.isPresent();
        State waiting = retries.isEmpty() ? State.RUNNING : State.RETRYING;
        figures.polled(time.instant(), troubled ? State.TROUBLED : waiting);
    }

    private Optional<String> look() throws IOException {
        if (!Files.isDirectory(settings.folder())) {
            throw new NotDirectoryException(settings.folder().toString());
        }
        work.open();
        int adopted = work.adopt();
        if (adopted > 0) {
            FileLog.LOG.adopted(settings.name(), adopted);
        }
        boolean allDelivered = deliverOwed();
        FolderScanner.Look look = scanner.look(time.instant());
        if (allDelivered || !settings.holdOnFailure()) {
            takeNew(look.complete());
        }
        return look.unreadable() == 0
                ? Optional.empty()
                : Optional.of(look.unreadable() + " files or folders in it cannot be read by the server");
    }

    private boolean deliverOwed() throws IOException {
        List<Claim> owed = work.claims();
        Set<String> ids = owed.stream().map(Claim::id).collect(Collectors.toSet());
        retries.keySet().retainAll(ids);
        boolean allDelivered = true;
        for (Claim claim : owed) {
            if (stopping.getAsBoolean()) {
                return false;
            }
            Retry retry = retries.get(claim.id());
            boolean due = retry == null || !retry.due().isAfter(time.instant());
            if (!due || !process(claim)) {
                allDelivered = false;
                if (settings.holdOnFailure()) {
                    return false;
                }
            }
        }
        return allDelivered;
    }

    private void takeNew(List<FolderScanner.Candidate> candidates) throws IOException {
        for (FolderScanner.Candidate candidate : candidates) {
            if (stopping.getAsBoolean()) {
                return;
            }
            Optional<Claim> claim = work.claim(candidate);
            if (claim.isEmpty()) {
                continue;
            }
            if (candidate.signal().isPresent()) {
                Files.deleteIfExists(candidate.signal().get());
            }
            if (!process(claim.get()) && settings.holdOnFailure()) {
                return;
            }
        }
    }

    /** Delivers and disposes of one claimed file; false if it must wait for another attempt. */
    private boolean process(Claim claim) throws IOException {
        if (claim.done()) {
            disposal.archive(claim);
            work.forget(claim);
            retries.remove(claim.id());
            return true;
        }
        long size = Files.size(claim.file());
        if (size > settings.maxFileSize()) {
            reject(claim, "The file has " + size + " bytes; at most " + settings.maxFileSize() + " are allowed");
            return true;
        }
        byte[] content = read(claim.file());
        Instant lastModified = Files.getLastModifiedTime(claim.file(), LinkOption.NOFOLLOW_LINKS)
                .toInstant();
        if (lastModified.toEpochMilli() != claim.lastModified().toEpochMilli()
                || Files.size(claim.file()) != content.length) {
            work.changed(claim, lastModified);
            return false;
        }
        FileMessage file = new FileMessage(settings.folder(), claim.relativePath(), claim.lastModified(), content);
        switch (delivery.deliver(file)) {
            case Outcome.Accepted accepted -> accept(claim, file);
            case Outcome.Rejected(String reason) -> reject(claim, reason);
            case Outcome.Failed(String causes) -> {
                retryLater(claim, file, causes);
                return false;
            }
        }
        return true;
    }

    private void accept(Claim claim, FileMessage file) throws IOException {
        figures.countTaken();
        Retry retry = retries.remove(claim.id());
        if (retry != null) {
            FileLog.LOG.deliveredAfterRetries(settings.name(), file.deliveryId(), retry.failures());
        }
        try {
            disposal.archive(claim);
        } catch (IOException e) {
            work.markDone(claim);
            throw e;
        }
        work.forget(claim);
    }

    private void reject(Claim claim, String reason) throws IOException {
        retries.remove(claim.id());
        Path folder = disposal.reject(claim, reason);
        work.forget(claim);
        figures.countRejected();
        FileLog.LOG.rejected(settings.name(), folder);
    }

    private void retryLater(Claim claim, FileMessage file, String causes) {
        figures.countRetried();
        Retry earlier = retries.get(claim.id());
        int failures = earlier == null ? 1 : earlier.failures() + 1;
        if (failures == 1) {
            FileLog.LOG.retrying(settings.name(), file.deliveryId(), causes);
        }
        Duration wait = settings.callInterval().multipliedBy(1L << Math.min(failures - 1, 16));
        Duration limited = wait.compareTo(LONGEST_WAIT) > 0 ? LONGEST_WAIT : wait;
        retries.put(claim.id(), new Retry(failures, time.instant().plus(limited)));
    }

    private static byte[] read(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file, LinkOption.NOFOLLOW_LINKS)) {
            return in.readAllBytes();
        }
    }

    /** The kind of trouble without the name of a file in it. */
    private static String describe(IOException e) {
        String reason = e instanceof FileSystemException trouble ? trouble.getReason() : e.getMessage();
        return e.getClass().getSimpleName() + (reason == null ? "" : " (" + reason + ")");
    }
}
