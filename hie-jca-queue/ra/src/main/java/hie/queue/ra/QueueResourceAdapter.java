package hie.queue.ra;

import jakarta.resource.ResourceException;
import jakarta.resource.spi.ActivationSpec;
import jakarta.resource.spi.BootstrapContext;
import jakarta.resource.spi.Connector;
import jakarta.resource.spi.ResourceAdapter;
import jakarta.resource.spi.TransactionSupport.TransactionSupportLevel;
import jakarta.resource.spi.endpoint.MessageEndpointFactory;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import javax.transaction.xa.XAResource;
import org.apache.activemq.artemis.core.server.ActiveMQServer;
import org.jboss.as.server.CurrentServiceContainer;
import org.jboss.msc.service.ServiceName;
import org.wildfly.extension.messaging.activemq.ActiveMQBroker;

/**
 * Hands the messages of queues of the broker in this virtual machine to message-driven beans; inbound only.
 *
 * <p>The container starts it once, then activates and deactivates endpoints from any thread. There is nothing to recover with
 * the transaction manager: a message leaves its queue in a transaction of the broker's own.
 */
@Connector(
        displayName = "HIE queue adapter",
        description = "Hands messages of the broker's queues to message-driven beans",
        vendorName = "HIE",
        eisType = "Queue",
        version = "1.0",
        transactionSupport = TransactionSupportLevel.NoTransaction)
public final class QueueResourceAdapter implements ResourceAdapter {

    private static final ServiceName BROKER = ServiceName.parse("org.wildfly.messaging.activemq.server.default");

    private final Map<Endpoint, QueueActivation> activations = new ConcurrentHashMap<>();

    private record Endpoint(MessageEndpointFactory factory, ActivationSpec spec) {}

    @Override
    public void start(BootstrapContext context) {
        // Each worker has a thread of its own; there are no timers, and nothing of the container is needed.
    }

    @Override
    public void stop() {
        for (Endpoint endpoint : List.copyOf(activations.keySet())) {
            deactivate(endpoint);
        }
    }

    /**
     * Begins to take messages; a second call for the same endpoint does nothing.
     *
     * @throws ResourceException naming the item, when the queue does not exist or the broker does not run
     */
    @Override
    public void endpointActivation(MessageEndpointFactory factory, ActivationSpec spec) throws ResourceException {
        if (!(spec instanceof QueueActivationSpec queueSpec)) {
            throw new ResourceException("The queue adapter needs a QueueActivationSpec, not " + spec);
        }
        Endpoint endpoint = new Endpoint(factory, spec);
        QueueActivation activation = new QueueActivation(queueSpec, broker(), factory);
        if (activations.putIfAbsent(endpoint, activation) != null) {
            return;
        }
        try {
            activation.start();
        } catch (ResourceException | RuntimeException e) {
            activations.remove(endpoint);
            throw e;
        }
    }

    private static ActiveMQServer broker() {
        ActiveMQBroker broker = (ActiveMQBroker) CurrentServiceContainer.getServiceContainer()
                .getRequiredService(BROKER)
                .getValue();
        return (ActiveMQServer) broker.getDelegate();
    }

    @Override
    public void endpointDeactivation(MessageEndpointFactory factory, ActivationSpec spec) {
        deactivate(new Endpoint(factory, spec));
    }

    private void deactivate(Endpoint endpoint) {
        QueueActivation activation = activations.remove(endpoint);
        if (activation != null) {
            activation.stop();
        }
    }

    @Override
    public XAResource[] getXAResources(ActivationSpec[] specs) {
        return new XAResource[0];
    }

    /** The specification of connectors asks for both; one adapter is only equal to itself. */
    @Override
    public boolean equals(Object other) {
        return this == other;
    }

    @Override
    public int hashCode() {
        return System.identityHashCode(this);
    }
}
