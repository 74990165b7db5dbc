package hie.engine.desk;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;

class EditableTextTest {

    @Test
    void shouldKeepTheSegmentsAndTheCharacterSetOfHl7() {
        byte[] body = "MSH|^~\\&|A\rPID|1||M\u00fcller\r".getBytes(ISO_8859_1);

        EditableText editable = EditableText.of(body).orElseThrow();

        assertThat(editable.text()).isEqualTo("MSH|^~\\&|A\nPID|1||M\u00fcller\n");
        assertThat(editable.bytes(editable.text())).isEqualTo(body);
        assertThat(editable.bytes("MSH|^~\\&|A\r\nPID|1||M\u00f6ller\r\n"))
                .as("as a browser sends it")
                .isEqualTo("MSH|^~\\&|A\rPID|1||M\u00f6ller\r".getBytes(ISO_8859_1));
    }

    @Test
    void shouldKeepTheLineEndsOfOtherText() {
        assertThat(EditableText.of("a\r\nb".getBytes(UTF_8)).orElseThrow().bytes("a\nc"))
                .isEqualTo("a\r\nc".getBytes(UTF_8));
        assertThat(EditableText.of("a\nb".getBytes(UTF_8)).orElseThrow().bytes("a\r\nc"))
                .isEqualTo("a\nc".getBytes(UTF_8));
    }

    @Test
    void shouldRefuseWhatWouldNotComeOutAsItWas() {
        assertThat(EditableText.of(new byte[] {'a', (byte) 0xFF})).isEmpty();
        assertThat(EditableText.of(new byte[] {'a', 0})).isEmpty();
        assertThat(EditableText.of("a\rb\nc".getBytes(UTF_8))).isEmpty();
        assertThat(EditableText.of(new byte[EditableText.LIMIT + 1])).isEmpty();
    }

    @Test
    void shouldNotWriteAQuestionMarkForWhatTheCharacterSetLacks() {
        EditableText editable =
                EditableText.of("MSH|^~\\&|A\rPID|1\r".getBytes(ISO_8859_1)).orElseThrow();

        assertThatIllegalArgumentException()
                .isThrownBy(() -> editable.bytes("MSH|^~\\&|A\nPID|1||\u0141ukasz\n"))
                .withMessageContaining("line 2 has a character that the message's character set, ISO-8859-1, lacks")
                .withMessageNotContaining("ukasz");
    }
}
