package hie.engine.alert;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;

/**
 * Notices on their way through one channel, in order. One that does not get through waits and is tried again with each
 * {@link #flush}, for an hour; then it is dropped, and the log says so. Whoever keeps them on disk hears of each that is settled.
 * Notices may be offered by any thread.
 */
final class NoticeOutbox {

    static final Duration PATIENCE = Duration.ofHours(1);
    private static final int CAPACITY = 1000;

    private final NoticeChannel channel;
    private final Clock clock;
    private final Consumer<IncidentNotice> settled;
    private final Deque<IncidentNotice> waiting = new ArrayDeque<>();
    private final ReentrantLock flushing = new ReentrantLock();
    private boolean inTrouble;

    /** @param settled told of each notice that got through or was dropped */
    NoticeOutbox(NoticeChannel channel, Clock clock, Consumer<IncidentNotice> settled) {
        this.channel = channel;
        this.clock = clock;
        this.settled = settled;
    }

    NoticeChannel channel() {
        return channel;
    }

    /** Puts a notice behind the others; the oldest is dropped when there are too many. */
    void offer(IncidentNotice notice) {
        if (!channel.takes(notice)) {
            return;
        }
        IncidentNotice dropped;
        synchronized (waiting) {
            waiting.add(notice);
            dropped = waiting.size() > CAPACITY ? waiting.remove() : null;
        }
        if (dropped != null) {
            AlertLog.LOG.dropped(dropped.incident(), channel.name());
            settle(dropped);
        }
    }

    private void settle(IncidentNotice notice) {
        try {
            settled.accept(notice);
        } catch (RuntimeException e) {
            AlertLog.LOG.notSettled(notice.incident(), channel.name(), e);
        }
    }

    /** Sends what waits, until one does not get through. */
    void flush() {
        if (!flushing.tryLock()) {
            return;
        }
        try {
            IncidentNotice next = peek();
            while (next != null && trySend(next)) {
                remove(next);
                settle(next);
                next = peek();
            }
        } finally {
            flushing.unlock();
        }
    }

    /** Whether the matter is settled. */
    private boolean trySend(IncidentNotice notice) {
        try {
            channel.send(notice);
            if (inTrouble) {
                AlertLog.LOG.channelTroubleEnds(channel.name());
            }
            inTrouble = false;
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        } catch (Exception e) {
            if (!inTrouble) {
                AlertLog.LOG.channelTroubleBegins(channel.name(), String.valueOf(e.getMessage()), PATIENCE);
            }
            inTrouble = true;
            boolean isTooOld = notice.at().plus(PATIENCE).isBefore(clock.instant());
            if (isTooOld) {
                AlertLog.LOG.dropped(notice.incident(), channel.name());
            }
            return isTooOld;
        }
    }

    private IncidentNotice peek() {
        synchronized (waiting) {
            return waiting.peek();
        }
    }

    private void remove(IncidentNotice notice) {
        synchronized (waiting) {
            waiting.remove(notice);
        }
    }
}
