package hie.engine.messaging;

/**
 * The room in one queue that running transactions have claimed: what they have sent is not counted by the broker before they
 * commit, what they drop is still counted until then. Safe for use by any thread.
 */
final class QueueRoom {

    private int claimed;
    private int leaving;

    /** What one transaction has claimed in one queue. */
    static final class Claim {

        private final QueueRoom room;
        private int claimed;
        private int leaving;

        Claim(QueueRoom room) {
            this.room = room;
        }

        /**
         * Claims room for one more message.
         *
         * @param count what the broker counts in the queue
         * @param size the queue's limit
         * @return whether there was room; a transaction larger than the whole queue fits when nothing else is there
         */
        boolean claim(long count, int size) {
            synchronized (room) {
                long others = count + room.claimed - room.leaving - claimed;
                if (others > 0 && others + claimed >= size) {
                    return false;
                }
                room.claimed++;
                claimed++;
                return true;
            }
        }

        /** One message less is there once the transaction commits. */
        void drops() {
            synchronized (room) {
                room.leaving++;
                leaving++;
            }
        }

        /** The transaction is over: what it claimed is counted by the broker from now on, or was given up. */
        void end() {
            synchronized (room) {
                room.claimed -= claimed;
                room.leaving -= leaving;
                claimed = 0;
                leaving = 0;
            }
        }

        QueueRoom room() {
            return room;
        }
    }
}
