package hie.mllp.codec;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.Arrays;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ByteSearchTest {

    private static final int LONGEST = 40;

    @ParameterizedTest
    @ValueSource(ints = {0x1C, 0x0B, 0x00, 0x01, 0x7F, 0x80, 0xFF})
    void shouldFindTheFirstOccurrenceWhereverItIs(int wanted) {
        for (int neighbour = 0; neighbour < 256; neighbour++) {
            for (int at = 0; at < LONGEST && neighbour != wanted; at++) {
                byte[] bytes = new byte[LONGEST];
                Arrays.fill(bytes, (byte) neighbour);
                bytes[at] = (byte) wanted;
                bytes[LONGEST - 1] = (byte) wanted;

                assertThat(ByteSearch.indexOf(ByteBuffer.wrap(bytes), 0, wanted))
                        .as("%d among %d", wanted, neighbour)
                        .isEqualTo(at);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 7, 8, 9, 16, 31})
    void shouldLookFromTheIndexUpToTheLimitOnly(int limit) {
        byte[] bytes = new byte[LONGEST];
        Arrays.fill(bytes, (byte) 'x');
        bytes[0] = 0x1C;
        bytes[limit] = 0x1C;
        ByteBuffer input = ByteBuffer.wrap(bytes).limit(limit);

        assertThat(ByteSearch.indexOf(input, Math.min(1, limit), 0x1C)).isEqualTo(limit);
        assertThat(input.position()).isZero();
    }
}
