package hie.engine.alert;

import hie.api.host.Adapter;
import hie.api.host.CertifiedPeer;
import hie.engine.catalog.HostKind;
import hie.engine.item.ItemDefinition;
import hie.engine.metrics.ItemBacklog;
import hie.engine.metrics.ItemCounters;
import hie.engine.running.ItemRuntime;
import hie.engine.running.RunningItems;
import hie.engine.server.ServerCertificates;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Reads what the rules judge; asks only for what a limit of the item needs. Used by one thread. */
final class ItemSensor {

    private static final Duration CERTIFICATE_AGE = Duration.ofMinutes(10);
    private static final String SSL_CONFIG = "SSLConfig";
    private static final ItemCounters.Snapshot NOTHING = new ItemCounters.Snapshot(0, 0, 0, 0, null);

    private final RunningItems items;
    private final ServerCertificates certificates;
    private final Map<String, Expiry> known = new HashMap<>();

    /** When a certificate ends, and when that was asked. */
    private record Expiry(Optional<Instant> end, Instant asked) {}

    ItemSensor(RunningItems items, ServerCertificates certificates) {
        this.items = items;
        this.certificates = certificates;
    }

    ItemReading read(ItemDefinition item, AlertLimits limits, Instant now) {
        Optional<ItemRuntime> runtime = items.find(item.key());
        ItemCounters.Snapshot counted =
                runtime.map(found -> found.counters().snapshot()).orElse(NOTHING);
        ItemBacklog backlog = items.backlog(item.key());
        return new ItemReading(
                now,
                runtime.filter(found -> !found.isPaused()).isPresent(),
                limits.queueCount() > 0 || !limits.queueWait().isZero() ? backlog.depth() : 0,
                limits.queueWait().isZero() ? Duration.ZERO : backlog.oldestAge(),
                counted.errors(),
                Optional.ofNullable(counted.lastActivity()),
                item.openConnections(),
                runtime.flatMap(found -> found.counters().unreachableSince()),
                limits.certificateDays() == 0
                        ? Optional.empty()
                        : sslContext(item).flatMap(context -> end(context, now)),
                limits.certificateDays() == 0
                        ? Optional.empty()
                        : runtime.flatMap(ItemRuntime::peerCertificate).map(CertifiedPeer.Certificate::end));
    }

    /** What an HTTP service's callers connect to is the server's own. */
    private static Optional<String> sslContext(ItemDefinition item) {
        return item.kind() == HostKind.SERVICE && item.hostClass().adapter() == Adapter.Kind.HTTP
                ? Optional.of(ServerCertificates.HTTPS)
                : item.hostClass().declares(SSL_CONFIG) ? item.settings().optional(SSL_CONFIG) : Optional.empty();
    }

    private Optional<Instant> end(String context, Instant now) {
        Expiry expiry = known.get(context);
        if (expiry == null || expiry.asked.plus(CERTIFICATE_AGE).isBefore(now)) {
            expiry = new Expiry(certificates.earliestEnd(context), now);
            known.put(context, expiry);
        }
        return expiry.end;
    }
}
