package hie.api.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MessageHeaderTest {

    private static final Instant CREATED = Instant.parse("2026-11-24T12:00:00Z");
    private static final UUID ID = new UUID(1, 2);

    private final MessageHeader inbound = MessageHeader.inbound(ID, CREATED, "From HIS", Message.HL7_V2);

    @Test
    void shouldBeginASessionOfItsOwn() {
        assertThat(inbound.id()).isEqualTo(ID);
        assertThat(inbound.session()).isEqualTo(ID);
        assertThat(inbound.causation()).isNull();
        assertThat(inbound.correlation()).isNull();
        assertThat(inbound.priority()).isEqualTo(MessageHeader.NORMAL_PRIORITY);
        assertThat(inbound.target()).isEmpty();
        assertThat(inbound.timeToLive()).isNull();
    }

    @Test
    void shouldStayTheSameMessageWhenItIsAddressed() {
        MessageHeader addressed = inbound.withProperty("Peer", "10.0.0.1").to("Router", "4711");

        assertThat(addressed)
                .usingRecursiveComparison()
                .ignoringFields("target", "orderKey", "properties")
                .isEqualTo(inbound);
        assertThat(addressed.target()).isEqualTo("Router");
        assertThat(addressed.orderKey()).isEqualTo("4711");
        assertThat(addressed.property("Peer")).contains("10.0.0.1");
    }

    @Test
    void shouldDeriveANewMessageOfTheSameSession() {
        UUID next = new UUID(3, 4);
        Instant later = CREATED.plusSeconds(1);

        MessageHeader derived = inbound.withPriority(1)
                .withProperty("Peer", "10.0.0.1")
                .to("Router", "4711")
                .derive(next, later, "Router");

        assertThat(derived.id()).isEqualTo(next);
        assertThat(derived.session()).isEqualTo(ID);
        assertThat(derived.causation()).isEqualTo(ID);
        assertThat(derived.created()).isEqualTo(later);
        assertThat(derived.source()).isEqualTo("Router");
        assertThat(derived.target()).isEmpty();
        assertThat(derived.orderKey()).isNull();
        assertThat(derived.priority()).isEqualTo(1);
        assertThat(derived.property("Peer")).contains("10.0.0.1");
    }

    @Test
    void shouldTakeAnotherDescription() {
        MessageHeader described = inbound.describedAs("ADT_A01", "2.5", "View");

        assertThat(described.schemaName()).isEqualTo("ADT_A01");
        assertThat(described.schemaVersion()).isEqualTo("2.5");
        assertThat(described.bodyClass()).isEqualTo("View");
        assertThat(described.id()).isEqualTo(ID);
    }

    @Test
    void shouldLoseNothingThatIsNotChanged() {
        MessageHeader full = new MessageHeader(
                ID,
                new UUID(3, 4),
                new UUID(5, 6),
                new UUID(7, 8),
                CREATED,
                "In",
                "Out",
                7,
                "4711",
                Duration.ofSeconds(9),
                "text/plain",
                "ADT_A01",
                "2.5",
                "View",
                Map.of("a", "1"));

        assertOnlyChanges(full, full.to("T", "4712"), "target", "orderKey");
        assertOnlyChanges(full, full.sentBy("T"), "source");
        assertOnlyChanges(
                full,
                full.derive(new UUID(9, 9), CREATED.plusSeconds(1), "T"),
                "id",
                "causation",
                "created",
                "source",
                "target",
                "orderKey");
        assertOnlyChanges(full, full.describedAs("x", "y", "z"), "schemaName", "schemaVersion", "bodyClass");
        assertOnlyChanges(full, full.withPriority(1), "priority");
        assertOnlyChanges(full, full.withProperty("b", "2"), "properties");
        assertThat(full.withProperty("b", "2").properties()).isEqualTo(Map.of("a", "1", "b", "2"));
    }

    private static void assertOnlyChanges(MessageHeader before, MessageHeader after, String... changed) {
        assertThat(after).usingRecursiveComparison().ignoringFields(changed).isEqualTo(before);
        for (String field : changed) {
            assertThat(after)
                    .usingRecursiveComparison()
                    .comparingOnlyFields(field)
                    .isNotEqualTo(before);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 9})
    void shouldTakePrioritiesFromFirstToLast(int priority) {
        assertThat(inbound.withPriority(priority).priority()).isEqualTo(priority);
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 10})
    void shouldRefuseOtherPriorities(int priority) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> inbound.withPriority(priority))
                .withMessageContaining("priority: " + priority)
                .withMessageContaining("0 to 9");
    }

    @Test
    void shouldNotShareItsProperties() {
        Map<String, String> properties = new HashMap<>(Map.of("a", "1"));
        MessageHeader header = new MessageHeader(
                ID, ID, null, null, CREATED, "s", "", 4, null, null, "text/plain", "", "", "", properties);

        properties.put("b", "2");

        assertThat(header.properties()).containsOnlyKeys("a");
        assertThat(header.property("b")).isEmpty();
    }

    @Test
    void shouldDemandAnIdentity() {
        assertThatNullPointerException()
                .isThrownBy(() -> MessageHeader.inbound(null, CREATED, "s", "text/plain"))
                .withMessage("id");
    }

    @Test
    void shouldShowNoPropertyValueAndNoOrderKey() {
        String text = inbound.withProperty("OriginalFilename", "erika-example.hl7")
                .to("Router", "4711")
                .toString();

        assertThat(text).contains(ID.toString(), "From HIS", "Router").doesNotContain("erika", "4711");
    }
}
