package hie.file.ra;

import hie.file.FileListener;
import hie.file.FileMessage;
import hie.file.FileRejectedException;
import jakarta.resource.ResourceException;
import jakarta.resource.spi.endpoint.MessageEndpoint;
import jakarta.resource.spi.endpoint.MessageEndpointFactory;
import jakarta.transaction.Status;
import jakarta.transaction.Synchronization;
import jakarta.transaction.TransactionSynchronizationRegistry;
import java.lang.reflect.Method;

/**
 * Hands one file to a fresh endpoint and tells what became of it. Each endpoint is released exactly once, and each
 * {@code beforeDelivery} that succeeded has its {@code afterDelivery}. For one thread.
 */
final class FileDelivery {
    private static final Method ON_FILE = onFile();

    private final MessageEndpointFactory factory;
    private final TransactionSynchronizationRegistry transactions;

    /** What became of a delivery. */
    sealed interface Outcome {
        /** Stored: returned normally and, if transacted, known to be committed. */
        record Accepted() implements Outcome {}

        /** Hopeless. */
        record Rejected(String reason) implements Outcome {}

        /** Transient; the text names kinds of exceptions only, as their messages may quote the content. */
        record Failed(String causes) implements Outcome {}
    }

    private static final class Verdict implements Synchronization {
        private boolean committed;

        @Override
        public void beforeCompletion() {
            // Nothing to flush: the file itself is no part of the transaction.
        }

        @Override
        public void afterCompletion(int status) {
            committed = status == Status.STATUS_COMMITTED;
        }
    }

    FileDelivery(MessageEndpointFactory factory, TransactionSynchronizationRegistry transactions) {
        this.factory = factory;
        this.transactions = transactions;
    }

    Outcome deliver(FileMessage file) {
        MessageEndpoint endpoint;
        try {
            endpoint = factory.createEndpoint(null);
        } catch (ResourceException | RuntimeException e) {
            return failed(e);
        }
        try {
            return deliver(endpoint, file);
        } finally {
            release(endpoint, file);
        }
    }

    /** What became of the file is decided by now; an exception here must not make it a failure. */
    private static void release(MessageEndpoint endpoint, FileMessage file) {
        try {
            endpoint.release();
        } catch (RuntimeException e) {
            FileLog.LOG.notReleased(file.deliveryId(), causes(e));
        }
    }

    private Outcome deliver(MessageEndpoint endpoint, FileMessage file) {
        Verdict verdict = new Verdict();
        boolean transacted;
        try {
            transacted = factory.isDeliveryTransacted(ON_FILE);
            endpoint.beforeDelivery(ON_FILE);
        } catch (NoSuchMethodException | ResourceException | RuntimeException e) {
            return failed(e);
        }
        Outcome outcome = call(endpoint, file, transacted, verdict);
        try {
            endpoint.afterDelivery();
        } catch (ResourceException | RuntimeException e) {
            if (!verdict.committed && outcome instanceof Outcome.Accepted) {
                return failed(e);
            }
        }
        if (outcome instanceof Outcome.Accepted && transacted && !verdict.committed) {
            return new Outcome.Failed("the transaction was not committed");
        }
        return outcome;
    }

    /** Catches everything, errors too: whatever the listener does, the file must not be lost and the polling goes on. */
    private Outcome call(MessageEndpoint endpoint, FileMessage file, boolean transacted, Verdict verdict) {
        try {
            if (transacted) {
                transactions.registerInterposedSynchronization(verdict);
            }
            ((FileListener) endpoint).onFile(file);
            return new Outcome.Accepted();
        } catch (FileRejectedException e) {
            return new Outcome.Rejected(String.valueOf(e.getMessage()));
        } catch (RuntimeException | Error e) {
            return failed(e);
        }
    }

    private static Outcome failed(Throwable thrown) {
        return new Outcome.Failed(causes(thrown));
    }

    private static String causes(Throwable thrown) {
        StringBuilder causes = new StringBuilder(thrown.getClass().getName());
        Throwable cause = thrown.getCause();
        for (int depth = 0; cause != null && depth < 8; depth++) {
            causes.append(" < ").append(cause.getClass().getName());
            cause = cause.getCause();
        }
        return causes.toString();
    }

    private static Method onFile() {
        try {
            return FileListener.class.getMethod("onFile", FileMessage.class);
        } catch (NoSuchMethodException e) {
            throw new IllegalStateException("FileListener has no onFile(FileMessage)", e);
        }
    }
}
