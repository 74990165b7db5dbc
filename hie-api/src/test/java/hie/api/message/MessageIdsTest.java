package hie.api.message;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class MessageIdsTest {

    @Test
    void shouldBeUuidsOfVersion7() {
        UUID id = MessageIds.next();

        assertThat(id.version()).isEqualTo(7);
        assertThat(id.variant()).isEqualTo(2);
    }

    @Test
    void shouldHoldTheTime() {
        long time = 1_795_608_000_000L;

        assertThat(MessageIds.at(time).getMostSignificantBits() >>> 16).isEqualTo(time);
    }

    @Test
    void shouldSortByTime() {
        for (long time = 1_795_608_000_000L; time < 1_795_608_000_500L; time++) {
            assertThat(MessageIds.at(time).toString())
                    .isLessThan(MessageIds.at(time + 1).toString());
        }
    }

    @Test
    void shouldDifferWithinAMillisecond() {
        Set<UUID> ids = new HashSet<>();
        for (int i = 0; i < 10_000; i++) {
            ids.add(MessageIds.at(42));
        }

        assertThat(ids).hasSize(10_000);
    }
}
