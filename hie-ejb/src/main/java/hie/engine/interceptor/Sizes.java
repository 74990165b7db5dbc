package hie.engine.interceptor;

import hie.api.host.Interceptor;
import hie.api.message.Message;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;

/** Keeps figures of the sizes of an item's messages: {@code hie_item_message_size_bytes}, a histogram. */
final class Sizes implements Interceptor {

    private static final double[] BOUNDS = {256, 1024, 4096, 16_384, 65_536, 262_144, 1_048_576, 4_194_304, 16_777_216};

    private final MeterRegistry registry;
    private final Tags item;
    private volatile DistributionSummary sizes;

    Sizes(MeterRegistry registry, Tags item) {
        this.registry = registry;
        this.item = item;
    }

    @Override
    public void onStart() {
        sizes = DistributionSummary.builder("hie.item.message.size")
                .description("Sizes of the messages that the item worked on")
                .baseUnit("bytes")
                .tags(item)
                .serviceLevelObjectives(BOUNDS)
                .register(registry);
    }

    @Override
    public void onTearDown() {
        if (sizes != null) {
            registry.remove(sizes);
        }
    }

    @Override
    public Message before(Message message) {
        sizes.record(message.body().size());
        return message;
    }
}
