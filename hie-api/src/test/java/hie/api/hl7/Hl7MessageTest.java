package hie.api.hl7;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.charset.Charset;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class Hl7MessageTest {

    private static final String ADT = """
            MSH|^~\\&|HIS|WARD|HIE|HUB|20261124120000||ADT^A01^ADT_A01|MSG00001|P|2.5
            EVN|A01|20261124120000
            PID|1||4711^^^WARD&1.2.3&ISO^MR~0815^^^LAB||Example^Erika||19640812|F
            OBX|1|NM|one||1
            OBX|2|NM|two||2
            """;

    private static Hl7Message message(String text) {
        return Hl7Message.of(text.getBytes(ISO_8859_1));
    }

    private static Hl7Message adt() {
        return message(ADT.replace('\n', '\r'));
    }

    @ParameterizedTest
    @ValueSource(strings = {"\r", "\n", "\r\n", "\r\r", "\n\n\n"})
    void shouldFindSegmentsAfterAnyLineEnd(String lineEnd) {
        Hl7Message hl7 = message(ADT.replace("\n", lineEnd));

        assertThat(hl7.get("PID-5.2")).contains("Erika");
        assertThat(hl7.get("OBX(2)-3")).contains("two");
        assertThat(hl7.get("MSH-12")).contains("2.5");
    }

    @ParameterizedTest
    @CsvSource({
        "MSH-1, |",
        "MSH-2, ^~\\&",
        "MSH-3, HIS",
        "MSH-9, ADT^A01^ADT_A01",
        "MSH-9.3, ADT_A01",
        "PID-3, 4711^^^WARD&1.2.3&ISO^MR",
        "PID-3.4, WARD&1.2.3&ISO",
        "PID-3.4.2, 1.2.3",
        "PID-3(2), 0815^^^LAB",
        "PID-3(2).4.1, LAB",
        "PID-1.1.1, 1",
        "OBX-3, one",
        "OBX(2)-5, 2"
    })
    void shouldFindTheValueAtAPath(String path, String value) {
        assertThat(adt().get(path)).contains(value);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "PID-2",
                "PID-40",
                "PID-3(3)",
                "PID-3.2",
                "PID-3.9",
                "PID-3.4.9",
                "PID-1.2",
                "OBX(3)-1",
                "ZZZ-1",
                "MSH-8",
                "MSH-90"
            })
    void shouldBeAbsentWhereThereIsNothing(String path) {
        assertThat(adt().get(path)).isEmpty();
    }

    @Test
    void shouldReadTheFactsOfTheHeader() {
        assertThat(adt().hasHeader()).isTrue();
        assertThat(adt().isBatch()).isFalse();
        assertThat(adt().controlId()).contains("MSG00001");
        assertThat(adt().messageType()).contains("ADT_A01");
        assertThat(adt().fieldSeparator()).isEqualTo((byte) '|');
        assertThat(adt().size()).isEqualTo(ADT.length());
    }

    @ParameterizedTest
    @CsvSource({"ADT^A01, ADT_A01", "ACK, ACK", "ACK^, ACK", "ORU^R01^ORU_R01, ORU_R01"})
    void shouldNameTheTypeByCodeAndEvent(String msh9, String type) {
        assertThat(message("MSH|^~\\&|||||||" + msh9 + "|1").messageType()).contains(type);
    }

    @Test
    void shouldHaveNoTypeWithoutMsh9() {
        assertThat(message("MSH|^~\\&|A").messageType()).isEmpty();
        assertThat(message("MSH|^~\\&|A").controlId()).isEmpty();
    }

    @Test
    void shouldHeedTheDelimitersThatTheHeaderDeclares() {
        Hl7Message hl7 = message("MSH#*!\\%#HIS######ADT*A08#1#P#2.3\rPID###a*b%c!d");

        assertThat(hl7.messageType()).contains("ADT_A08");
        assertThat(hl7.get("PID-3.2.2")).contains("c");
        assertThat(hl7.get("PID-3(2)")).contains("d");
        assertThat(hl7.get("MSH-2")).contains("*!\\%");
    }

    @Test
    void shouldReadAHeaderWithFiveEncodingCharacters() {
        Hl7Message hl7 = message("MSH|^~\\&#|HIS|||||ADT^A01|1|P|2.7\rPID|||a&b^c");

        assertThat(hl7.get("MSH-2")).contains("^~\\&#");
        assertThat(hl7.get("MSH-3")).contains("HIS");
        assertThat(hl7.get("PID-3.1.2")).contains("b");
    }

    @ParameterizedTest
    @ValueSource(strings = {"MSH|^~\\|", "MSH|^~|", "MSH|^|", "MSH||"})
    void shouldKeepTheRecommendedDelimitersThatAShortMsh2DoesNotDeclare(String beginning) {
        Hl7Message hl7 = message(beginning + "HIS|WARD|||||ADT^A01|1\rPID|||HIS&ISH~H^I");

        assertThat(hl7.get("PID-3.1.1")).contains("HIS");
        assertThat(hl7.get("PID-3.1.2")).contains("ISH");
        assertThat(hl7.get("PID-3(2).2")).contains("I");
        assertThat(hl7.get("MSH-3")).contains("HIS");
    }

    @Test
    void shouldNotTakeAnEscapedOrUnknownCharacterForADelimiter() {
        assertThat(message("MSH|^~\\&|A\rPID|||a\\S\\b").get("PID-3.1")).contains("a\\S\\b");
    }

    @Test
    void shouldSeeAHeaderBehindAByteOrderMarkAndBlanks() {
        byte[] bytes = "\uFEFF\r\n MSH|^~\\&|HIS||||||ADT^A01|7\rPID|||J\u00FCrgen".getBytes(UTF_8);

        Hl7Message hl7 = Hl7Message.of(bytes);

        assertThat(hl7.hasHeader()).isTrue();
        assertThat(hl7.controlId()).contains("7");
        assertThat(hl7.charset()).isEqualTo(UTF_8);
        assertThat(hl7.get("PID-3")).contains("J\u00FCrgen");
    }

    @Test
    void shouldReadTheHeadersOfBatches() {
        Hl7Message file =
                message("FHS|^~\\&|A|B|C|D|2026||f.hl7|note|F77\rBHS|^~\\&|A|B|C|D|2026||b|n|B88\rMSH|^~\\&|A");
        Hl7Message batch = message("BHS|^~\\&|A|B|C|D|2026||b|n|B88\r");

        assertThat(file.hasHeader()).isTrue();
        assertThat(file.isBatch()).isTrue();
        assertThat(file.controlId()).contains("F77");
        assertThat(file.messageType()).isEmpty();
        assertThat(file.get("FHS-9")).contains("f.hl7");
        assertThat(file.get("BHS-11")).contains("B88");
        assertThat(batch.controlId()).contains("B88");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "M",
                "MSH",
                "MSHA^~\\&|",
                "MSH ^~\\&|",
                "MSH\r",
                "hello",
                "PID|1||4711",
                "<xml/>",
                "msh|^~\\&|"
            })
    void shouldHaveNoHeaderWithoutMshAndAFieldSeparator(String text) {
        Hl7Message hl7 = message(text);

        assertThat(hl7.hasHeader()).isFalse();
        assertThat(hl7.controlId()).isEmpty();
        assertThat(hl7.messageType()).isEmpty();
        assertThat(hl7.headerText(3)).isEmpty();
        assertThat(hl7.charset()).isEqualTo(ISO_8859_1);
    }

    @Test
    void shouldHandBackHeaderFieldsByteForByte() {
        byte[] bytes = "MSH|^~\\&|J\u00FCrgen||||||ADT^A01|\u00E4|P|2.5|||||||UNICODE UTF-8".getBytes(UTF_8);

        assertThat(Hl7Message.of(bytes).headerText(3).orElseThrow().getBytes(ISO_8859_1))
                .isEqualTo("J\u00FCrgen".getBytes(UTF_8));
    }

    static Stream<List<Object>> charsets() {
        return Stream.of(
                List.of("", ISO_8859_1),
                List.of("ASCII", ISO_8859_1),
                List.of("8859/1", ISO_8859_1),
                List.of("8859/15", Charset.forName("ISO-8859-15")),
                List.of("8859/9", Charset.forName("ISO-8859-9")),
                List.of("ISO8859-1", ISO_8859_1),
                List.of("ISO-8859-2", Charset.forName("ISO-8859-2")),
                List.of("UNICODE UTF-8", UTF_8),
                List.of("UNICODE", UTF_8),
                List.of("UTF-8", UTF_8),
                List.of("utf8", UTF_8),
                List.of(" Unicode utf-8 ", UTF_8),
                List.of("UNICODE UTF-8~ISO IR87", UTF_8),
                List.of("UNICODE UTF-16", ISO_8859_1),
                List.of("unicode-utf-8", UTF_8),
                List.of("ISO IR100", ISO_8859_1),
                List.of("ISO_IR 101", Charset.forName("ISO-8859-2")),
                List.of("ISO 8859-15", Charset.forName("ISO-8859-15")),
                List.of("latin1", ISO_8859_1),
                List.of("ANSI", Charset.forName("windows-1252")),
                List.of("ASCII~ISO IR87", Charset.forName("ISO-2022-JP")),
                List.of("WINDOWS-1252", Charset.forName("windows-1252")),
                List.of("8859/99", ISO_8859_1),
                List.of("no such set", ISO_8859_1),
                List.of("~", ISO_8859_1));
    }

    @ParameterizedTest
    @MethodSource("charsets")
    void shouldDecodeInTheCharacterSetThatMsh18Names(List<Object> given) {
        Charset expected = (Charset) given.get(1);
        String text = expected.newEncoder().canEncode('\u00F6') ? "G\u00F6del" : "\u30B2\u30FC\u30C7\u30EB";
        byte[] name = text.getBytes(expected);

        Hl7Message hl7 = Hl7Message.of(concat(
                ("MSH|^~\\&|A||||||ADT^A01|1|P|2.5||||||" + given.get(0) + "\rPID|||").getBytes(ISO_8859_1), name));

        assertThat(hl7.charset()).isEqualTo(expected);
        assertThat(hl7.get("PID-3")).contains(text);
    }

    @ParameterizedTest
    @CsvSource({
        "UTF-8, '', UTF-8",
        "UTF-8, 8859/15, ISO-8859-15",
        "UTF-8, no such set, UTF-8",
        "!UTF-8, 8859/15, UTF-8",
        "!latin1, UNICODE UTF-8, ISO-8859-1"
    })
    void shouldReadInTheCharacterSetOfTheItemWhereMsh18SaysNothingOrIsOverruled(
            String encoding, String msh18, String expected) {
        byte[] bytes = ("MSH|^~\\&|A||||||ADT^A01|1|P|2.5||||||" + msh18 + "\r").getBytes(ISO_8859_1);

        Hl7Message hl7 = Hl7Message.of(bytes, Hl7Encoding.parse(encoding));

        assertThat(hl7.charset()).isEqualTo(Charset.forName(expected));
        assertThat(hl7.namesUnknownCharset()).isEqualTo(msh18.equals("no such set"));
    }

    @Test
    void shouldLetAByteOrderMarkWinOverAForcedCharacterSet() {
        byte[] bytes = "\uFEFFMSH|^~\\&|J\u00FCrgen\r".getBytes(UTF_8);

        Hl7Message hl7 = Hl7Message.of(bytes, Hl7Encoding.parse("!latin1"));

        assertThat(hl7.get("MSH-3")).contains("J\u00FCrgen");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "!", "no such set", "UTF-16", "@mine"})
    void shouldTakeNoEncodingThatHl7CannotBeReadIn(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Hl7Encoding.parse(text))
                .withMessageContaining("is no character set that HL7 can be read in");
    }

    private static byte[] concat(byte[] a, byte[] b) {
        byte[] both = Arrays.copyOf(a, a.length + b.length);
        System.arraycopy(b, 0, both, a.length, b.length);
        return both;
    }

    @Test
    void shouldShowNoContent() {
        assertThat(adt()).hasToString("Hl7Message[" + ADT.length() + " bytes]");
    }

    /** The seed is fixed: the same inputs each time. */
    @Test
    void shouldNeverThrowWhateverTheBytes() {
        Random random = new Random(20261124);
        byte[] sample = ADT.replace('\n', '\r').getBytes(ISO_8859_1);
        byte[] telling = "\r\n|^~\\&#MSHBFPID \t\0\uFEFF".getBytes(UTF_8);
        List<Hl7Path> paths = Stream.of(
                        "MSH-1", "MSH-2", "MSH-9.1", "MSH-18", "PID-3(2).4.2", "OBX(2)-5", "BHS-11", "ZZZ-999")
                .map(Hl7Path::parse)
                .toList();

        for (int round = 0; round < 5000; round++) {
            Hl7Message hl7 = Hl7Message.of(mutated(sample, telling, random));
            for (Hl7Path path : paths) {
                assertThat(hl7.get(path)).isNotNull();
            }
            assertThat(hl7.controlId()).isNotNull();
            assertThat(hl7.messageType()).isNotNull();
            assertThat(hl7.charset()).isNotNull();
            assertThat(hl7.hasHeader() || hl7.controlId().isEmpty()).isTrue();
        }
    }

    private static byte[] mutated(byte[] sample, byte[] telling, Random random) {
        if (random.nextInt(10) == 0) {
            byte[] noise = new byte[random.nextInt(64)];
            random.nextBytes(noise);
            return noise;
        }
        byte[] bytes = Arrays.copyOf(sample, random.nextInt(sample.length + 1));
        for (int change = random.nextInt(8); change > 0 && bytes.length > 0; change--) {
            int at = random.nextBoolean() ? random.nextInt(bytes.length) : random.nextInt(Math.min(12, bytes.length));
            bytes[at] = random.nextBoolean() ? telling[random.nextInt(telling.length)] : (byte) random.nextInt(256);
        }
        return bytes;
    }
}
