package hie.mllp.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import hie.mllp.codec.FrameViolationException.Violation;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class FrameDecoderTest {

    private static final int LIMIT = 1000;

    private final FrameDecoder decoder = new FrameDecoder(Framing.DEFAULT, LIMIT, 10);

    @Test
    void shouldFindSameFramesWhereverTheStreamIsCut() throws Exception {
        byte[] stream = bytes("\r\n\u000Bfirst\u001Ccontent\u001C\u001C\r\n\u000B\u001C\r\u000Bthird\u000B\r\u001C\r");
        List<String> expected = List.of("first\u001Ccontent\u001C", "", "third\u000B\r");

        for (int cut = 0; cut <= stream.length; cut++) {
            FrameDecoder fresh = new FrameDecoder(Framing.DEFAULT, LIMIT, 10);
            List<String> frames = new ArrayList<>();

            frames.addAll(decodeAll(fresh, ByteBuffer.wrap(stream, 0, cut)));
            frames.addAll(decodeAll(fresh, ByteBuffer.wrap(stream, cut, stream.length - cut)));

            assertThat(frames).as("cut at %d", cut).isEqualTo(expected);
            assertThat(fresh.isInsideFrame()).isFalse();
            assertThat(fresh.strayBytes()).isEqualTo(3);
        }
    }

    @Test
    void shouldFindFramesFedByteByByte() throws Exception {
        byte[] stream = bytes("\u000Bone\u001C\r\u000Btwo\u001C\r");
        List<String> frames = new ArrayList<>();

        for (byte single : stream) {
            frames.addAll(decodeAll(decoder, ByteBuffer.wrap(new byte[] {single})));
        }

        assertThat(frames).containsExactly("one", "two");
    }

    @Test
    void shouldReadFromDirectBuffers() throws Exception {
        byte[] stream = bytes("\u000Bone\u001C\r");
        ByteBuffer direct = ByteBuffer.allocateDirect(stream.length).put(stream).flip();

        assertThat(decodeAll(decoder, direct)).containsExactly("one");
    }

    @Test
    void shouldLeaveBytesAfterFrameInBuffer() throws Exception {
        ByteBuffer input = ByteBuffer.wrap(bytes("\u000Bone\u001C\r\u000Btwo\u001C\r"));

        assertThat(decoder.decode(input)).hasValue(bytes("one"));

        assertThat(input.remaining()).isEqualTo(6);
        assertThat(decoder.decode(input)).hasValue(bytes("two"));
    }

    @Test
    void shouldKeepEveryByteValueInContent() throws Exception {
        byte[] payload = new byte[256];
        for (int i = 0; i < payload.length; i++) {
            payload[i] = (byte) i;
        }

        assertThat(decoder.decode(ByteBuffer.wrap(frame(payload)))).hasValue(payload);
    }

    @Test
    void shouldEndFrameAtSingleEndByte() throws Exception {
        FrameDecoder single = new FrameDecoder(Framing.withSingleEnd(0x0B, 0x1C), LIMIT, 10);

        assertThat(decodeAll(single, ByteBuffer.wrap(bytes("\u000Bone\u001C\r\u000Btwo\u001C"))))
                .containsExactly("one", "two");
        assertThat(single.strayBytes()).isEqualTo(1);
    }

    @Test
    void shouldAcceptFrameAtLimitAndReportOneBeyondIt() throws Exception {
        assertThat(decoder.decode(ByteBuffer.wrap(frame(new byte[LIMIT])))).hasValue(new byte[LIMIT]);

        FrameViolationException violation = catchThrowableOfType(
                FrameViolationException.class, () -> decoder.decode(ByteBuffer.wrap(frame(new byte[LIMIT + 1]))));

        assertThat(violation.violation()).isEqualTo(Violation.FRAME_TOO_LARGE);
        assertThat(violation.actual()).isEqualTo(LIMIT + 1);
        assertThat(violation.allowed()).isEqualTo(LIMIT);
        assertThat(violation).hasMessageContaining("1001").hasMessageContaining("1000");
    }

    @Test
    void shouldReportOversizedFrameBeforeItsEnd() throws Exception {
        byte[] chunk = new byte[600];
        decoder.decode(ByteBuffer.wrap(bytes("\u000B")));
        decoder.decode(ByteBuffer.wrap(chunk));

        assertThatThrownBy(() -> decoder.decode(ByteBuffer.wrap(chunk))).isInstanceOf(FrameViolationException.class);
    }

    @Test
    void shouldCountEndByteWithinContentAgainstLimit() throws Exception {
        decoder.decode(ByteBuffer.wrap(Arrays.copyOf(frame(new byte[LIMIT]), LIMIT + 2)));

        assertThatThrownBy(() -> decoder.decode(ByteBuffer.wrap(bytes("x"))))
                .isInstanceOf(FrameViolationException.class);
    }

    @Test
    void shouldGiveUpAfterTooManyStrayBytesInOneGap() throws Exception {
        decoder.decode(ByteBuffer.wrap(bytes("0123456789")));

        FrameViolationException violation =
                catchThrowableOfType(FrameViolationException.class, () -> decoder.decode(ByteBuffer.wrap(bytes("0"))));

        assertThat(violation.violation()).isEqualTo(Violation.TOO_MANY_STRAY_BYTES);
        assertThat(violation.actual()).isEqualTo(11);
        assertThat(violation.allowed()).isEqualTo(10);
    }

    @Test
    void shouldStartStrayLimitAnewAfterEachFrame() throws Exception {
        for (int i = 0; i < 5; i++) {
            assertThat(decodeAll(decoder, ByteBuffer.wrap(bytes("\r\n\r\n\r\n\u000Bx\u001C\r"))))
                    .hasSize(1);
        }

        assertThat(decoder.strayBytes()).isEqualTo(30);
    }

    @Test
    void shouldRefuseToReadOnAfterViolation() {
        assertThatThrownBy(() -> decoder.decode(ByteBuffer.wrap(new byte[11])))
                .isInstanceOf(FrameViolationException.class);

        assertThatThrownBy(() -> decoder.decode(ByteBuffer.wrap(frame(new byte[1]))))
                .isInstanceOf(IllegalStateException.class);
    }

    @Test
    void shouldTellPendingLength() throws Exception {
        decoder.decode(ByteBuffer.wrap(bytes("\u000Babc")));

        assertThat(decoder.isInsideFrame()).isTrue();
        assertThat(decoder.pendingLength()).isEqualTo(3);
    }

    @Test
    void shouldTakeLargeFrameInSmallPieces() throws Exception {
        int size = 20 * 1024 * 1024;
        FrameDecoder large = new FrameDecoder(Framing.DEFAULT, size, 0);
        byte[] payload = new byte[size];
        Arrays.fill(payload, (byte) 'x');
        byte[] stream = frame(payload);
        byte[] found = null;

        for (int from = 0; from < stream.length; from += 1024) {
            ByteBuffer piece = ByteBuffer.wrap(stream, from, Math.min(1024, stream.length - from));
            found = large.decode(piece).orElse(found);
        }

        assertThat(Arrays.equals(found, payload)).isTrue();
    }

    private static List<String> decodeAll(FrameDecoder decoder, ByteBuffer input) throws FrameViolationException {
        List<String> frames = new ArrayList<>();
        while (input.hasRemaining()) {
            decoder.decode(input).ifPresent(frame -> frames.add(new String(frame, StandardCharsets.ISO_8859_1)));
        }
        return frames;
    }

    private static byte[] frame(byte[] payload) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(0x0B);
        out.writeBytes(payload);
        out.writeBytes(new byte[] {0x1C, 0x0D});
        return out.toByteArray();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }
}
