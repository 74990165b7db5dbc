package hie.store.message;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/** The hops of one batch, one for each pair of message and item: the one that counts. */
final class HopBatch {

    private record Key(UUID message, String item) {}

    private final Map<Key, Hop> hops = new LinkedHashMap<>();
    private final Set<Key> begun = new HashSet<>();

    void add(Hop hop, boolean isOfNewMessage) {
        Key key = new Key(hop.message(), Parameters.storable(hop.item(), Warehouse.ITEM_LENGTH));
        if (isOfNewMessage || hop.status() == HopStatus.QUEUED) {
            begun.add(key);
        }
        hops.merge(key, hop, HopBatch::later);
    }

    /**
     * Takes out what is kept with its message: what is completed of those messages that are written now.
     *
     * @param fresh the messages of which the warehouse has nothing yet
     * @return the hops of each message that has some, no more of one than are kept
     */
    Map<UUID, List<Hop>> takeCompleted(Map<UUID, ArchivedMessage> messages, Set<UUID> fresh) {
        Map<UUID, List<Hop>> completed = new HashMap<>();
        for (Iterator<Hop> each = hops.values().iterator(); each.hasNext(); ) {
            Hop hop = each.next();
            if (fresh.contains(hop.message()) && CompletedHops.isKept(hop, messages.get(hop.message()))) {
                List<Hop> kept = completed.computeIfAbsent(hop.message(), id -> new ArrayList<>(2));
                if (kept.size() < CompletedHops.MOST) {
                    kept.add(hop);
                    each.remove();
                }
            }
        }
        return completed;
    }

    Collection<Hop> all() {
        return hops.values();
    }

    /** Whether the warehouse probably does not know the hop: its beginning is in this batch as well. */
    boolean isProbablyNew(Hop hop) {
        return begun.contains(new Key(hop.message(), Parameters.storable(hop.item(), Warehouse.ITEM_LENGTH)));
    }

    /**
     * Of two records of the same hop, the one that counts. Records may come in any order, for the broker may deliver one
     * again: a final status stands above trying, trying above waiting; among equals the later one counts, and of two that wait
     * the first.
     */
    static Hop later(Hop known, Hop other) {
        int rank = Integer.compare(rank(other.status()), rank(known.status()));
        if (rank != 0) {
            return rank > 0 ? other : known;
        }
        boolean isLater = other.status() != HopStatus.QUEUED
                && !Parameters.storable(other.at()).isBefore(Parameters.storable(known.at()));
        return isLater ? other : known;
    }

    private static int rank(HopStatus status) {
        if (status.isFinal()) {
            return 2;
        }
        return status == HopStatus.RETRYING ? 1 : 0;
    }
}
