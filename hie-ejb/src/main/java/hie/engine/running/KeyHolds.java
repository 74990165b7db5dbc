package hie.engine.running;

import hie.api.message.Message;
import hie.engine.messaging.BrokerSession;
import hie.engine.messaging.HeldKey;
import hie.engine.messaging.HeldMessage;
import hie.engine.messaging.JmsEnvelope;
import hie.queue.TakenMessage;
import hie.store.message.HopStatus;
import jakarta.jms.JMSException;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;

/**
 * The order keys of an item that are held back behind suspended messages (HoldKeyOnSuspend). Messages of such a key go to the
 * error queue as well. When the desk lets them go, they come to the front of the queue; what a worker has had in hand by then
 * lines up behind them.
 *
 * <p>What is held back is on the error queue, and read from there when the item starts; what lines up needs no memory then,
 * because nobody has anything in hand. Safe for use by any thread: what changes a key's state, and the transaction that goes with
 * it, take {@linkplain #turn turns}.
 *
 * <p>Of an item in processes of its own, the engine's process knows what is held back, and the broker keeps it from the workers
 * ({@link HeldBehind}); so nothing lines up. A worker's process knows which key a message holds back, and no more.
 */
public final class KeyHolds {

    private final ItemRuntime item;
    private final boolean isKeyed;
    private final boolean isInProcesses;
    private final ReentrantLock turn = new ReentrantLock();
    private final Map<String, HeldKey> heads = new ConcurrentHashMap<>();

    /** By key: the messages that were sent again and have not been worked on yet, in their order. */
    private final Map<String, Deque<UUID>> coming = new ConcurrentHashMap<>();

    /** Lets keys go that workers in processes of their own may get again. */
    private volatile Consumer<Runnable> passing = Runnable::run;

    private KeyHolds(ItemRuntime item) {
        this.item = item;
        this.isKeyed = item.definition().orderKey() != null;
        this.isInProcesses = item.definition().isMultiprocess();
        item.items()
                .broker()
                .heldKeys(item.key().projectPath(), item.itemName())
                .forEach(held -> heads.put(held.key(), held));
    }

    /** What an item's settings ask for; {@code null} for nothing. */
    static KeyHolds of(ItemRuntime item) {
        return item.settings().has("HoldKeyOnSuspend") && item.settings().flag("HoldKeyOnSuspend")
                ? new KeyHolds(item)
                : null;
    }

    /** A piece of work with the broker. */
    interface Commit {
        void run() throws JMSException;
    }

    /** The key of a message; {@code null} when it has none and nothing is held behind it. */
    String keyOf(Message message) {
        return isKeyed ? message.header().orderKey() : "";
    }

    /** Taken by whoever lets held messages go, for as long as that lasts. */
    public ReentrantLock turn() {
        return turn;
    }

    /** A message goes to the error queue: its key is held back from now on. */
    void suspend(HeldKey held, Commit commit) throws JMSException {
        if (isInProcesses) {
            commit.run();
            return;
        }
        turn.lock();
        try {
            commit.run();
            heads.put(held.key(), held);
        } finally {
            turn.unlock();
        }
    }

    /** Whether messages of a key are held back; {@code null} for those without one. */
    boolean isHeld(String key) {
        String own = isKeyed ? key : "";
        return own != null && heads.containsKey(own);
    }

    /** A worker in a process of its own has put a message on the error queue: its key is held back. Waits for nobody. */
    void hold(HeldKey held) {
        heads.put(held.key(), held);
    }

    /** @param way runs what lets a key go, and has workers in processes of their own get its messages in their order then */
    void letGoBy(Consumer<Runnable> way) {
        passing = way;
    }

    /**
     * Puts the next message that waits in the queue, and whose key is held back, behind the one that holds it.
     *
     * @param session of the caller's, without a transaction
     * @return {@code false} when none waits
     */
    boolean followUp(BrokerSession session) throws JMSException {
        turn.lock();
        try {
            Optional<HeldMessage> next =
                    item.items().broker().takeNext(item.key().queueName(), this::isHeld);
            if (next.isPresent()) {
                follow(next.get(), session);
            }
            return next.isPresent();
        } finally {
            turn.unlock();
        }
    }

    private void follow(HeldMessage next, BrokerSession session) throws JMSException {
        try {
            Message message = next.message();
            commit(suspended(message, heads.get(keyOf(message))), next.taken(), session);
        } catch (JMSException | RuntimeException e) {
            next.giveBack();
            throw e;
        }
    }

    /**
     * Whether a message is not to be worked on now: it has been put behind those before it.
     *
     * @param session of the caller's, without a transaction; the message leaves its queue in it
     */
    boolean holdsBack(Message message, TakenMessage taken, BrokerSession session) throws JMSException {
        String key = keyOf(message);
        if (key == null || !(heads.containsKey(key) || coming.containsKey(key))) {
            return false;
        }
        turn.lock();
        try {
            HeldKey head = heads.get(key);
            if (head != null) {
                settled(message);
                commit(suspended(message, head), taken, session);
                return true;
            }
            return linesUp(key, message, taken, session);
        } finally {
            turn.unlock();
        }
    }

    private Transmission suspended(Message message, HeldKey head) {
        Transmission transmission = new Transmission(item.items());
        String why = "held behind message " + head.message();
        transmission.behind(item.key(), JmsEnvelope.arrived(message), head, why);
        transmission
                .trace()
                .hop(
                        item.key().sibling(message.header().source()),
                        message,
                        HopStatus.SUSPENDED,
                        System.nanoTime(),
                        0,
                        why,
                        null);
        transmission.answer(item.key(), message, why, null);
        return transmission;
    }

    /** Those before it have come when it comes the second time, or will not come any more. */
    private boolean linesUp(String key, Message message, TakenMessage taken, BrokerSession session)
            throws JMSException {
        Deque<UUID> line = coming.get(key);
        if (line == null) {
            return false;
        }
        UUID id = message.header().id();
        if (line.contains(id)) {
            while (!line.getFirst().equals(id)) {
                line.removeFirst();
            }
            return false;
        }
        Transmission transmission = new Transmission(item.items());
        transmission.again(item.key().queueName(), JmsEnvelope.ahead(message));
        commit(transmission, taken, session);
        line.addLast(id);
        return true;
    }

    private static void commit(Transmission transmission, TakenMessage taken, BrokerSession session)
            throws JMSException {
        try {
            transmission.flush(session, null);
            session.consume(taken);
            session.commit();
        } catch (JMSException e) {
            session.rollback();
            throw e;
        }
    }

    /** A message has been worked on; nobody waits for it in the line any more. */
    void settled(Message message) {
        String key = keyOf(message);
        if (key != null && coming.containsKey(key)) {
            coming.computeIfPresent(key, (any, line) -> {
                line.remove(message.header().id());
                return line.isEmpty() ? null : line;
            });
        }
    }

    /**
     * A key is held back no more. Called in {@link #turn}.
     *
     * @param head the suspension at its head
     * @param again the messages of the key that were sent again, in their order
     */
    public void release(String key, UUID head, Collection<UUID> again) {
        HeldKey held = heads.get(key);
        if (held == null || !held.suspension().equals(head)) {
            return;
        }
        if (isInProcesses) {
            passing.accept(() -> heads.remove(key));
            return;
        }
        heads.remove(key);
        if (!again.isEmpty()) {
            coming.put(key, new ArrayDeque<>(again));
        }
    }
}
