package hie.engine.desk;

import hie.engine.messaging.SuspendedMessage;
import hie.engine.messaging.SuspensionFilter;
import java.util.Collection;
import java.util.List;
import java.util.UUID;

/** Which suspended messages something is to be done with. */
public sealed interface Selection {

    /** Of what the filter means. */
    SuspensionFilter filter();

    /** Whether a message is one of those. */
    boolean means(SuspendedMessage message);

    /**
     * These very ones, by the ids of their suspensions.
     *
     * @param ids 1 to {@value #MOST_IDS}
     */
    record Chosen(SuspensionFilter filter, List<UUID> ids) implements Selection {

        /** The most messages that can be chosen one by one. */
        public static final int MOST_IDS = 1000;

        public Chosen {
            ids = List.copyOf(ids);
            if (ids.isEmpty() || ids.size() > MOST_IDS) {
                throw new IllegalArgumentException(
                        "ids: " + ids.size() + " messages (expected: 1 to " + MOST_IDS + ")");
            }
        }

        @Override
        public boolean means(SuspendedMessage message) {
            return ids.contains(message.suspension().id());
        }

        /** These ones. */
        public static Chosen of(SuspensionFilter filter, Collection<UUID> ids) {
            return new Chosen(filter, List.copyOf(ids));
        }
    }

    /**
     * Everything that the filter means, if that is as many as the user was shown.
     *
     * @param count how many the user was shown
     */
    record Everything(SuspensionFilter filter, long count) implements Selection {

        @Override
        public boolean means(SuspendedMessage message) {
            return filter.means(message);
        }
    }
}
