package hie.file.ra;

import java.nio.file.Path;
import java.time.Instant;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicLong;

/** Counts what an endpoint does; written by its thread, read by any. */
final class Figures implements FileEndpointMXBean {
    private final Path folder;
    private final AtomicLong taken = new AtomicLong();
    private final AtomicLong rejected = new AtomicLong();
    private final AtomicLong retried = new AtomicLong();
    private volatile State state = State.RUNNING;
    private volatile Instant lastPoll;

    enum State {
        RUNNING,
        RETRYING,
        TROUBLED,
        STOPPED
    }

    Figures(Path folder) {
        this.folder = folder;
    }

    void countTaken() {
        taken.incrementAndGet();
    }

    void countRejected() {
        rejected.incrementAndGet();
    }

    void countRetried() {
        retried.incrementAndGet();
    }

    void polled(Instant when, State now) {
        lastPoll = when;
        state = now;
    }

    void stopped() {
        state = State.STOPPED;
    }

    @Override
    public String getFolder() {
        return folder.toString();
    }

    @Override
    public String getState() {
        return state.name();
    }

    @Override
    public long getTaken() {
        return taken.get();
    }

    @Override
    public long getRejected() {
        return rejected.get();
    }

    @Override
    public long getRetried() {
        return retried.get();
    }

    @Override
    public String getLastPoll() {
        return Objects.toString(lastPoll, "");
    }
}
