package hie.engine.alert;

import hie.engine.item.ItemKey;
import hie.store.incident.Incident;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/** One item over time: a test changes what is read of it, and lets time pass. */
final class WatchedItem {

    static final ItemKey KEY = new ItemKey("default", "hospital", "Out");
    static final Instant BEGIN = Instant.parse("2026-03-01T08:00:00Z");

    final MemoryIncidents repository = new MemoryIncidents();
    final Incidents incidents = new Incidents(repository);
    final List<IncidentNotice> notices = new ArrayList<>();
    final AlertLimits limits;

    Instant now = BEGIN;
    boolean running = true;
    long depth;
    Duration oldestAge = Duration.ZERO;
    long errors;
    Optional<Instant> lastActivity = Optional.empty();
    OptionalInt peers = OptionalInt.empty();
    Optional<Instant> unreachableSince = Optional.empty();
    Optional<Instant> certificateEnd = Optional.empty();
    Optional<Instant> peerCertificateEnd = Optional.empty();
    private ItemWatch watch = new ItemWatch();

    WatchedItem(AlertLimits limits) {
        this.limits = limits;
    }

    /** What is read after so many seconds more. */
    WatchedItem after(long seconds) {
        now = now.plusSeconds(seconds);
        ItemReading reading = new ItemReading(
                now,
                running,
                depth,
                oldestAge,
                errors,
                lastActivity,
                peers,
                unreachableSince,
                certificateEnd,
                peerCertificateEnd);
        notices.addAll(incidents.record(Map.of(KEY, watch.judge(reading, limits)), List.of(), now));
        return this;
    }

    /** The engine itself is started anew: what the watch remembered is gone, the incidents are not. */
    void engineRestarts() {
        watch = new ItemWatch();
        errors = 0;
        lastActivity = Optional.empty();
    }

    Incident only() {
        if (repository.all.size() != 1) {
            throw new AssertionError("Expected one incident: " + repository.all);
        }
        return repository.all.get(0);
    }

    List<IncidentNotice.Event> told() {
        return notices.stream().map(IncidentNotice::event).toList();
    }
}
