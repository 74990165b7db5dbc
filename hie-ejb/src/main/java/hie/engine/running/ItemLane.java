package hie.engine.running;

import hie.api.host.CertifiedPeer;
import hie.api.message.Message;
import hie.engine.catalog.HostKind;
import hie.engine.item.HostStartException;
import hie.engine.item.ItemDefinition;
import hie.engine.item.ItemKey;
import hie.engine.item.ItemLog;
import hie.engine.item.ItemStartException;
import hie.engine.item.ItemStoppingException;
import hie.engine.messaging.Backpressure;
import hie.engine.messaging.JmsEnvelope;
import hie.engine.messaging.NetworkBroker;
import hie.engine.messaging.NetworkMessage;
import hie.engine.messaging.NetworkSession;
import hie.engine.messaging.QueueShape;
import hie.engine.metrics.ItemProgress;
import hie.engine.pace.EngineLoad;
import hie.store.message.HopStatus;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.jms.JMSException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The lane of an item in a worker process: takes the item's messages over the network, one at a time, and works on them as a lane in
 * the engine does. {@link #run} is called by one thread; everything else by any.
 */
public final class ItemLane implements AutoCloseable {

    /** At so many workers one after the other a message may end; then it is given up. */
    static final int MOST_DELIVERIES = 3;

    private static final Duration LOOK_UP = Duration.ofMillis(500);
    private static final Duration PAUSE_IN_TROUBLE = Duration.ofSeconds(1);

    private final RunningItems items;
    private final ItemRuntime item;
    private final NetworkBroker broker;
    private final NetworkSession session;
    private final QueueWorker worker;

    private ItemLane(ItemRuntime item, NetworkBroker broker) throws HostStartException {
        this.items = item.items();
        this.item = item;
        this.broker = broker;
        this.session = broker.openSession(item.backpressure(), item.key().queueName());
        item.returnSession(session);
        this.worker =
                item.definition().kind() == HostKind.PROCESS ? new ProcessWorker(item) : new OperationWorker(item);
    }

    /**
     * Builds the item's host.
     *
     * @throws ItemStartException when that fails
     */
    public static ItemLane open(ItemDefinition definition, NetworkBroker broker, MeterRegistry registry)
            throws ItemStartException {
        RunningItems items = new RunningItems(broker, null, registry, EngineLoad.ofThisMachine());
        ItemRuntime item = new ItemRuntime(definition, items, broker, null);
        try {
            item.start();
            items.adopt(item);
            return new ItemLane(item, broker);
        } catch (HostStartException e) {
            throw new ItemStartException(e.getMessage(), e);
        }
    }

    /** The items of its project, of which it must know how to send to them. */
    public void know(Map<ItemKey, ItemDefinition> definitions) {
        items.learn(definitions);
        Map<String, QueueShape> shapes = new HashMap<>();
        definitions.forEach((key, definition) -> shapes.put(key.queueName(), definition.queueShape()));
        broker.shape(shapes);
    }

    /**
     * Works until it is stopped.
     *
     * @param ready run once messages are being taken
     * @throws JMSException when the broker cannot be reached any more
     */
    public void run(Runnable ready) throws JMSException {
        Thread replies = Thread.ofPlatform().daemon().name("hie-replies").unstarted(this::takeReplies);
        if (item.definition().hostClass().sends()) {
            replies.start();
        }
        session.join();
        ready.run();
        while (!item.isStopping()) {
            if (item.isYielding()) {
                pause();
            } else {
                session.receive(LOOK_UP).ifPresent(this::work);
            }
        }
    }

    private void work(NetworkMessage taken) {
        try {
            if (!JmsEnvelope.isEnvelope(taken.message())) {
                ForeignMessage.giveAway(item.key(), taken, session);
                return;
            }
            Message message = JmsEnvelope.arrived(JmsEnvelope.read(taken.message()));
            if (taken.deliveries() > MOST_DELIVERIES) {
                giveUp(message, taken);
            } else {
                worker.work(message, taken);
            }
        } catch (ItemStoppingException e) {
            session.rollback();
        } catch (JMSException | RuntimeException e) {
            ItemLog.LOG.goesBack(item.key(), e);
            session.rollback();
            item.awaitYield(PAUSE_IN_TROUBLE);
        }
    }

    /** Whoever works on it ends with it: it goes to the error queue unseen. */
    private void giveUp(Message message, NetworkMessage taken) throws JMSException {
        String why = "its worker process has ended " + MOST_DELIVERIES + " times while it worked on this message";
        ItemLog.LOG.suspended(item.key(), message.header().id(), why);
        item.counters().received();
        item.counters().failed();
        Transmission transmission = new Transmission(items);
        transmission.toErrorQueue(item.key(), message, HopStatus.ERROR, MOST_DELIVERIES, why);
        transmission.answer(item.key(), message, why, null);
        ItemKey from = item.key().sibling(message.header().source());
        transmission.trace().hop(from, message, HopStatus.ERROR, 0, MOST_DELIVERIES, why, null);
        transmission.flush(session, null);
        session.consume(taken);
        session.commit();
    }

    private void takeReplies() {
        try (NetworkSession replies = broker.openSession(Backpressure.NONE, Calls.replyQueue())) {
            while (!item.isStopping()) {
                Optional<NetworkMessage> reply = replies.receive(LOOK_UP);
                if (reply.isPresent()) {
                    items.calls().arrived(JmsEnvelope.read(reply.get().message()));
                    replies.consume(reply.get());
                    replies.commit();
                }
            }
        } catch (JMSException | RuntimeException e) {
            ItemLog.LOG.repliesEnd(item.key(), e);
            stop();
        }
    }

    private static void pause() {
        try {
            Thread.sleep(LOOK_UP);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /**
     * Takes no more messages; what is in the works is finished, or given back where it waits. What is not finished after
     * DrainTimeout is interrupted, and given back.
     */
    public void stop() {
        item.drain();
    }

    /** The engine has gone, and may come back: what is in the works is another worker's by then, and is interrupted now. */
    public void giveUp() {
        item.signalStop();
        item.hostsAtWork().interruptAfter(Duration.ZERO);
    }

    /** Takes no messages until {@link #goOn}. */
    public void hold() {
        item.pause();
    }

    /** Takes messages again. */
    public void goOn() {
        item.resume();
    }

    /** What it has done. */
    public ItemProgress progress() {
        return item.counters().progress();
    }

    /** What its destination has presented last; empty while nothing is known. */
    public Optional<CertifiedPeer.Certificate> peerCertificate() {
        return item.peerCertificate();
    }

    /** Why its host wants the item stopped until somebody starts it; empty when it does not. */
    public Optional<String> disabled() {
        return Optional.ofNullable(items.disabled().get(item.key()));
    }

    /** Ends the host. Called after {@link #run}. */
    @Override
    public void close() {
        worker.close();
        item.close().join();
    }
}
