package hie.engine.alert;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * What was read of an item at one moment.
 *
 * @param running whether it runs and is not paused
 * @param depth messages waiting for it or in its works
 * @param oldestAge of the oldest of them
 * @param errors how many messages were refused, suspended or failed since it was started
 * @param lastActivity when it last got a message, since it was started
 * @param peers how many peers are connected, where that is known
 * @param unreachableSince since when its destination has given no answer
 * @param certificateEnd when the first of its certificates expires, where it has one
 * @param peerCertificateEnd when the first certificate expires that its destination presented last, where it presents one
 */
record ItemReading(
        Instant at,
        boolean running,
        long depth,
        Duration oldestAge,
        long errors,
        Optional<Instant> lastActivity,
        OptionalInt peers,
        Optional<Instant> unreachableSince,
        Optional<Instant> certificateEnd,
        Optional<Instant> peerCertificateEnd) {}
