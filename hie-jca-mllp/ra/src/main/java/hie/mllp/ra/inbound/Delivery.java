package hie.mllp.ra.inbound;

import hie.mllp.Hl7Header;
import hie.mllp.MllpListener;
import hie.mllp.MllpMessage;
import hie.mllp.MllpReply;
import hie.mllp.ra.MllpLog;
import jakarta.resource.ResourceException;
import jakarta.resource.spi.UnavailableException;
import jakarta.resource.spi.endpoint.MessageEndpoint;
import jakarta.resource.spi.endpoint.MessageEndpointFactory;
import jakarta.transaction.Status;
import jakarta.transaction.Synchronization;
import jakarta.transaction.TransactionSynchronizationRegistry;
import java.lang.reflect.Method;
import java.util.Objects;

/**
 * Gives messages to the endpoint, each to a fresh one, and learns whether they are stored. Safe for use by any number of
 * threads.
 *
 * <p>If delivery is transacted, the outcome is taken from the transaction itself: that {@code afterDelivery} returned is
 * no proof, because a container may roll a marked transaction back there and return normally.
 */
final class Delivery {

    private static final int ATTEMPTS_WHILE_STARTING = 10;
    private static final long PAUSE_WHILE_STARTING_MILLIS = 100;
    private static final int UNKNOWN = Status.STATUS_UNKNOWN;

    private final String item;
    private final MessageEndpointFactory factory;
    private final Method method;
    private final boolean transacted;
    private final TransactionSynchronizationRegistry transactions;

    /**
     * Resolves the listener method and asks the container whether delivery to it is transacted.
     *
     * @param transactions {@code null} only if the container has none
     * @throws ResourceException if delivery is transacted and the outcome could not be learned
     */
    Delivery(String item, MessageEndpointFactory factory, TransactionSynchronizationRegistry transactions)
            throws ResourceException {
        this.item = item;
        this.factory = factory;
        this.transactions = transactions;
        try {
            this.method = MllpListener.class.getMethod("onMessage", MllpMessage.class);
            this.transacted = factory.isDeliveryTransacted(method);
        } catch (NoSuchMethodException e) {
            throw new ResourceException("MLLP item " + item + ": the endpoint is no MllpListener", e);
        }
        if (transacted && transactions == null) {
            throw new ResourceException("MLLP item " + item
                    + ": delivery is transacted, but the container has no TransactionSynchronizationRegistry to learn"
                    + " the outcome from; declare the bean's onMessage as NOT_SUPPORTED");
        }
    }

    /** Delivers on the calling thread; whatever the endpoint throws becomes part of the outcome. */
    Outcome deliver(MllpMessage message) {
        MessageEndpoint endpoint;
        try {
            endpoint = createEndpoint();
        } catch (UnavailableException | RuntimeException e) {
            return new Outcome.Failed(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new Outcome.Failed(e);
        }
        try {
            return deliver(endpoint, message);
        } finally {
            endpoint.release();
        }
    }

    /** A bean that is still starting is unavailable for a moment: that alone should not cost a message its AA. */
    private MessageEndpoint createEndpoint() throws UnavailableException, InterruptedException {
        for (int attempt = 1; ; attempt++) {
            try {
                return factory.createEndpoint(null);
            } catch (UnavailableException e) {
                if (attempt == ATTEMPTS_WHILE_STARTING) {
                    throw e;
                }
                Thread.sleep(PAUSE_WHILE_STARTING_MILLIS);
            }
        }
    }

    private Outcome deliver(MessageEndpoint endpoint, MllpMessage message) {
        try {
            endpoint.beforeDelivery(method);
        } catch (NoSuchMethodException | ResourceException | RuntimeException e) {
            return new Outcome.Failed(e);
        }
        Completion completion = new Completion();
        MllpReply reply = null;
        Throwable failure = null;
        try {
            if (transacted) {
                transactions.registerInterposedSynchronization(completion);
            }
            reply = Objects.requireNonNullElse(((MllpListener) endpoint).onMessage(message), MllpReply.none());
        } catch (Throwable e) {
            failure = e; // whatever it is, afterDelivery must follow and the peer be told
        }
        Exception after = afterDelivery(endpoint);
        if (failure != null) {
            return new Outcome.Failed(failure);
        }
        return outcome(message, reply, completion, after);
    }

    private static Exception afterDelivery(MessageEndpoint endpoint) {
        try {
            endpoint.afterDelivery();
            return null;
        } catch (ResourceException | RuntimeException e) {
            return e;
        }
    }

    private Outcome outcome(MllpMessage message, MllpReply reply, Completion completion, Exception after) {
        boolean stored = !transacted || completion.status == Status.STATUS_COMMITTED;
        if (!stored) {
            return new Outcome.RolledBack(reply, completion.describe());
        }
        if (after != null) {
            MllpLog.LOG.afterDeliveryFailed(item, new Outcome.Failed(after).reason(), controlId(message.content()));
        }
        return new Outcome.Stored(reply);
    }

    /** For the log; a question mark when the message has none. */
    static String controlId(byte[] message) {
        return Hl7Header.of(message).flatMap(Hl7Header::controlId).orElse("?");
    }

    /** Remembers how the transaction ended; called by the transaction manager on the delivering thread. */
    private static final class Completion implements Synchronization {

        private volatile int status = UNKNOWN;

        @Override
        public void beforeCompletion() {
            // only the end matters
        }

        @Override
        public void afterCompletion(int ended) {
            status = ended;
        }

        private String describe() {
            return switch (status) {
                case Status.STATUS_ROLLEDBACK -> "transaction rolled back";
                case UNKNOWN -> "outcome of the transaction is unknown";
                default -> "transaction ended with status " + status;
            };
        }
    }
}
