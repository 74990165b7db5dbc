package hie.engine.alert;

import hie.store.incident.IncidentKind;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Judges one item by its limits, reading by reading, in the order of time. It remembers what a single reading cannot tell:
 * the errors of the last minute, since when nobody is connected, since when the item runs. Used by one thread.
 */
final class ItemWatch {

    /** An incident that was opened by a limit is over below this share of it, as in IRIS. */
    static final double RESET_SHARE = 0.8;

    /** An incident that was opened by an error is over after so long without another. */
    static final Duration ERROR_QUIET = Duration.ofMinutes(5);

    private static final Duration RATE_WINDOW = Duration.ofMinutes(1);
    private static final String SWITCHED_OFF = "the alert is switched off";

    private final Deque<Failures> recent = new ArrayDeque<>();
    private long errorsBefore;
    private Instant lastError;
    private Instant runningSince;
    private Instant aloneSince;

    /** Errors that happened between two readings. */
    private record Failures(Instant at, long count) {}

    /** What every rule says now. */
    List<Finding> judge(ItemReading now, AlertLimits limits) {
        remember(now);
        return List.of(
                queueDepth(now, limits),
                queueWait(now, limits),
                error(now, limits),
                errorRate(limits),
                inactivity(now, limits),
                disconnected(now, limits),
                certificate(now, limits));
    }

    private void remember(ItemReading now) {
        // A smaller count than before is that of an item that was started anew.
        long fresh = now.errors() >= errorsBefore ? now.errors() - errorsBefore : now.errors();
        errorsBefore = now.errors();
        if (fresh > 0) {
            lastError = now.at();
            recent.add(new Failures(now.at(), fresh));
        }
        while (!recent.isEmpty() && !recent.peek().at.plus(RATE_WINDOW).isAfter(now.at())) {
            recent.remove();
        }
        runningSince = now.running() ? firstOf(runningSince, now.at()) : null;
        boolean alone = now.running() && now.peers().isPresent() && now.peers().getAsInt() == 0;
        aloneSince = alone ? firstOf(aloneSince, now.at()) : null;
    }

    private static Instant firstOf(Instant known, Instant now) {
        return known == null ? now : known;
    }

    private static Finding queueDepth(ItemReading now, AlertLimits limits) {
        return limit(
                IncidentKind.QUEUE_DEPTH,
                now.depth(),
                limits.queueCount(),
                now.depth() + " messages wait (QueueCountAlert: " + limits.queueCount() + ")",
                now.depth() + " messages wait");
    }

    private static Finding queueWait(ItemReading now, AlertLimits limits) {
        String oldest = "the oldest message has waited " + seconds(now.oldestAge()) + " s";
        return limit(
                IncidentKind.QUEUE_WAIT,
                now.oldestAge().toMillis() / 1000.0,
                limits.queueWait().toMillis() / 1000.0,
                oldest + " (QueueWaitAlert: " + seconds(limits.queueWait()) + ")",
                now.depth() == 0 ? "no message waits" : oldest);
    }

    private Finding errorRate(AlertLimits limits) {
        long errors = recent.stream().mapToLong(Failures::count).sum();
        return limit(
                IncidentKind.ERROR_RATE,
                errors,
                limits.errorsPerMinute(),
                errors + " messages failed within a minute (ErrorRateAlert: " + limits.errorsPerMinute() + ")",
                errors + " messages failed within a minute");
    }

    private static Finding limit(IncidentKind kind, double measured, double limit, String trouble, String relief) {
        if (limit <= 0) {
            return Finding.clear(kind, SWITCHED_OFF);
        }
        if (measured >= limit) {
            return new Finding(kind, Finding.Level.REACHED, measured, limit, trouble);
        }
        return measured < limit * RESET_SHARE
                ? Finding.clear(kind, relief)
                : new Finding(kind, Finding.Level.NEAR, measured, limit, trouble);
    }

