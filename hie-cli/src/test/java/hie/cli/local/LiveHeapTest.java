package hie.cli.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import hie.cli.CliException;
import org.junit.jupiter.api.Test;

class LiveHeapTest {

    @Test
    void shouldAskAProcessHowMuchOfItsHeapIsLive() throws Exception {
        byte[] held = new byte[32 << 20];

        assertThat(LiveHeap.megabytes(ProcessHandle.current())).isGreaterThanOrEqualTo(32);
        assertThat(held).isNotEmpty();
    }

    @Test
    void shouldSayWhatItDoesNotUnderstand() {
        assertThatExceptionOfType(CliException.class)
                .isThrownBy(() -> LiveHeap.used("no such heap"))
                .withMessageContaining("no such heap");
    }
}
