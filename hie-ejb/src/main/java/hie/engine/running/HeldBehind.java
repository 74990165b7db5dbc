package hie.engine.running;

import hie.engine.item.ItemLog;
import hie.engine.messaging.BrokerSession;
import hie.engine.messaging.HeldKey;
import hie.engine.messaging.KeyGate;
import hie.engine.messaging.NetworkDoor;
import jakarta.jms.JMSException;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * Keeps messages whose order key is held back (HoldKeyOnSuspend) from the worker processes of an item, and puts them behind the one that
 * holds it, on a thread of its own, from {@link #begin} to {@link #close} (docs/adr/0065).
 */
public final class HeldBehind implements KeyGate, AutoCloseable {

    private static final Duration PAUSE_IN_TROUBLE = Duration.ofSeconds(1);

    private final ItemRuntime item;
    private final NetworkDoor door;
    private final Semaphore came = new Semaphore(0);
    private final Thread thread;
    private volatile boolean isClosed;

    private HeldBehind(ItemRuntime item, NetworkDoor door) {
        this.item = item;
        this.door = door;
        this.thread = Thread.ofVirtual().name("hie-held-" + item.key()).unstarted(this::run);
    }

    /**
     * Begins before any worker takes messages.
     *
     * @param item holds keys back
     * @param door by which its workers come in; open
     */
    public static HeldBehind begin(ItemRuntime item, NetworkDoor door) {
        HeldBehind held = new HeldBehind(item, door);
        String queue = item.key().queueName();
        item.holds().letGoBy(letting -> door.pass(queue, letting));
        door.gate(queue, held);
        held.thread.start();
        return held;
    }

    @Override
    public boolean isHeld(String key) {
        return item.holds().isHeld(key);
    }

    @Override
    public void hold(HeldKey key) {
        item.holds().hold(key);
        came.release();
    }

    @Override
    public void cameBy() {
        came.release();
    }

    private void run() {
        BrokerSession session = item.borrowSession();
        try {
            while (!isClosed) {
                came.acquire();
                came.drainPermits();
                followUp(session);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            item.returnSession(session);
        }
    }

    private void followUp(BrokerSession session) throws InterruptedException {
        try {
            boolean goesOn = true;
            while (goesOn && !isClosed) {
                goesOn = item.holds().followUp(session);
            }
        } catch (JMSException | RuntimeException e) {
            ItemLog.LOG.notHeldBehind(item.key(), e);
            came.tryAcquire(PAUSE_IN_TROUBLE.toMillis(), TimeUnit.MILLISECONDS);
            came.release();
        }
    }

    /** Returns when it has ended. Called when no worker takes messages any more. */
    @Override
    public void close() {
        door.gate(item.key().queueName(), null);
        item.holds().letGoBy(Runnable::run);
        isClosed = true;
        came.release();
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
