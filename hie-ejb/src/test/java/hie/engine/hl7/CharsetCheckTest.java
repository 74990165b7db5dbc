package hie.engine.hl7;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import hie.api.hl7.Hl7Message;
import java.nio.charset.Charset;
import java.util.List;
import org.junit.jupiter.api.Test;

class CharsetCheckTest {

    private static List<Hl7Finding> of(byte[] bytes) {
        return CharsetCheck.of(Hl7Message.of(bytes), bytes);
    }

    private static String message(String msh18, String name) {
        return "MSH|^~\\&|A||||||ADT^A01|1|P|2.5||||||" + msh18 + "\rPID|1||7\rOBX|1\rOBX|2|ST|||" + name + "|x\r";
    }

    @Test
    void shouldNameTheFieldWhoseBytesMeanNothing() {
        List<Hl7Finding> findings = of(message("UNICODE UTF-8", "M\u00FCller").getBytes(ISO_8859_1));

        assertThat(findings).singleElement().satisfies(finding -> {
            assertThat(finding.place()).isEqualTo("OBX(2)-5");
            assertThat(finding.toString())
                    .contains("has bytes that mean nothing in UTF-8")
                    .doesNotContain("ller");
        });
    }

    @Test
    void shouldCountTheFieldsOfTheHeaderAsTheStandardDoes() {
        byte[] bytes = "MSH|^~\\&|M\u00FCller||||||ADT^A01|1|P|2.5||||||UTF-8\r".getBytes(ISO_8859_1);

        assertThat(of(bytes)).extracting(Hl7Finding::place).containsExactly("MSH-3");
    }

    @Test
    void shouldFindNothingInWhatCanBeRead() {
        assertThat(of(message("UNICODE UTF-8", "M\u00FCller").getBytes(UTF_8))).isEmpty();
        assertThat(of(message("", "M\u00FCller").getBytes(ISO_8859_1))).isEmpty();
        assertThat(of(message("8859/15", "\u20AC").getBytes(Charset.forName("ISO-8859-15"))))
                .isEmpty();
        assertThat(of("hello".getBytes(UTF_8))).isEmpty();
    }

    @Test
    void shouldTellOfACharacterSetThatIsNotKnown() {
        assertThat(of(message("PRELIM", "x").getBytes(UTF_8)))
                .singleElement()
                .satisfies(finding -> assertThat(finding.toString())
                        .startsWith("MSH-18: names no character set that is known")
                        .contains("it is read in ISO-8859-1"));
    }

    @Test
    void shouldNotListMoreThanPeopleRead() {
        StringBuilder text = new StringBuilder(message("UTF-8", "x"));
        for (int i = 0; i < 100; i++) {
            text.append("NTE|1||M\u00FCller\r");
        }

        assertThat(of(text.toString().getBytes(ISO_8859_1))).hasSize(20);
    }
}
