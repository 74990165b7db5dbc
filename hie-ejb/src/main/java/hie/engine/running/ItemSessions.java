package hie.engine.running;

import hie.api.host.Adapter;
import hie.engine.catalog.HostKind;
import hie.engine.item.ItemDefinition;
import hie.engine.messaging.Backpressure;
import hie.engine.messaging.Broker;
import hie.engine.messaging.BrokerSession;
import hie.engine.messaging.QueueShape;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * The broker sessions of a running item: opened when they are needed, lent to one worker at a time, closed with the item.
 *
 * <p>It is also how they bear a full queue. A service's sender waits and has to be answered in time; a process, or a service of JMS
 * clients, has its message on a queue, where it is safe, and waits until it has to yield.
 */
final class ItemSessions implements Backpressure {

    private static final Duration FOREVER = Duration.ofDays(365);

    private final ItemDefinition definition;
    private final Broker broker;
    private final ItemSignals signals;
    private final Queue<BrokerSession> idle = new ConcurrentLinkedQueue<>();
    private final Deque<BrokerSession> sessions = new ArrayDeque<>();

    ItemSessions(ItemDefinition definition, Broker broker, ItemSignals signals) {
        this.definition = definition;
        this.broker = broker;
        this.signals = signals;
    }

    /** Lends a session; an idle one, or a new one. */
    BrokerSession borrow() {
        BrokerSession session = idle.poll();
        if (session == null) {
            session = broker.openSession(this);
            synchronized (sessions) {
                sessions.add(session);
            }
        }
        return session;
    }

    void giveBack(BrokerSession session) {
        idle.add(session instanceof RecordingSession recording ? recording.recorded() : session);
    }

    void close() {
        synchronized (sessions) {
            sessions.forEach(BrokerSession::close);
            sessions.clear();
        }
    }

    @Override
    public Duration patience(QueueShape full) {
        if (!isHurried()) {
            return FOREVER;
        }
        return full.overflow() == QueueShape.Overflow.REJECT_NEW ? Duration.ZERO : full.patience();
    }

    @Override
    public boolean isHurried() {
        return definition.kind() == HostKind.SERVICE && definition.hostClass().adapter() != Adapter.Kind.JMS;
    }

    @Override
    public boolean awaitYield(Duration limit) {
        return signals.awaitYield(limit);
    }
}
