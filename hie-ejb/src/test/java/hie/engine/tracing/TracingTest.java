package hie.engine.tracing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.google.protobuf.ByteString;
import hie.api.message.MessageIds;
import hie.store.message.ArchivedMessage;
import hie.store.message.Hop;
import hie.store.message.HopStatus;
import hie.store.message.TraceRecord;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.trace.v1.Span;
import io.opentelemetry.proto.trace.v1.Status;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What an OTLP receiver gets of a session. */
class TracingTest {

    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

    private final UUID session = MessageIds.next();
    private final UUID made = MessageIds.next();
    private OtlpReceiver receiver;
    private Tracing tracing;

    @BeforeEach
    void open() throws IOException {
        receiver = new OtlpReceiver();
        tracing = new Tracing(Tracing.url(receiver.url()), "test");
    }

    @AfterEach
    void close() {
        tracing.close();
        receiver.close();
    }

    private ArchivedMessage message(UUID id, UUID causation, String source, String controlId, String properties) {
        return new ArchivedMessage(
                id,
                session,
                null,
                causation,
                NOON,
                "default/hospital",
                source,
                true,
                "",
                4,
                "application/hl7-v2",
                "ADT_A01",
                "2.5",
                controlId,
                "PATIENT-4711",
                "/in/DOE_JANE.hl7",
                properties,
                "PID|||PATIENT-4711||DOE^JANE".getBytes(StandardCharsets.UTF_8),
                "MSA|AA".getBytes(StandardCharsets.UTF_8));
    }

    private Hop hop(UUID message, String from, String item, HopStatus status, int attempts) {
        return new Hop(
                message,
                session,
                "default/hospital",
                item,
                from,
                status,
                NOON.plusMillis(20),
                5000,
                attempts,
                "/out/DOE_JANE.hl7",
                "MSA|AE|PATIENT-4711".getBytes(StandardCharsets.UTF_8));
    }

    /** In through From, split by Router into itself and a message made of it, both delivered by Out. */
    private void exportASession() {
        tracing.export(List.of(new TraceRecord(
                List.of(message(session, null, "From", "MSG1", ""), message(made, session, "Router", "MSG1", "")),
                List.of(
                        hop(session, "From", "Router", HopStatus.COMPLETED, 0),
                        hop(session, "Router", "Out", HopStatus.QUEUED, 0),
                        hop(made, "Router", "Out", HopStatus.QUEUED, 0)),
                List.of())));
        tracing.export(List.of(
                new TraceRecord(List.of(), List.of(hop(session, "Router", "Out", HopStatus.RETRYING, 1)), List.of()),
                new TraceRecord(List.of(), List.of(hop(session, "Router", "Out", HopStatus.COMPLETED, 2)), List.of()),
                new TraceRecord(List.of(), List.of(hop(made, "Router", "Out", HopStatus.SUSPENDED, 1)), List.of())));
    }

    private Map<String, Span> received(int count) {
        await().until(() -> receiver.spans().size() == count);
        return receiver.spans().stream()
                .collect(Collectors.toMap(
                        span -> span.getName() + " " + attributes(span).get("hie.message.id"), Function.identity()));
    }

    private static Map<String, String> attributes(Span span) {
        return span.getAttributesList().stream()
                .collect(Collectors.toMap(KeyValue::getKey, pair -> text(pair.getValue())));
    }

    private static String text(AnyValue value) {
        return value.hasIntValue() ? String.valueOf(value.getIntValue()) : value.getStringValue();
    }

    @Test
    void shouldMakeOneTraceOfASessionWithASpanForEachHop() {
        exportASession();

        Map<String, Span> spans = received(5);
        Span entry = spans.get("From receive " + session);
        Span routing = spans.get("Router process " + session);
        Span creation = spans.get("Router create " + made);
        Span delivery = spans.get("Out deliver " + session);
        Span second = spans.get("Out deliver " + made);
        assertThat(spans.values())
                .extracting(Span::getTraceId)
                .containsOnly(ByteString.fromHex(session.toString().replace("-", "")));
        assertThat(entry.getParentSpanId()).isEqualTo(ByteString.EMPTY);
        assertThat(routing.getParentSpanId()).isEqualTo(entry.getSpanId());
        assertThat(creation.getParentSpanId()).isEqualTo(routing.getSpanId());
        assertThat(delivery.getParentSpanId()).isEqualTo(routing.getSpanId());
        assertThat(second.getParentSpanId()).isEqualTo(creation.getSpanId());
        assertThat(spans.values()).extracting(Span::getSpanId).doesNotHaveDuplicates();
    }

