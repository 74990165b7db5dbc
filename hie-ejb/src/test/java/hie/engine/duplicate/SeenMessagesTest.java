package hie.engine.duplicate;

import static org.assertj.core.api.Assertions.assertThat;

import hie.api.host.Adapter;
import hie.api.setting.SettingDescriptor;
import hie.engine.Messages;
import hie.engine.catalog.HostClass;
import hie.engine.catalog.HostKind;
import hie.engine.host.MllpService;
import hie.engine.item.ItemDefinition;
import hie.engine.item.ItemKey;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class SeenMessagesTest {

    @Test
    @Tag("setting:Hl7Service.DuplicateCount")
    void shouldRememberNoMoreThanDuplicateCountAndNotLongerThanTheWindow() throws Exception {
        MovingClock clock = new MovingClock();
        SeenMessages seen = new SeenMessages(Duration.ofSeconds(60), 2, clock);
        for (String fingerprint : List.of("a", "b", "c")) {
            assertThat(seen.begin(fingerprint)).isEmpty();
            seen.end(fingerprint, seen.first(Messages.adt(), null));
        }
        assertThat(seen.size()).isEqualTo(2);
        assertThat(seen.begin("a")).as("pushed out").isEmpty();
        seen.end("a", null);
        assertThat(seen.begin("b")).isPresent();

        clock.now = clock.now.plusSeconds(60);
        assertThat(seen.begin("b")).as("too long ago").isEmpty();
        seen.end("b", seen.first(Messages.adt(), null));
        assertThat(seen.size()).isEqualTo(1);
        assertThat(SeenMessages.of(service(Map.of("Port", "1", "DuplicateWindow", "5", "DuplicateCount", "7")))
                        .orElseThrow()
                        .count())
                .isEqualTo(7);
    }

    private static ItemDefinition service(Map<String, String> settings) {
        HostClass mllp = new HostClass(
                "MllpService",
                MllpService.class,
                HostKind.SERVICE,
                Adapter.Kind.MLLP,
                SettingDescriptor.of(MllpService.class),
                "");
        return new ItemDefinition(new ItemKey("default", "hospital", "In"), mllp, settings, List.of());
    }

    private static final class MovingClock extends Clock {

        private Instant now = Messages.CREATED;

        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            throw new UnsupportedOperationException();
        }
    }
}
