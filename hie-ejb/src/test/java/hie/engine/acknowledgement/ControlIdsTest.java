package hie.engine.acknowledgement;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ControlIdsTest {

    @Test
    void shouldBeUniqueShortAndFreeOfSegmentNames() {
        ControlIds ids = new ControlIds();
        Set<String> seen = new HashSet<>();

        for (int i = 0; i < 100_000; i++) {
            String id = ids.next();
            assertThat(seen.add(id)).isTrue();
            assertThat(id).hasSizeLessThanOrEqualTo(20).matches("H[0-9a-f]+-[0-9a-f]+");
        }
    }
}
