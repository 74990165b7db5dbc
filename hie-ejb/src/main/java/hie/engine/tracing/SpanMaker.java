package hie.engine.tracing;

import hie.store.message.ArchivedMessage;
import hie.store.message.Hop;
import hie.store.message.HopStatus;
import hie.store.message.TraceRecord;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.common.AttributesBuilder;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.sdk.resources.Resource;
import io.opentelemetry.sdk.trace.data.LinkData;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.data.StatusData;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * Makes spans of trace records: one of a message's entry, one of each message that an item made, one of each hop that is
 * over. Names of items, ids, types and verdicts go into them; bodies, patients' identifiers, peers, file names and reasons do
 * not. Used by one thread.
 */
final class SpanMaker {

    private static final AttributeKey<String> CONTROL_ID = AttributeKey.stringKey("hie.control_id");
    private static final int REMEMBERED = 20_000;

    private final Resource resource;

    /** The control ids of messages that came by lately: a hop is told of later than its message, and does not hold it. */
    private final Map<UUID, String> controlIds = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<UUID, String> eldest) {
            return size() > REMEMBERED;
        }
    };

    SpanMaker(Resource resource) {
        this.resource = resource;
    }

    List<SpanData> spans(List<TraceRecord> records) {
        List<SpanData> spans = new ArrayList<>();
        for (TraceRecord record : records) {
            for (ArchivedMessage message : record.messages()) {
                if (!message.controlId().isEmpty()) {
                    controlIds.put(message.id(), message.controlId());
                }
                spans.add(ofMessage(message, record.hops()));
            }
            for (Hop hop : record.hops()) {
                if (isWork(hop.status())) {
                    spans.add(ofHop(hop));
                }
            }
        }
        return spans;
    }

    private SpanData ofMessage(ArchivedMessage message, List<Hop> hops) {
        boolean isEntry = message.id().equals(message.session());
        SpanContext parent = message.causation() == null
                ? SpanContext.getInvalid()
                : TraceContext.of(message.session(), message.causation(), message.source());
        Instant end = isEntry
                ? hops.stream()
                        .filter(hop -> hop.message().equals(message.id()))
                        .map(Hop::at)
                        .reduce(message.created(), (a, b) -> a.isAfter(b) ? a : b)
                : message.created();
        AttributesBuilder attributes = attributes(message.project(), message.source(), message.id(), message.session())
                .put("hie.message.type", message.schemaName())
                .put("hie.message.content_type", message.contentType())
                .put("hie.message.size", message.body().length)
                .put("hie.accepted", message.accepted());
        return new FinishedSpan(
                message.source() + (isEntry ? " receive" : " create"),
                isEntry ? SpanKind.SERVER : SpanKind.INTERNAL,
                TraceContext.of(message.session(), message.id(), message.source()),
                parent,
                message.accepted() ? StatusData.ok() : StatusData.error(),
                message.created(),
                end,
                attributes.build(),
                links(message),
                resource);
    }

    /** The trace of whoever sent the message, if it came with one. */
    private static List<LinkData> links(ArchivedMessage message) {
        String prefix = TraceContext.HEADER + "=";
        return message.properties()
                .lines()
                .filter(line -> line.startsWith(prefix))
                .flatMap(line -> TraceContext.parse(line.substring(prefix.length())).stream())
                .map(LinkData::create)
                .toList();
    }

    /** What people did with a hop at the desk is no work of its item: its span was made when the item gave it up. */
    private static boolean isWork(HopStatus status) {
        return status.isFinal() && status != HopStatus.RESENT && status != HopStatus.DISCARDED;
    }

    private SpanData ofHop(Hop hop) {
        boolean isDelivery = hop.attempts() > 0;
        AttributesBuilder attributes = attributes(hop.project(), hop.item(), hop.message(), hop.session())
                .put("hie.from", hop.from())
                .put("hie.status", hop.status().name().toLowerCase(java.util.Locale.ROOT));
        if (isDelivery) {
            attributes.put("hie.attempts", hop.attempts());
        }
        return new FinishedSpan(
                hop.item() + (isDelivery ? " deliver" : " process"),
                isDelivery ? SpanKind.CLIENT : SpanKind.INTERNAL,
                TraceContext.of(hop.session(), hop.message(), hop.item()),
                TraceContext.of(hop.session(), hop.message(), hop.from()),
                hop.status() == HopStatus.COMPLETED ? StatusData.ok() : StatusData.error(),
                hop.at().minus(Duration.ofNanos(hop.tookMicros() * 1000)),
                hop.at(),
                attributes.build(),
                List.of(),
                resource);
    }

    private AttributesBuilder attributes(String project, String item, UUID message, UUID session) {
        AttributesBuilder attributes = Attributes.builder()
                .put("hie.project", project)
                .put("hie.item", item)
                .put("hie.message.id", message.toString())
                .put("hie.session.id", session.toString());
        String controlId = controlIds.get(message);
        if (controlId != null) {
            attributes.put(CONTROL_ID, controlId);
        }
        return attributes;
    }
}
