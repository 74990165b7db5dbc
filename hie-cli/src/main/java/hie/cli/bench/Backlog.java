package hie.cli.bench;

import java.io.IOException;
import java.time.Duration;
import java.util.Locale;

/** Messages that wait at an operation whose destination is not there, until it is. */
final class Backlog implements AutoCloseable {

    private final int port;
    private final int size;
    private Ledger ledger;
    private Load load;
    private Sink destination;

    /**
     * @param port where its destination will listen
     * @param size how many messages are to wait
     */
    Backlog(int port, int size) {
        this.port = port;
        this.size = size;
    }

    /** Sends messages to the service of the operation until enough wait. */
    void fill(int servicePort, int connections) throws InterruptedException {
        ledger = new Ledger(MessageId.MOST_RUNS - 1, connections);
        load = new Load(servicePort, connections, Load.Traffic.USUAL, ledger);
        load.send(size);
    }

    /** The destination is there: the operation begins to deliver. */
    void release() throws IOException {
        destination = new Sink(port);
        destination.tell(ledger);
        ledger.startMeasuring(Clock.nanos());
    }

    /** Says how much of it was delivered so far, and waits until all of it is, at most so long. */
    String drain(Duration most) throws InterruptedException {
        ledger.stopMeasuring(Clock.nanos());
        double rate = ledger.outcome().messagesPerSecond();
        load.awaitDrained(most);
        Ledger.Outcome outcome = ledger.outcome();
        return String.format(
                Locale.ROOT,
                "; meanwhile %.0f a second of a backlog of %d; of it %d lost, %d duplicates, %d out of order",
                rate,
                outcome.acknowledged(),
                outcome.lost(),
                outcome.duplicates(),
                outcome.outOfOrder());
    }

    @Override
    public void close() throws IOException {
        if (destination != null) {
            destination.close();
        }
    }
}
