package hie.engine.duplicate;

import hie.api.message.Message;
import hie.api.message.MessageBody;
import hie.api.message.MessageHeader;
import hie.api.setting.SettingValues;
import hie.engine.hl7.Fingerprint;
import hie.engine.item.ItemDefinition;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * What a service has accepted of late, and what it answered, so that a message that is sent a second time is answered again and not
 * worked on again (docs/adr/0033). In memory as many as the item's settings say, at most; on the broker the same, written in the
 * transaction that accepts each. Safe for use by any thread.
 */
public final class SeenMessages {

    /** The setting that says for how long; 0 for not at all. */
    public static final String WINDOW = "DuplicateWindow";

    private static final String COUNT = "DuplicateCount";
    private static final String FINGERPRINT = "Fingerprint";
    private static final String CONTENT_TYPE = "application/vnd.hie.seen";

    /** An answer longer than this is not kept, and its message not recognised. */
    private static final int LONGEST_REPLY = 4096;

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final Duration window;
    private final int count;
    private final Clock clock;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition settled = lock.newCondition();
    private final Map<String, First> accepted = new LinkedHashMap<>();
    private final Set<String> inWorks = new HashSet<>();

    /** The message that was accepted, with what its sender was told. */
    public static final class First {

        private final UUID id;
        private final Instant at;
        private final byte[] reply;
        private volatile byte[] later;

        First(UUID id, Instant at, byte[] reply) {
            this.id = id;
            this.at = at;
            this.reply = reply;
        }

        /** Its id. */
        public UUID id() {
            return id;
        }

        /** The first answer; {@code null} for none. */
        public byte[] reply() {
            return reply;
        }

        /** The second answer; {@code null} for none, or none yet, or none since the item has started. */
        public byte[] later() {
            return later;
        }

        void answeredLater(byte[] second) {
            later = second == null || isKept(second) ? second : null;
        }

        @Override
        public String toString() {
            return "First[" + id + "]";
        }
    }

    SeenMessages(Duration window, int count, Clock clock) {
        this.window = window;
        this.count = count;
        this.clock = clock;
    }

    /** Those that an item keeps; empty when its settings say that it keeps none. */
    public static Optional<SeenMessages> of(ItemDefinition item) {
        SettingValues settings = item.settings();
        return settings.has(WINDOW) && settings.seconds(WINDOW).isPositive()
                ? Optional.of(new SeenMessages(settings.seconds(WINDOW), settings.integer(COUNT), Clock.systemUTC()))
                : Optional.empty();
    }

    /** How many messages it remembers at most. */
    public int count() {
        return count;
    }

    /** Takes over what an earlier life of the item has left on the broker, the oldest first. */
    public void restore(List<Message> kept) {
        for (Message record : kept) {
            byte[] reply = record.body().bytes();
            MessageHeader header = record.header();
            header.property(FINGERPRINT)
                    .ifPresent(fingerprint -> keep(
                            fingerprint, new First(header.id(), header.created(), reply.length == 0 ? null : reply)));
        }
    }

    /** What tells a message from others; empty for one that cannot be recognised. */
    public static Optional<String> fingerprint(Message message) {
        return Message.HL7_V2.equals(message.header().contentType())
                ? Fingerprint.of(message.body().hl7(), message.body().bytes())
                : Optional.empty();
    }

    /**
     * Begins the work on a message, unless it was accepted before; waits while the same message is in the works over another
     * connection.
     *
     * @return the message that was accepted before; empty when the caller is to work on this one, and to {@link #end} that
     * @throws IllegalStateException when the other one takes too long: the sender has to try again
     */
    public Optional<First> begin(String fingerprint) throws InterruptedException {
        long left = PATIENCE.toNanos();
        lock.lock();
        try {
            while (inWorks.contains(fingerprint)) {
                if (left <= 0) {
                    throw new IllegalStateException("the same message is being taken in over another connection");
                }
                left = settled.awaitNanos(left);
            }
            First first = accepted.get(fingerprint);
            if (first != null && isRecent(first)) {
                return Optional.of(first);
            }
            inWorks.add(fingerprint);
            return Optional.empty();
        } finally {
            lock.unlock();
        }
    }

    /**
     * The work on a message has ended.
     *
     * @param first what was accepted and is stored; {@code null} when it was not
     */
    public void end(String fingerprint, First first) {
        lock.lock();
        try {
            inWorks.remove(fingerprint);
            if (first != null) {
                keep(fingerprint, first);
            }
            settled.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private void keep(String fingerprint, First first) {
        accepted.remove(fingerprint);
        accepted.put(fingerprint, first);
        Iterator<First> oldest = accepted.values().iterator();
        while (oldest.hasNext()) {
            First next = oldest.next();
            if (accepted.size() <= count && isRecent(next)) {
                return;
            }
            oldest.remove();
        }
    }

    private boolean isRecent(First first) {
        return first.at.plus(window).isAfter(clock.instant());
    }

    /** Whether so long an answer is kept. */
    public static boolean isKept(byte[] reply) {
        return reply == null || reply.length <= LONGEST_REPLY;
    }

    /** What is to be remembered of a message that is being accepted. */
    public First first(Message message, byte[] reply) {
        return new First(message.header().id(), clock.instant(), reply);
    }

    /** The same for the broker's disk, where newer ones push it out. */
    public Message record(String fingerprint, First first, String item) {
        MessageHeader header =
                MessageHeader.inbound(first.id(), first.at, item, CONTENT_TYPE).withProperty(FINGERPRINT, fingerprint);
        return new Message(header, MessageBody.of(first.reply() == null ? new byte[0] : first.reply()));
    }

    /** How many are remembered. */
    public int size() {
        lock.lock();
        try {
            return accepted.size();
        } finally {
            lock.unlock();
        }
    }
}
