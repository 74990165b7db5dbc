package hie.engine.messaging;

import org.apache.activemq.artemis.core.server.Queue;

/**
 * The room in one queue beside what the broker counts there: what running transactions have sent is not counted before they
 * commit, and for a moment not after it, until a thread of the queue has put it in its place; what they drop is still counted.
 * Safe for use by any thread.
 */
final class QueueRoom {

    private int claimed;
    private int leaving;

    /** Messages of transactions that are over: the broker counts them, or will in a moment. Too many rather than too few. */
    private int arriving;

    private synchronized int arriving() {
        return arriving;
    }

    private synchronized void arrived(int messages) {
        arriving -= messages;
    }

    /** What one transaction has claimed in one queue. Used by the transaction's thread. */
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
         * @param size the queue's limit
         * @return whether there was room; a transaction larger than the whole queue fits when nothing else is there
         */
        boolean claim(Queue queue, int size) {
            if (tryClaim(queue, size)) {
                return true;
            }
            int arriving = room.arriving();
            if (arriving == 0 || !QueueThread.await(queue)) {
                return false;
            }
            room.arrived(arriving);
            return tryClaim(queue, size);
        }

        private boolean tryClaim(Queue queue, int size) {
            synchronized (room) {
                long others = queue.getMessageCount() + room.arriving + room.claimed - room.leaving - claimed;
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

        /** The transaction is over, one way or the other. */
        void end() {
            synchronized (room) {
                room.claimed -= claimed;
                room.arriving += claimed;
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
