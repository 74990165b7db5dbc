package hie.engine.messaging;

import java.io.File;
import java.util.concurrent.locks.LockSupport;
import java.util.function.IntConsumer;
import org.apache.activemq.artemis.core.io.IOCriticalErrorListener;

/**
 * What becomes of a server whose broker could not write: it ends, and is started anew, when there is room again. A broker that has
 * stopped for good is not started within a running server, and everything acknowledged is in its journal.
 *
 * <p>The server's start script starts it again after exit code 10.
 */
final class BrokerEnd implements IOCriticalErrorListener {

    /** The exit code by which the server's start script is asked to start it anew. */
    private static final int START_ANEW = 10;

    /** What a start unpacks and writes, with something to spare. */
    private static final long ROOM_MEGABYTES = 100;

    private static final long LOOK_AGAIN_NANOS = 1_000_000_000;

    private final File journal;
    private final IntConsumer end;
    private volatile boolean isKnown;

    /** @param end ends this process with an exit code */
    BrokerEnd(File journal, IntConsumer end) {
        this.journal = journal;
        this.end = end;
    }

    @Override
    public boolean isPreviouslyFailed() {
        return isKnown;
    }

    /** Called by the broker once, on whatever thread was writing. */
    @Override
    public void onIOException(Throwable cause, String message, String file) {
        isKnown = true;
        MessagingLog.LOG.brokerStopped(message, journal.getPath(), ROOM_MEGABYTES);
        Thread waiting = new Thread(this::startAnew, "hie-broker-end");
        waiting.setDaemon(true);
        waiting.start();
    }

    private void startAnew() {
        while (journal.getUsableSpace() < ROOM_MEGABYTES << 20) {
            LockSupport.parkNanos(LOOK_AGAIN_NANOS);
        }
        MessagingLog.LOG.startsAnew();
        end.accept(START_ANEW);
    }
}
