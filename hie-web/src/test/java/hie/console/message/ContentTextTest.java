package hie.console.message;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class ContentTextTest {

    private static final String HEADER = "MSH|^~\\&|HIS|WARD|HIE|HUB|20260101||ADT^A01|1|P|2.5";

    @Test
    void shouldPutEachSegmentOnALineWhateverEndsIt() {
        ContentText text = text(HEADER + "\rEVN|A01\nPID|1\r\nPV1|1\r", StandardCharsets.US_ASCII);

        assertThat(text.lines())
                .containsExactly(
                        new ContentText.Line("MSH", HEADER.substring(3)),
                        new ContentText.Line("EVN", "|A01"),
                        new ContentText.Line("PID", "|1"),
                        new ContentText.Line("PV1", "|1"));
    }

    @Test
    void shouldReadInTheCharacterSetThatTheMessageNames() {
        String body = HEADER + "||||||%s\rPID|1||||Müller\r";

        assertThat(text(body.formatted("UNICODE UTF-8"), StandardCharsets.UTF_8)
                        .lines()
                        .get(1)
                        .rest())
                .endsWith("Müller");
        assertThat(text(body.formatted("8859/15"), Charset.forName("ISO-8859-15"))
                        .lines()
                        .get(1)
                        .rest())
                .endsWith("Müller");
    }

    @Test
    void shouldShowOtherContentLineByLine() {
        ContentText text = text("<a>\n  <b>ü</b>\n</a>", StandardCharsets.UTF_8);

        assertThat(text.lines())
                .containsExactly(
                        new ContentText.Line("", "<a>"),
                        new ContentText.Line("", "  <b>ü</b>"),
                        new ContentText.Line("", "</a>"));
    }

    @Test
    void shouldShowControlCharactersAsPictures() {
        assertThat(text("a\u0000b\u001b\tc", StandardCharsets.UTF_8).lines())
                .containsExactly(new ContentText.Line("", "a\u2400b\u241b\tc"));
    }

    @Test
    void shouldCutWhatIsTooLongAndSaySo() {
        ContentText fits = ContentText.of(new byte[ContentText.LIMIT]);
        ContentText cut = ContentText.of(new byte[ContentText.LIMIT + 1]);

        assertThat(fits.cut()).isFalse();
        assertThat(cut.cut()).isTrue();
        assertThat(cut.size()).isEqualTo(ContentText.LIMIT + 1);
        assertThat(cut.lines().get(0).rest()).hasSize(ContentText.LIMIT);
    }

    @Test
    void shouldShowNothingOfNothing() {
        assertThat(ContentText.of(new byte[0]).lines()).isEmpty();
    }

    @Test
    void shouldKeepContentOutOfItsToString() {
        assertThat(text("secret", StandardCharsets.UTF_8)).hasToString("ContentText[6 bytes]");
    }

    private static ContentText text(String content, Charset charset) {
        return ContentText.of(content.getBytes(charset));
    }
}
