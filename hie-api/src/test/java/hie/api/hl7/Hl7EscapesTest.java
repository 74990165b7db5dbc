package hie.api.hl7;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class Hl7EscapesTest {

    private static Hl7Message message(String header) {
        return Hl7Message.of(header.getBytes(StandardCharsets.ISO_8859_1));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '`',
            value = {
                "Smith \\T\\ Sons; Smith & Sons",
                "\\F\\\\S\\\\R\\\\E\\; |^~\\",
                "\\E\\T\\E\\; \\T\\",
                "a\\.br\\b\\X0D0A\\c; `a\nb\r\nc`",
                "\\H\\high\\N\\; high",
                "\\XC3\\; Ã",
                "C:\\new\\Folder; C:\\new\\Folder",
                "a \\ b; a \\ b",
                "\\Zxy\\ \\P\\ \\XAG\\; \\Zxy\\ \\P\\ \\XAG\\",
            })
    void shouldReadWhatIsEscapedAndLeaveWhatIsNotKnown(String value, String text) {
        assertThat(Hl7Escapes.STANDARD.read(value)).isEqualTo(text);
    }

    @Test
    void shouldReadWhatItWrites() {
        String text = "a|b^c&d~e\\T\\f\r\n\tg#é";

        String value = Hl7Escapes.STANDARD.write(text);

        assertThat(value).doesNotContainPattern("[|^&~\\r\\n\\t]");
        assertThat(Hl7Escapes.STANDARD.read(value)).isEqualTo(text);
    }

    @Test
    void shouldHeedTheMessagesDelimitersAndCharacterSet() {
        Hl7Escapes odd =
                message("MSH!@*%$#!A!!!!!!ADT!1!P!2.7!!!!!!UNICODE UTF-8").escapes();

        assertThat(odd.read("%F%%S%%R%%E%%T%%P%%XC3A9%")).isEqualTo("!@*%$#é");
        assertThat(odd.write("!@*%$#|^")).isEqualTo("%F%%S%%R%%E%%T%%P%|^");
        assertThat(message("MSH|^~\\&|A").escapes().write("#")).isEqualTo("#");
    }

    @Test
    void shouldGiveTheTextAtAPath() {
        Hl7Message message = message("MSH|^~\\&|A\rPID|1||||Smith \\T\\ Sons^Erika\r");

        assertThat(message.text("PID-5.1")).contains("Smith & Sons");
        assertThat(message.get("PID-5.1")).contains("Smith \\T\\ Sons");
    }
}
