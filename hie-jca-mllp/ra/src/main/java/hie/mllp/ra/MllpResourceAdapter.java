package hie.mllp.ra;

import hie.mllp.client.TlsContexts;
import hie.mllp.ra.inbound.EndpointActivation;
import hie.mllp.ra.inbound.MllpActivationSpec;
import jakarta.resource.NotSupportedException;
import jakarta.resource.ResourceException;
import jakarta.resource.spi.ActivationSpec;
import jakarta.resource.spi.BootstrapContext;
import jakarta.resource.spi.Connector;
import jakarta.resource.spi.ResourceAdapter;
import jakarta.resource.spi.ResourceAdapterInternalException;
import jakarta.resource.spi.TransactionSupport.TransactionSupportLevel;
import jakarta.resource.spi.endpoint.MessageEndpointFactory;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import javax.transaction.xa.XAResource;

/**
 * Starts, keeps and stops the activations of all endpoints, and runs the outbound side's regular check of idle
 * connections.
 */
@Connector(
        displayName = "HIE MLLP adapter",
        description = "Receives and delivers messages over MLLP, the Minimal Lower Layer Protocol of HL7",
        vendorName = "HIE",
        eisType = "MLLP",
        version = "1.0",
        transactionSupport = TransactionSupportLevel.NoTransaction)
public class MllpResourceAdapter implements ResourceAdapter {

    private static final long IDLE_CHECK_MILLIS = 500;

    private final Map<ActivationSpec, EndpointActivation> activations =
            Collections.synchronizedMap(new IdentityHashMap<>());
    private final List<Runnable> idleChecks = new CopyOnWriteArrayList<>();
    private final TlsContexts tls;

    private BootstrapContext context;
    private ScheduledExecutorService scheduler;
    private ScheduledFuture<?> idleCheck;

    /** Made by the container. */
    public MllpResourceAdapter() {
        this(new ServerTlsContexts());
    }

    /** With SSL contexts from elsewhere than the server. */
    MllpResourceAdapter(TlsContexts tls) {
        this.tls = tls;
    }

    @Override
    public void start(BootstrapContext bootstrap) throws ResourceAdapterInternalException {
        context = bootstrap;
        scheduler = Executors.newSingleThreadScheduledExecutor(
                Thread.ofPlatform().daemon().name("mllp-idle-check").factory());
        idleCheck = scheduler.scheduleWithFixedDelay(
                this::checkIdle, IDLE_CHECK_MILLIS, IDLE_CHECK_MILLIS, TimeUnit.MILLISECONDS);
    }

    /** Stops all endpoints that the container has left active, together: each within its own drain timeout. */
    @Override
    public void stop() {
        idleCheck.cancel(false);
        scheduler.shutdown();
        List<EndpointActivation> left;
        synchronized (activations) {
            left = new ArrayList<>(activations.values());
            activations.clear();
        }
        left.forEach(EndpointActivation::stopAccepting);
        left.forEach(EndpointActivation::stop);
    }

    /**
     * Begins to listen; when this returns, the port is open.
     *
     * @throws ResourceException if a setting is wrong or the port cannot be had; names the item
     */
    @Override
    public void endpointActivation(MessageEndpointFactory factory, ActivationSpec spec) throws ResourceException {
        if (!(spec instanceof MllpActivationSpec mllp)) {
            throw new NotSupportedException("Not an activation of the MLLP adapter: " + spec);
        }
        EndpointActivation activation = EndpointActivation.start(mllp.settings(), factory, context, tls);
        activations.put(spec, activation);
    }

    /** Stops listening and waits until messages in flight are done, within the endpoint's drain timeout. */
    @Override
    public void endpointDeactivation(MessageEndpointFactory factory, ActivationSpec spec) {
        EndpointActivation activation = activations.remove(spec);
        if (activation != null) {
            activation.stop();
        }
    }

    /** None: nothing is received within an XA transaction of the adapter's own. */
    @Override
    public XAResource[] getXAResources(ActivationSpec[] specs) {
        return new XAResource[0];
    }

    public TlsContexts tlsContexts() {
        return tls;
    }

    /** Has the check run twice a second while the adapter is started. */
    public void addIdleCheck(Runnable check) {
        idleChecks.add(check);
    }

    /** By identity: each adapter has endpoints of its own. Written out because the specification demands it (19.4.2). */
    @Override
    public boolean equals(Object other) {
        return this == other;
    }

    @Override
    public int hashCode() {
        return System.identityHashCode(this);
    }

    private void checkIdle() {
        try {
            idleChecks.forEach(Runnable::run);
        } catch (RuntimeException e) {
            MllpLog.LOG.idleCheckFailed(e); // the next check comes soon; the scheduler would stop at an exception
        }
    }
}
