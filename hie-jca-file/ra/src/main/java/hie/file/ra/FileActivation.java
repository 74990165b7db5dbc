package hie.file.ra;

import jakarta.resource.ResourceException;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import javax.management.JMException;
import javax.management.ObjectName;

/**
 * One active endpoint: its polling thread, its work folder and its figures. Starts once, stops once; further calls do
 * nothing. Safe for many threads.
 */
final class FileActivation {
    /** How long {@link #stop} waits for the file in process. */
    static final Duration PATIENCE = Duration.ofSeconds(60);

    private final EndpointSettings settings;
    private final WorkFolder work;
    private final Figures figures;
    private final FolderPoller poller;
    private final AtomicReference<State> state = new AtomicReference<>(State.NEW);
    private final CountDownLatch stop = new CountDownLatch(1);
    private final CountDownLatch ended = new CountDownLatch(1);

    private volatile boolean registered;

    private enum State {
        NEW,
        RUNNING,
        STOPPED
    }

    FileActivation(EndpointSettings settings, FileDelivery delivery, InstantSource time) {
        this.settings = settings;
        this.work = new WorkFolder(settings.workFolder(), settings.name(), settings.folder());
        this.figures = new Figures(settings.folder());
        this.poller = new FolderPoller(settings, work, delivery, figures, time, () -> stop.getCount() == 0);
    }

    /** @throws ResourceException naming item and folder, if a folder is missing or cannot be used as it must */
    void start() throws ResourceException {
        if (!state.compareAndSet(State.NEW, State.RUNNING)) {
            return;
        }
        try {
            requireFolders();
        } catch (ResourceException e) {
            state.set(State.STOPPED);
            ended.countDown();
            throw e;
        }
        register();
        Thread.ofVirtual().name("hie-file-" + settings.name()).start(this::run);
        FileLog.LOG.started(
                settings.name(), settings.folder(), settings.callInterval().toMillis());
    }

    /** Begins no further file and waits until the one in process is done, for a minute at most. */
    void stop() {
        if (!state.compareAndSet(State.RUNNING, State.STOPPED)) {
            return;
        }
        stop.countDown();
        try {
            if (!ended.await(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
                FileLog.LOG.stillBusy(settings.name(), PATIENCE.toSeconds());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        try {
            do {
                poller.poll();
            } while (!stop.await(settings.callInterval().toMillis(), TimeUnit.MILLISECONDS));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            end();
        }
    }

    private void end() {
        figures.stopped();
        try {
            work.release();
        } catch (IOException e) {
            FileLog.LOG.troubled(
                    settings.name(), settings.workFolder(), e.getClass().getSimpleName());
        }
        unregister();
        ended.countDown();
        FileLog.LOG.stopped(settings.name());
    }

    private void requireFolders() throws ResourceException {
        require("filePath", settings.folder());
        if (settings.archive().isPresent()) {
            requireOther("archivePath", settings.archive().get());
        }
        if (settings.work().isPresent()) {
            requireOther("workPath", settings.work().get());
        }
        if (settings.error().isPresent()) {
            requireOther("errorPath", settings.error().get());
        }
        try {
            work.open();
            work.probeRenameFrom(settings.folder());
        } catch (AtomicMoveNotSupportedException e) {
            release(e);
            throw unusable(
                    "workPath", settings.workFolder(), "must be on the same file system as " + settings.folder(), e);
        } catch (IOException e) {
            release(e);
            throw unusable("workPath", settings.workFolder(), "cannot be used (" + e + ")", e);
        }
    }

    private void require(String setting, Path folder) throws ResourceException {
        if (!Files.isDirectory(folder)) {
            throw unusable(setting, folder, "does not exist or is not a folder; create it", null);
        }
        if (!Files.isReadable(folder) || !Files.isWritable(folder) || !Files.isExecutable(folder)) {
            throw unusable(setting, folder, "must be readable and writable for the server's user", null);
        }
    }

    private void requireOther(String setting, Path folder) throws ResourceException {
        require(setting, folder);
        try {
            if (Files.isSameFile(folder, settings.folder())) {
                throw unusable(setting, folder, "is the same folder as filePath", null);
            }
        } catch (IOException e) {
            throw unusable(setting, folder, "cannot be read (" + e + ")", e);
        }
    }

    private void release(IOException because) {
        try {
            work.release();
        } catch (IOException e) {
            because.addSuppressed(e);
        }
    }

    private ResourceException unusable(String setting, Path folder, String what, Exception cause) {
        return new ResourceException(
                "File endpoint \"" + settings.name() + "\": " + setting + " " + folder + " " + what, cause);
    }

    private void register() {
        try {
            ManagementFactory.getPlatformMBeanServer().registerMBean(figures, figuresName(settings.name()));
            registered = true;
        } catch (JMException e) {
            FileLog.LOG.withoutFigures(settings.name(), e.toString());
        }
    }

    private void unregister() {
        if (!registered) {
            return;
        }
        try {
            ManagementFactory.getPlatformMBeanServer().unregisterMBean(figuresName(settings.name()));
        } catch (JMException e) {
            FileLog.LOG.withoutFigures(settings.name(), e.toString());
        }
    }

    static ObjectName figuresName(String item) throws JMException {
        return new ObjectName("hie:type=FileEndpoint,name=" + ObjectName.quote(item));
    }
}
