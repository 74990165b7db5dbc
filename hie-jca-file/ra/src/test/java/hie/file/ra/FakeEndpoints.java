package hie.file.ra;

import hie.file.FileListener;
import hie.file.FileMessage;
import hie.file.FileRejectedException;
import jakarta.resource.spi.BootstrapContext;
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
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Timer;
import java.util.concurrent.atomic.AtomicInteger;
import javax.transaction.xa.XAResource;

/**
 * A container for tests: gives out endpoints that call a given listener, checks the protocol of each delivery, and ends
 * transactions as told. As WildFly does, {@code afterDelivery} returns normally after a rollback too.
 */
final class FakeEndpoints implements MessageEndpointFactory, BootstrapContext {
    final List<FileMessage> delivered = Collections.synchronizedList(new ArrayList<>());
    final List<String> faults = Collections.synchronizedList(new ArrayList<>());
    final AtomicInteger created = new AtomicInteger();
    final AtomicInteger released = new AtomicInteger();
    volatile FileListener listener = file -> {};
    volatile boolean transacted;
    volatile boolean commits = true;
    volatile boolean available = true;
    volatile RuntimeException afterDelivery;
    private final FakeRegistry registry = new FakeRegistry();

    private final class Endpoint implements MessageEndpoint, FileListener {
        private int phase;
        private boolean failed;

        @Override
        public void beforeDelivery(Method method) {
            expect(0, "beforeDelivery");
            if (!method.getName().equals("onFile")) {
                faults.add("wrong method " + method);
            }
            registry.begin(transacted);
        }

        @Override
        public void onFile(FileMessage file) throws FileRejectedException {
            expect(1, "onFile");
            delivered.add(file);
            try {
                listener.onFile(file);
            } catch (RuntimeException | Error e) {
                failed = true;
                throw e;
            }
        }

        @Override
        public void afterDelivery() {
            expect(2, "afterDelivery");
            registry.end(commits && !failed);
            if (afterDelivery != null) {
                throw afterDelivery;
            }
        }

        @Override
        public void release() {
            if (phase != 0 && phase != 3) {
                faults.add("released in phase " + phase);
            }
            phase = 4;
            released.incrementAndGet();
        }

        private void expect(int wanted, String call) {
            if (phase != wanted) {
                faults.add(call + " in phase " + phase);
            }
            phase = wanted + 1;
        }
    }

    private static final class FakeRegistry implements TransactionSynchronizationRegistry {
        private static final ThreadLocal<List<Synchronization>> CURRENT = new ThreadLocal<>();

        void begin(boolean transaction) {
            if (transaction) {
                CURRENT.set(new ArrayList<>());
            }
        }

        void end(boolean commit) {
            List<Synchronization> synchronizations = CURRENT.get();
            CURRENT.remove();
            if (synchronizations != null) {
                synchronizations.forEach(
                        s -> s.afterCompletion(commit ? Status.STATUS_COMMITTED : Status.STATUS_ROLLEDBACK));
            }
        }

        @Override
        public void registerInterposedSynchronization(Synchronization synchronization) {
            if (CURRENT.get() == null) {
                throw new IllegalStateException("no transaction");
            }
            CURRENT.get().add(synchronization);
        }

        @Override
        public Object getTransactionKey() {
            return CURRENT.get();
        }

        @Override
        public void putResource(Object key, Object value) {
            throw new UnsupportedOperationException("not used");
        }

        @Override
        public Object getResource(Object key) {
            throw new UnsupportedOperationException("not used");
        }

        @Override
        public int getTransactionStatus() {
            return CURRENT.get() == null ? Status.STATUS_NO_TRANSACTION : Status.STATUS_ACTIVE;
        }

        @Override
        public void setRollbackOnly() {
            throw new UnsupportedOperationException("not used");
        }

        @Override
        public boolean getRollbackOnly() {
            return false;
        }
    }

    FileDelivery delivery() {
        return new FileDelivery(this, registry);
    }

    List<String> deliveredNames() {
        return List.copyOf(delivered).stream().map(FileMessage::name).toList();
    }

    @Override
    public MessageEndpoint createEndpoint(XAResource xaResource) throws UnavailableException {
        if (!available) {
            throw new UnavailableException("not yet");
        }
        created.incrementAndGet();
        return new Endpoint();
    }

    @Override
    public MessageEndpoint createEndpoint(XAResource xaResource, long timeout) throws UnavailableException {
        return createEndpoint(xaResource);
    }

    @Override
    public boolean isDeliveryTransacted(Method method) {
        return transacted;
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
    public WorkManager getWorkManager() {
        throw new UnsupportedOperationException("the adapter has threads of its own");
    }

    @Override
    public XATerminator getXATerminator() {
        throw new UnsupportedOperationException("not used");
    }

    @Override
    public Timer createTimer() {
        throw new UnsupportedOperationException("not used");
    }

    @Override
    public boolean isContextSupported(Class<? extends WorkContext> type) {
        return false;
    }

    @Override
    public TransactionSynchronizationRegistry getTransactionSynchronizationRegistry() {
        return registry;
    }
}