    @Test
    void shouldGiveTimesVerdictsAttemptsAndTheControlId() {
        exportASession();

        Map<String, Span> spans = received(5);
        Span delivery = spans.get("Out deliver " + session);
        assertThat(delivery.getEndTimeUnixNano() - delivery.getStartTimeUnixNano())
                .isEqualTo(5_000_000);
        assertThat(attributes(delivery))
                .containsEntry("hie.control_id", "MSG1")
                .containsEntry("hie.attempts", "2")
                .containsEntry("hie.status", "completed")
                .containsEntry("hie.project", "default/hospital");
        assertThat(attributes(spans.get("From receive " + session)))
                .containsEntry("hie.control_id", "MSG1")
                .containsEntry("hie.message.type", "ADT_A01");
        assertThat(spans.get("Out deliver " + made).getStatus().getCode())
                .isEqualTo(Status.StatusCode.STATUS_CODE_ERROR);
    }

    @Test
    void shouldSendNothingOfThePatientOrTheContent() {
        exportASession();

        received(5);
        assertThat(receiver.requests())
                .isNotEmpty()
                .allSatisfy(request -> assertThat(request.toByteString().toString(StandardCharsets.ISO_8859_1))
                        .contains("default/hospital")
                        .doesNotContain("4711", "DOE", "MSA"));
    }

    @Test
    void shouldGiveTheSameSpansWhenARecordIsArchivedTwice() {
        exportASession();
        exportASession();

        await().until(() -> receiver.spans().size() == 10);
        assertThat(receiver.spans().stream().map(Span::getSpanId).distinct()).hasSize(5);
    }

    @Test
    void shouldLinkToTheTraceOfTheSender() {
        tracing.export(List.of(new TraceRecord(
                List.of(message(
                        session,
                        null,
                        "From",
                        "MSG1",
                        "Peer=10.0.0.1\ntraceparent=00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01")),
                List.of(),
                List.of())));

        Span entry = received(1).get("From receive " + session);
        assertThat(entry.getLinksList())
                .singleElement()
                .satisfies(link -> assertThat(link.getTraceId())
                        .isEqualTo(ByteString.fromHex("0af7651916cd43dd8448eb211c80319c")));
    }

    @Test
    void shouldTellDestinationsTheSpanThatTheReceiverGets() {
        exportASession();

        Span delivery = received(5).get("Out deliver " + session);
        String header = TraceContext.header(session, session, "Out");
        assertThat(TraceContext.parse(header)).hasValueSatisfying(context -> {
            assertThat(ByteString.fromHex(context.getTraceId())).isEqualTo(delivery.getTraceId());
            assertThat(ByteString.fromHex(context.getSpanId())).isEqualTo(delivery.getSpanId());
        });
    }

    @Test
    void shouldGoOnWithoutAReceiverAndSendAgainWhenItIsBack() {
        receiver.answer(400);
        exportASession();
        await().until(() -> receiver.requests().size() == 2);
        receiver.answer(200);

        tracing.export(List.of(new TraceRecord(
                List.of(), List.of(hop(session, "Router", "Late", HopStatus.COMPLETED, 1)), List.of())));

        await().until(() ->
                receiver.spans().stream().anyMatch(span -> span.getName().equals("Late deliver")));
    }

    @Test
    void shouldAddThePathToABareUrlAndRefuseWhatIsNone() {
        assertThat(Tracing.url("http://collector:4318")).hasToString("http://collector:4318/v1/traces");
        assertThat(Tracing.url("https://collector/otlp/traces")).hasToString("https://collector/otlp/traces");
        for (String bad : List.of("collector:4318", "grpc://collector:4317", "http:// x")) {
            assertThatThrownBy(() -> Tracing.url(bad))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining(Tracing.SETTING);
        }
    }

    @Test
    void shouldBeOffUnlessAReceiverIsNamed() {
        assertThat(Tracing.configured()).isNull();
        assertThat(Tracing.isOn()).isFalse();
    }
}
