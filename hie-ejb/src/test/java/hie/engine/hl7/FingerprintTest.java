package hie.engine.hl7;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import hie.api.hl7.Hl7Message;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FingerprintTest {

    private static final String FIRST = "MSH|^~\\&|HIS|WARD|HIE|HUB|20261124||ADT^A01|1|P|2.5\rPID|1||7\r";

    private static Optional<String> of(String text) {
        byte[] bytes = text.getBytes(ISO_8859_1);
        return Fingerprint.of(Hl7Message.of(bytes), bytes);
    }

    @Test
    void shouldBeTheSameForTheSameMessageAtAnotherTime() {
        assertThat(of(FIRST.replace("20261124", "20261125")))
                .isEqualTo(of(FIRST))
                .isPresent();
    }

    @ParameterizedTest
    @CsvSource({"HIS, LAB", "WARD, OTHER", "ADT^A01|1, ADT^A01|2", "||7, ||8", "|HUB|, |HUB2|"})
    void shouldDifferForAnotherSenderIdOrContent(String part, String other) {
        assertThat(of(FIRST.replace(part, other))).isNotEqualTo(of(FIRST));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "hello", "MSH|^~\\&|A|B\rPID|1\r", "MSH|^~\\&|A|B|||||ADT^A01||P\r"})
    void shouldNotRecogniseWhatHasNoControlId(String text) {
        assertThat(of(text)).isEmpty();
    }

    @Test
    void shouldRecogniseABatchByItsOwnId() {
        String batch = "BHS|^~\\&|A|B|C|D|20261124||||7\rMSH|^~\\&|A\rBTS|1\r";

        assertThat(of(batch.replace("20261124", "20261125")))
                .isEqualTo(of(batch))
                .isPresent();
        assertThat(of(batch.replace("|7", "|8"))).isNotEqualTo(of(batch));
    }
}
