package hie.engine.running;

import hie.engine.messaging.Broker;
import hie.engine.messaging.ItemQueues;
import hie.engine.metrics.EngineMetrics;
import hie.engine.pace.EngineLoad;
import io.micrometer.core.instrument.Gauge;
import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.annotation.Resource;
import jakarta.ejb.ConcurrencyManagement;
import jakarta.ejb.ConcurrencyManagementType;
import jakarta.ejb.Singleton;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Inject;
import jakarta.jms.ConnectionFactory;

/**
 * Where a generated bean finds its item: looked up once by its global name ({@link #LOOKUP}), because nothing is injected into
 * classes that another deployment uses. What it hands out is a plain object: no container stands between messages and items.
 */
@Singleton
@ConcurrencyManagement(ConcurrencyManagementType.BEAN)
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class ItemDirectory {

    /** The name under which generated beans find this one. */
    public static final String LOOKUP = "java:global/hie/hie-ejb/ItemDirectory!hie.engine.running.ItemDirectory";

    @Inject
    Broker broker;

    @Inject
    ItemQueues queues;

    @Inject
    EngineMetrics metrics;

    @Resource(lookup = "java:/hie/connections")
    ConnectionFactory connections;

    private RunningItems items;
    private ReplyConsumer replies;

    /** A server that is told to end waits until its beans are idle: one that tries a delivery again and again has to hear of it. */
    final Thread hearsOfTheEnd = new Thread(() -> items.signalStop(), "hie-end");

    @PostConstruct
    void open() {
        queues.ensure(Broker.TRACE_QUEUE);
        queues.ensure(Broker.ERROR_QUEUE);
        queues.ensure(Broker.EXPIRED_QUEUE);
        queues.ensure(Calls.replyQueue());
        items = new RunningItems(broker, queues, metrics.registry(), EngineLoad.ofThisMachine());
        replies = new ReplyConsumer(connections, items.calls());
        replies.start();
        Runtime.getRuntime().addShutdownHook(hearsOfTheEnd);
        Gauge.builder("hie.error.queue.depth", queues, all -> all.depth(Broker.ERROR_QUEUE))
                .description("Messages that could not be processed or delivered")
                .strongReference(true)
                .register(metrics.registry());
    }

    @PreDestroy
    void close() {
        forgetHook();
        items.end();
        replies.close();
    }

    private void forgetHook() {
        try {
            Runtime.getRuntime().removeShutdownHook(hearsOfTheEnd);
        } catch (IllegalStateException itsMachineEnds) {
            // Then it has run.
        }
    }

    /** The items that run on this node. */
    @Produces
    @Dependent
    public RunningItems items() {
        return items;
    }
}
