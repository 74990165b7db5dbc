package hie.engine.tracing;

import hie.store.message.TraceRecord;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.exporter.otlp.http.trace.OtlpHttpSpanExporter;
import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.resources.Resource;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Sends spans to the OTLP receiver named by {@value #SETTING}; without that setting there is no such object, and nothing
 * anywhere to pay for. Exporting never waits: what a slow or absent receiver does not take is dropped, because the warehouse
 * has it all. Used by the archiver's thread.
 */
public final class Tracing implements AutoCloseable {

    /** The receiver's URL (OTLP over HTTP, protobuf); {@code /v1/traces} is added to one without a path. */
    public static final String SETTING = "HIE_OTLP_ENDPOINT";

    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final int MAX_UNDER_WAY = 4;

    private final OtlpHttpSpanExporter exporter;
    private final SpanMaker maker;
    private final AtomicInteger underWay = new AtomicInteger();
    private final AtomicBoolean inTrouble = new AtomicBoolean();

    Tracing(URI endpoint, String node) {
        exporter = OtlpHttpSpanExporter.builder()
                .setEndpoint(endpoint.toString())
                .setTimeout(PATIENCE)
                .build();
        maker = new SpanMaker(Resource.create(Attributes.builder()
                .put("service.name", "hie")
                .put("service.instance.id", node)
                .build()));
    }

    /**
     * The tracing that the setting asks for.
     *
     * @return {@code null} when it is not set
     * @throws IllegalArgumentException when it is no http or https URL
     */
    public static Tracing configured() {
        String endpoint = setting();
        return endpoint == null ? null : new Tracing(url(endpoint), System.getProperty("jboss.node.name", "node"));
    }

    /** Whether traces are wanted. */
    public static boolean isOn() {
        return Switch.ON;
    }

    /** Read once: asked for each request. */
    private static final class Switch {
        private static final boolean ON = setting() != null;
    }

    private static String setting() {
        String value = System.getProperty(SETTING, System.getenv(SETTING));
        return value == null || value.isBlank() ? null : value.strip();
    }

    static URI url(String text) {
        try {
            URI url = URI.create(text);
            if (url.getHost() != null && String.valueOf(url.getScheme()).matches("https?")) {
                return url.getPath().isEmpty() || url.getPath().equals("/") ? url.resolve("/v1/traces") : url;
            }
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(unusable(text), e);
        }
        throw new IllegalArgumentException(unusable(text));
    }

    private static String unusable(String text) {
        return SETTING + " is '" + text + "'; give the URL of an OTLP receiver over HTTP, for example http://host:4318";
    }

    /** Sends the spans of records; returns at once. */
    public void export(List<TraceRecord> records) {
        List<SpanData> spans = maker.spans(records);
        if (spans.isEmpty()) {
            return;
        }
        if (underWay.incrementAndGet() > MAX_UNDER_WAY) {
            underWay.decrementAndGet();
            failed();
            return;
        }
        CompletableResultCode result = exporter.export(spans);
        result.whenComplete(() -> {
            underWay.decrementAndGet();
            if (!result.isSuccess()) {
                failed();
            } else if (inTrouble.compareAndSet(true, false)) {
                TracingLog.LOG.troubleEnds();
            }
        });
    }

    private void failed() {
        if (inTrouble.compareAndSet(false, true)) {
            TracingLog.LOG.troubleBegins(SETTING);
        }
    }

    /** Waits, a moment, until what is under way has left. */
    @Override
    public void close() {
        exporter.shutdown().join(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    }
}
