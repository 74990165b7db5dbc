package hie.engine.archive;

import hie.engine.messaging.Broker;
import hie.engine.messaging.ItemQueues;
import hie.engine.metrics.EngineMetrics;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

/** The archiver's meters: what it has written, what waits for it, and whether the warehouse takes it. */
@ApplicationScoped
public class ArchiveMeters {

    @Inject
    Archiver archiver;

    @Inject
    ItemQueues queues;

    @Inject
    EngineMetrics metrics;

    /** Adds the meters to the registry. */
    public void register() {
        MeterRegistry registry = metrics.registry();
        FunctionCounter.builder("hie.archive.written", archiver, Archiver::written)
                .description("Trace records written to the warehouse")
                .register(registry);
        Gauge.builder("hie.archive.backlog", queues, all -> all.depth(Broker.TRACE_QUEUE))
                .description("Trace records on their way to the warehouse")
                .strongReference(true)
                .register(registry);
        Gauge.builder("hie.archive.rejected", queues, all -> all.depth(Archiver.FAILED_QUEUE))
                .description("Trace records that the warehouse does not take")
                .strongReference(true)
                .register(registry);
        Gauge.builder("hie.archive.troubled", archiver, a -> a.isTroubled() ? 1 : 0)
                .description("1 while the warehouse cannot be written")
                .strongReference(true)
                .register(registry);
    }
}