    private Finding error(ItemReading now, AlertLimits limits) {
        if (!limits.onError()) {
            return Finding.clear(IncidentKind.ERROR, SWITCHED_OFF);
        }
        if (lastError == null || !lastError.plus(ERROR_QUIET).isAfter(now.at())) {
            return Finding.clear(IncidentKind.ERROR, "no message failed for " + ERROR_QUIET.toMinutes() + " minutes");
        }
        return new Finding(
                IncidentKind.ERROR,
                Finding.Level.REACHED,
                now.errors(),
                1,
                now.errors() + " messages failed since the item was started");
    }

    private Finding inactivity(ItemReading now, AlertLimits limits) {
        if (limits.inactivity().isZero()) {
            return Finding.clear(IncidentKind.INACTIVITY, SWITCHED_OFF);
        }
        if (!now.running()) {
            return Finding.clear(IncidentKind.INACTIVITY, "the item does not run");
        }
        Instant last = now.lastActivity()
                .filter(activity -> activity.isAfter(runningSince))
                .orElse(runningSince);
        Duration silence = Duration.between(last, now.at());
        return reached(
                IncidentKind.INACTIVITY,
                silence,
                limits.inactivity(),
                "no message for " + seconds(silence) + " s (InactivityTimeout: " + seconds(limits.inactivity()) + ")",
                "a message came");
    }

    private Finding disconnected(ItemReading now, AlertLimits limits) {
        if (limits.disconnected().isZero()) {
            return Finding.clear(IncidentKind.DISCONNECTED, SWITCHED_OFF);
        }
        Instant since = now.unreachableSince().orElse(aloneSince);
        if (since == null) {
            return Finding.clear(
                    IncidentKind.DISCONNECTED, now.running() ? "the peer is there again" : "the item does not run");
        }
        Duration away = Duration.between(since, now.at());
        String trouble =
                now.unreachableSince().isPresent() ? "the destination gives no answer" : "no peer is connected";
        return reached(
                IncidentKind.DISCONNECTED,
                away,
                limits.disconnected(),
                trouble + " for " + seconds(away) + " s (DisconnectedAlert: " + seconds(limits.disconnected()) + ")",
                "the peer is there again");
    }

    private static Finding reached(
            IncidentKind kind, Duration measured, Duration limit, String trouble, String relief) {
        return measured.compareTo(limit) >= 0
                ? new Finding(
                        kind, Finding.Level.REACHED, measured.toMillis() / 1000.0, limit.toMillis() / 1000.0, trouble)
                : Finding.clear(kind, relief);
    }

    private static Finding certificate(ItemReading now, AlertLimits limits) {
        Optional<Instant> first = Stream.of(now.certificateEnd(), now.peerCertificateEnd())
                .flatMap(Optional::stream)
                .min(Comparator.naturalOrder());
        if (limits.certificateDays() == 0 || first.isEmpty()) {
            return Finding.clear(
                    IncidentKind.CERTIFICATE, limits.certificateDays() == 0 ? SWITCHED_OFF : "no certificate is known");
        }
        Instant end = first.get();
        String whose = now.certificateEnd().equals(first) ? "a certificate" : "a certificate of the destination";
        long days = Math.floorDiv(
                Duration.between(now.at(), end).toSeconds(), Duration.ofDays(1).toSeconds());
        if (days >= limits.certificateDays()) {
            return Finding.clear(IncidentKind.CERTIFICATE, "the certificate is valid until " + end);
        }
        return new Finding(
                IncidentKind.CERTIFICATE,
                Finding.Level.REACHED,
                days,
                limits.certificateDays(),
                whose + (end.isAfter(now.at()) ? " expires at " : " has expired at ") + end
                        + " (CertificateExpiryAlert: " + limits.certificateDays() + ")");
    }

    private static String seconds(Duration length) {
        return length.toMillis() % 1000 == 0 || length.toSeconds() >= 10
                ? String.valueOf(length.toSeconds())
                : String.valueOf(length.toMillis() / 1000.0);
    }
}
