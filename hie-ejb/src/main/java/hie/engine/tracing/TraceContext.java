package hie.engine.tracing;

import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.SpanId;
import io.opentelemetry.api.trace.TraceFlags;
import io.opentelemetry.api.trace.TraceId;
import io.opentelemetry.api.trace.TraceState;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The trace context of a message, and how it is written for others (W3C Trace Context, {@code traceparent}). */
public final class TraceContext {

    /** The header, and the message property, that others' context comes in and ours leaves by. */
    public static final String HEADER = "traceparent";

    private static final Pattern SYNTAX = Pattern.compile("[0-9a-f]{2}-([0-9a-f]{32})-([0-9a-f]{16})-([0-9a-f]{2}).*");

    private TraceContext() {}

    /** The span of an item's work on a message: the same whenever it is asked. */
    static SpanContext of(UUID session, UUID message, String item) {
        return SpanContext.create(
                traceId(session), spanId(message, item), TraceFlags.getSampled(), TraceState.getDefault());
    }

    private static String traceId(UUID session) {
        return TraceId.fromLongs(session.getMostSignificantBits(), session.getLeastSignificantBits());
    }

    private static String spanId(UUID message, String item) {
        long mixed = message.getMostSignificantBits();
        mixed = mix(mixed ^ Long.rotateLeft(message.getLeastSignificantBits(), 32));
        for (int i = 0; i < item.length(); i++) {
            mixed = mix(mixed ^ item.charAt(i));
        }
        return SpanId.fromLong(mixed == 0 ? 1 : mixed);
    }

    /** Spreads every bit over all (the finalizer of SplitMix64). */
    private static long mix(long value) {
        long mixed = (value ^ (value >>> 30)) * 0xbf58476d1ce4e5b9L;
        mixed = (mixed ^ (mixed >>> 27)) * 0x94d049bb133111ebL;
        return mixed ^ (mixed >>> 31);
    }

    /** The header that tells a destination of an item's work on a message. */
    public static String header(UUID session, UUID message, String item) {
        return "00-" + traceId(session) + "-" + spanId(message, item) + "-01";
    }

    /** Reads a header; empty when it is none. */
    public static Optional<SpanContext> parse(String header) {
        Matcher matcher = header == null ? null : SYNTAX.matcher(header.strip());
        if (matcher == null || !matcher.matches()) {
            return Optional.empty();
        }
        SpanContext context = SpanContext.createFromRemoteParent(
                matcher.group(1), matcher.group(2), TraceFlags.fromHex(matcher.group(3), 0), TraceState.getDefault());
        return context.isValid() ? Optional.of(context) : Optional.empty();
    }
}
