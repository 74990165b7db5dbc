package hie.mllp.ra.inbound;

import hie.mllp.MllpListener;
import hie.mllp.MllpMessage;
import hie.mllp.MllpReply;
import jakarta.resource.ResourceException;
import jakarta.resource.spi.BootstrapContext;
import jakarta.resource.spi.LocalTransactionException;
import jakarta.resource.spi.UnavailableException;
import jakarta.resource.spi.XATerminator;
import jakarta.resource.spi.endpoint.MessageEndpoint;
import jakarta.resource.spi.endpoint.MessageEndpointFactory;
import jakarta.resource.spi.work.WorkContext;
import jakarta.resource.spi.work.WorkManager;
import jakarta.transaction.Status;
import jakarta.transaction.Synchronization;
import jakarta.transaction.TransactionSynchronizationRegistry;
import java.lang.reflect.Method;
import java.util.List;
import java.util.Queue;
import java.util.Timer;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import javax.transaction.xa.XAResource;

/**
 * Plays the container towards the inbound adapter: makes endpoints, runs their transactions and notes every call in
 * order.
 */
public final class FakeContainer
        implements BootstrapContext, MessageEndpointFactory, TransactionSynchronizationRegistry {

    /** How the transaction around each delivery ends. */
    public enum Ending {
        /** There is no transaction. */
        NONE,
        COMMITTED,
        /** Rolled back, and {@code afterDelivery} returns as if nothing had happened: what WildFly does. */
        ROLLED_BACK_SILENTLY,
        /** Rolled back, and {@code afterDelivery} throws. */
        ROLLED_BACK_LOUDLY,
        /** Committed, and {@code afterDelivery} throws nevertheless. */
        COMMITTED_LOUDLY,
        /** The transaction manager never tells. */
        FORGOTTEN
    }

    public final Queue<String> calls = new ConcurrentLinkedQueue<>();
    public final AtomicInteger unavailable = new AtomicInteger();

    private final Ending ending;
    private final MllpListener listener;

    @SuppressWarnings("ThreadLocalUsage") // each container has transactions of its own
    private final ThreadLocal<Queue<Synchronization>> transaction = new ThreadLocal<>();

    public FakeContainer(Ending ending, MllpListener listener) {
        this.ending = ending;
        this.listener = listener;
    }

    @Override
    public MessageEndpoint createEndpoint(XAResource resource) throws UnavailableException {
        if (unavailable.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
            calls.add("unavailable");
            throw new UnavailableException("starting");
        }
        calls.add("create");
        return new Endpoint();
    }

    @Override
    public MessageEndpoint createEndpoint(XAResource resource, long timeout) throws UnavailableException {
        return createEndpoint(resource);
    }

    @Override
    public boolean isDeliveryTransacted(Method method) throws NoSuchMethodException {
        MllpListener.class.getMethod(method.getName(), method.getParameterTypes());
        return ending != Ending.NONE;
    }

    @Override
    public String getActivationName() {
        return "fake";
    }

    @Override
    public Class<?> getEndpointClass() {
        return Endpoint.class;
    }

    @Override
    public TransactionSynchronizationRegistry getTransactionSynchronizationRegistry() {
        return this;
    }

    @Override
    public void registerInterposedSynchronization(Synchronization synchronization) {
        if (transaction.get() == null) {
            throw new IllegalStateException("no transaction");
        }
        transaction.get().add(synchronization);
    }

    private final class Endpoint implements MessageEndpoint, MllpListener {

        private boolean released;

        @Override
        public void beforeDelivery(Method method) {
            calls.add("before");
            if (ending != Ending.NONE) {
                transaction.set(new ConcurrentLinkedQueue<>());
            }
        }

        @Override
        public MllpReply onMessage(MllpMessage message) {
            calls.add("call");
            return listener.onMessage(message);
        }

        @Override
        public void afterDelivery() throws ResourceException {
            calls.add("after");
            if (ending == Ending.NONE) {
                return;
            }
            boolean committed = ending == Ending.COMMITTED || ending == Ending.COMMITTED_LOUDLY;
            if (ending != Ending.FORGOTTEN) {
                int status = committed ? Status.STATUS_COMMITTED : Status.STATUS_ROLLEDBACK;
                transaction.get().forEach(registered -> registered.afterCompletion(status));
            }
            transaction.remove();
            if (ending == Ending.ROLLED_BACK_LOUDLY || ending == Ending.COMMITTED_LOUDLY) {
                throw new LocalTransactionException("made up");
            }
        }

        @Override
        public void release() {
            if (released) {
                throw new IllegalStateException("released twice");
            }
            released = true;
            calls.add("release");
        }
    }

    /** The calls so far, in order. */
    public List<String> calls() {
        return List.copyOf(calls);
    }

    @Override
    public WorkManager getWorkManager() {
        throw new UnsupportedOperationException();
    }

    @Override
    public XATerminator getXATerminator() {
        throw new UnsupportedOperationException();
    }

    @Override
    public Timer createTimer() {
        throw new UnsupportedOperationException();
    }

    @Override
    public boolean isContextSupported(Class<? extends WorkContext> type) {
        return false;
    }

    @Override
    public Object getTransactionKey() {
        return transaction.get();
    }

    @Override
    public void putResource(Object key, Object value) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Object getResource(Object key) {
        throw new UnsupportedOperationException();
    }

    @Override
    public int getTransactionStatus() {
        return transaction.get() == null ? Status.STATUS_NO_TRANSACTION : Status.STATUS_ACTIVE;
    }

    @Override
    public void setRollbackOnly() {
        throw new UnsupportedOperationException();
    }

    @Override
    public boolean getRollbackOnly() {
        return false;
    }
}
