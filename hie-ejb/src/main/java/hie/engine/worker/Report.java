package hie.engine.worker;

import hie.api.host.CertifiedPeer;
import hie.engine.metrics.ItemProgress;
import jakarta.json.Json;
import jakarta.json.JsonException;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonReader;
import java.io.StringReader;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Optional;

/**
 * What a worker process says on its standard output, a line each.
 *
 * @param text a reason; empty for {@link Kind#READY} and {@link Kind#PROGRESS}
 * @param progress what it has done so far
 * @param peer what its destination has presented last; empty while nothing is known
 */
record Report(Kind kind, String text, ItemProgress progress, Optional<CertifiedPeer.Certificate> peer) {

    private static final String CERTIFICATE_END = "certificateEnd";
    private static final String CERTIFICATE_SEEN = "certificateSeen";

    /** What a report is about. */
    enum Kind {
        /** It takes messages now. */
        READY,
        /** It could not begin, for this reason, and ends. */
        FAILED,
        /** Once a second. */
        PROGRESS,
        /** Its host wants the item stopped until somebody starts it, for this reason. */
        DISABLED
    }

    static Report of(Kind kind, String text, ItemProgress progress) {
        return new Report(kind, text, progress, Optional.empty());
    }

    Report with(Optional<CertifiedPeer.Certificate> presented) {
        return new Report(kind, text, progress, presented);
    }

    String write() {
        JsonObjectBuilder written = Json.createObjectBuilder()
                .add("report", kind.name())
                .add("text", text)
                .add("in", progress.in())
                .add("out", progress.out())
                .add("errors", progress.errors())
                .add("retries", progress.retries())
                .add("worked", progress.worked())
                .add("workedNanos", progress.workedNanos())
                .add("delivered", progress.delivered())
                .add("deliveredNanos", progress.deliveredNanos())
                .add("unreachable", progress.unreachable());
        peer.ifPresent(presented -> written.add(CERTIFICATE_END, presented.end().toString())
                .add(CERTIFICATE_SEEN, presented.seen().toString()));
        return written.build().toString();
    }

    /** Reads what {@link #write} wrote; empty for anything else, such as the last words of a virtual machine. */
    static Optional<Report> read(String line) {
        if (!line.startsWith("{")) {
            return Optional.empty();
        }
        try (JsonReader reader = Json.createReader(new StringReader(line))) {
            JsonObject written = reader.readObject();
            return Optional.of(new Report(
                    Kind.valueOf(written.getString("report")),
                    written.getString("text"),
                    progress(written),
                    certificate(written)));
        } catch (JsonException
                | DateTimeException
                | IllegalArgumentException
                | NullPointerException
                | ClassCastException e) {
            return Optional.empty();
        }
    }

    private static ItemProgress progress(JsonObject written) {
        return new ItemProgress(
                number(written, "in"),
                number(written, "out"),
                number(written, "errors"),
                number(written, "retries"),
                number(written, "worked"),
                number(written, "workedNanos"),
                number(written, "delivered"),
                number(written, "deliveredNanos"),
                written.getBoolean("unreachable"));
    }

    private static Optional<CertifiedPeer.Certificate> certificate(JsonObject written) {
        return written.containsKey(CERTIFICATE_END)
                ? Optional.of(new CertifiedPeer.Certificate(
                        Instant.parse(written.getString(CERTIFICATE_END)),
                        Instant.parse(written.getString(CERTIFICATE_SEEN))))
                : Optional.empty();
    }

    private static long number(JsonObject written, String name) {
        return written.getJsonNumber(name).longValue();
    }
}
