package hie.file.ra;

import jakarta.resource.ResourceException;
import jakarta.resource.spi.ActivationSpec;
import jakarta.resource.spi.BootstrapContext;
import jakarta.resource.spi.Connector;
import jakarta.resource.spi.ResourceAdapter;
import jakarta.resource.spi.ResourceAdapterInternalException;
import jakarta.resource.spi.TransactionSupport.TransactionSupportLevel;
import jakarta.resource.spi.endpoint.MessageEndpointFactory;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import javax.transaction.xa.XAResource;

/**
 * Delivers the files of folders to message-driven beans; inbound only, configured by annotations alone.
 *
 * <p>The container starts it once, then activates and deactivates endpoints from any thread. There is nothing to recover
 * with the transaction manager: what was not committed still lies in a work folder.
 */
@Connector(
        displayName = "HIE file adapter",
        description = "Polls folders and delivers each file to a message-driven bean",
        vendorName = "HIE",
        eisType = "File",
        version = "1.0",
        transactionSupport = TransactionSupportLevel.NoTransaction)
public final class FileResourceAdapter implements ResourceAdapter {
    private final Map<Endpoint, FileActivation> activations = new ConcurrentHashMap<>();
    private volatile BootstrapContext context;

    private record Endpoint(MessageEndpointFactory factory, ActivationSpec spec) {}

    @Override
    public void start(BootstrapContext bootstrapContext) throws ResourceAdapterInternalException {
        if (bootstrapContext == null) {
            throw new ResourceAdapterInternalException("The file adapter was started without a bootstrap context");
        }
        context = bootstrapContext;
    }

    @Override
    public void stop() {
        for (Endpoint endpoint : List.copyOf(activations.keySet())) {
            deactivate(endpoint);
        }
        context = null;
    }

    /**
     * Checks settings and folders and begins to poll; a second call for the same endpoint does nothing.
     *
     * @throws ResourceException naming the item and each wrong setting, or the folder that is missing or unusable
     */
    @Override
    public void endpointActivation(MessageEndpointFactory factory, ActivationSpec spec) throws ResourceException {
        if (!(spec instanceof FileActivationSpec fileSpec)) {
            throw new ResourceException("The file adapter needs a FileActivationSpec, not " + spec);
        }
        BootstrapContext started = context;
        if (started == null) {
            throw new ResourceException("The file adapter is not started");
        }
        EndpointSettings settings = EndpointSettings.of(fileSpec);
        FileDelivery delivery = new FileDelivery(factory, started.getTransactionSynchronizationRegistry());
        FileActivation activation = new FileActivation(settings, delivery, InstantSource.system());
        if (activations.putIfAbsent(new Endpoint(factory, spec), activation) != null) {
            return;
        }
        try {
            activation.start();
        } catch (ResourceException | RuntimeException e) {
            activations.remove(new Endpoint(factory, spec));
            throw e;
        }
    }

    @Override
    public void endpointDeactivation(MessageEndpointFactory factory, ActivationSpec spec) {
        deactivate(new Endpoint(factory, spec));
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

    private void deactivate(Endpoint endpoint) {
        FileActivation activation = activations.remove(endpoint);
        if (activation != null) {
            activation.stop();
        }
    }
}
