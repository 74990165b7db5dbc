package hie.mllp.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import hie.mllp.codec.FrameViolationException.Violation;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class FrameEncoderTest {

    private final FrameEncoder encoder = new FrameEncoder(Framing.DEFAULT, 100);

    @Test
    void shouldPutPayloadBetweenMarkers() throws Exception {
        assertThat(encoder.encode(bytes("abc"))).isEqualTo(bytes("\u000Babc\u001C\r"));
    }

    @Test
    void shouldEndWithSingleByte() throws Exception {
        FrameEncoder single = new FrameEncoder(Framing.withSingleEnd(2, 3), 100);

        assertThat(single.encode(bytes("abc"))).isEqualTo(bytes("\u0002abc\u0003"));
    }

    @Test
    void shouldBeReadBackByDecoderEvenWithEndByteInside() throws Exception {
        byte[] payload = bytes("\u001C\u000B\u001C\u001C");

        byte[] frame = encoder.encode(payload);

        assertThat(new FrameDecoder(Framing.DEFAULT, 100, 0).decode(ByteBuffer.wrap(frame)))
                .hasValue(payload);
    }

    @Test
    void shouldRefusePayloadThatWouldBeCutInTwo() {
        FrameViolationException violation =
                catchThrowableOfType(FrameViolationException.class, () -> encoder.encode(bytes("ab\u001C\rcd")));

        assertThat(violation.violation()).isEqualTo(Violation.END_IN_PAYLOAD);
        assertThat(violation.actual()).isEqualTo(2);
        assertThat(violation.getMessage()).doesNotContain("ab").doesNotContain("cd");
    }

    @Test
    void shouldRefusePayloadBeyondLimit() {
        FrameViolationException violation =
                catchThrowableOfType(FrameViolationException.class, () -> encoder.encode(new byte[101]));

        assertThat(violation.violation()).isEqualTo(Violation.FRAME_TOO_LARGE);
        assertThat(violation.actual()).isEqualTo(101);
        assertThat(violation.allowed()).isEqualTo(100);
    }

    @Test
    void shouldRefuseMarkersThatTextMayContain() {
        assertThatThrownBy(() -> new Framing('A', 0x1C, 0x0D)).hasMessageContaining("start byte");
        assertThatThrownBy(() -> new Framing(0x0B, 0x0B, 0x0D)).hasMessageContaining("must differ");
        assertThatThrownBy(() -> new Framing(0x0B, 0x0D, Framing.NONE)).hasMessageContaining("CR");
        assertThatThrownBy(() -> new Framing(0x0B, 0x1C, 300)).hasMessageContaining("second end byte");
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }
}
