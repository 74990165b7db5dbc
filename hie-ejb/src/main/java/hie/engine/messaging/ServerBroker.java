package hie.engine.messaging;

import hie.api.message.Message;
import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedScheduledExecutorService;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.jms.JMSException;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.WeakHashMap;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.apache.activemq.artemis.core.server.ActiveMQServer;
import org.jboss.as.server.CurrentServiceContainer;
import org.jboss.msc.service.ServiceName;
import org.wildfly.extension.messaging.activemq.ActiveMQBroker;

/** The broker inside this server. */
@ApplicationScoped
public class ServerBroker implements Broker {

    /** Far longer than any disk takes; only a dead one lets a worker wait that long. */
    private static final Duration DISK_PATIENCE = Duration.ofSeconds(60);

    private static final ServiceName BROKER = ServiceName.parse("org.wildfly.messaging.activemq.server.default");

    @Resource
    ManagedScheduledExecutorService scheduler;

    @Inject
    ItemQueues queues;

    private final Set<ArtemisSession> sessions =
            Collections.synchronizedSet(Collections.newSetFromMap(new WeakHashMap<>()));

    private Future<?> watching;

    @PostConstruct
    void watch() {
        ActiveMQServer broker = find();
        broker.registerIOCriticalErrorListener(
                new BrokerEnd(broker.getConfiguration().getJournalLocation(), Runtime.getRuntime()::halt));
        watching = scheduler.scheduleWithFixedDelay(
                this::expire, DISK_PATIENCE.toSeconds(), DISK_PATIENCE.toSeconds() / 6, TimeUnit.SECONDS);
    }

    @PreDestroy
    void end() {
        watching.cancel(false);
    }

    private void expire() {
        for (ArtemisSession session : sessions.toArray(ArtemisSession[]::new)) {
            session.expire(DISK_PATIENCE);
        }
    }

    @Override
    public BrokerSession openSession(Backpressure backpressure) {
        return open(backpressure);
    }

    /** The archiver's end of the trace queue; the queue is looked up on first use. */
    public TraceQueue openTraceQueue() {
        return new ArtemisTraceQueue(ServerBroker::find, open(Backpressure.NONE));
    }

    private ArtemisSession open(Backpressure backpressure) {
        ArtemisSession session = new ArtemisSession(ServerBroker::find, queues.shapes(), backpressure);
        sessions.add(session);
        return session;
    }

    @Override
    public boolean isDrained(String queue) {
        return QueueThread.isDrained(find(), queue);
    }

    @Override
    public Optional<HeldMessage> takeStored(String queue, Pick pick) throws JMSException {
        return ArtemisHeldMessage.takeStored(find(), queue, pick);
    }

    @Override
    public List<HeldKey> heldKeys(String project, String item) {
        return HeldKeys.of(find(), project, item);
    }

    @Override
    public Optional<HeldMessage> takeNext(String queue) throws JMSException {
        return ArtemisHeldMessage.take(find(), queue, Pick.OLDEST);
    }

    @Override
    public Optional<HeldMessage> takeNext(String queue, Predicate<String> keys) throws JMSException {
        return ArtemisHeldMessage.take(find(), queue, keys);
    }

    @Override
    public List<Message> browse(String queue) throws JMSException {
        return WaitingMessages.browse(find(), queue);
    }

    @Override
    public Optional<HeldMessage> takeExpired() throws JMSException {
        return ArtemisHeldMessage.take(find(), EXPIRED_QUEUE, Pick.OLDEST);
    }

    static ActiveMQServer find() {
        ActiveMQBroker broker = (ActiveMQBroker) CurrentServiceContainer.getServiceContainer()
                .getRequiredService(BROKER)
                .getValue();
        return (ActiveMQServer) broker.getDelegate();
    }
}
