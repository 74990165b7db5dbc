package hie.engine.running;

import hie.engine.messaging.DurableBroker;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** For tests of the queue of an operation Out, on a broker with a disk. */
abstract class BrokerOnDisk {

    static final String QUEUE = ItemFixture.key("Out").queueName();
    protected static final Duration PATIENCE = Duration.ofSeconds(20);

    @TempDir
    Path data;

    DurableBroker broker;
    protected ItemFixture fixture;
    ItemRuntime out;

    @BeforeEach
    void start() throws Exception {
        broker = new DurableBroker(data);
    }

    @AfterEach
    void stop() throws Exception {
        broker.close();
    }
}
