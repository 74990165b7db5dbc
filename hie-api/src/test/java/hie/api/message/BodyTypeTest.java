package hie.api.message;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.math.BigDecimal;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BodyTypeTest {

    private static final AtomicInteger PARSED = new AtomicInteger();

    /** A class of somebody's own. */
    public static final class Lines implements BodyType<List<String>> {
        @Override
        public List<String> parse(byte[] bytes, Charset charset) {
            PARSED.incrementAndGet();
            return new String(bytes, charset).lines().toList();
        }
    }

    /** One that cannot be built. */
    public static final class Unbuildable implements BodyType<String> {
        private Unbuildable() {}

        @Override
        public String parse(byte[] bytes, Charset charset) {
            return "";
        }
    }

    private static Message message(String contentType, byte[] bytes) {
        return new Message(
                MessageHeader.inbound(MessageIds.next(), Instant.EPOCH, "In", contentType), MessageBody.of(bytes));
    }

    private static Message message(String contentType, String text) {
        return message(contentType, text.getBytes(UTF_8));
    }

    @ParameterizedTest
    @CsvSource({
        "application/hl7-v2, HL7_V2",
        "application/xml, XML",
        "text/xml; charset=utf-8, XML",
        "application/cda+xml, XML",
        "application/json, JSON",
        "application/geo+json, JSON",
        "application/fhir+json; fhirVersion=4.0, FHIR",
        "application/fhir+xml, FHIR",
        "text/plain, TEXT",
        "application/octet-stream, RAW"
    })
    void shouldTellTheClassOfAMessageByItsHeader(String contentType, MessageClass expected) {
        assertThat(message(contentType, "").messageClass()).isEqualTo(expected);
    }

    @Test
    void shouldTellAClassOfSomebodysOwnByTheBodyClass() {
        Message plain = message("text/plain", "a");

        assertThat(plain.with(plain.header().describedAs("", "", "site.Order")).messageClass())
                .isEqualTo(MessageClass.CUSTOM);
    }

    @Test
    void shouldParseWhenFirstAskedForAndKeepIt() {
        int before = PARSED.get();
        Message message = message("text/plain", "a\nb");

        assertThat(PARSED.get()).isEqualTo(before);
        assertThat(message.as(Lines.class)).containsExactly("a", "b");
        assertThat(message.with(message.header().to("Out", null)).as(Lines.class))
                .isSameAs(message.as(Lines.class));
        assertThat(PARSED.get()).isEqualTo(before + 1);
    }

    @Test
    void shouldReadTextInTheCharacterSetThatTheContentTypeNames() {
        assertThat(message("text/plain; charset=\"ISO-8859-1\"", "Jürgen".getBytes(ISO_8859_1))
                        .as(Text.class))
                .isEqualTo("Jürgen");
        assertThat(message("text/plain", "Jürgen").as(Text.class)).isEqualTo("Jürgen");
        assertThatExceptionOfType(BodyFormatException.class)
                .isThrownBy(() ->
                        message("text/plain", "Jürgen".getBytes(ISO_8859_1)).as(Text.class))
                .withMessage("the body is no text in UTF-8");
    }

    @Test
    void shouldReadXmlWithNamespaces() {
        assertThat(message("application/xml", "<?xml version='1.0'?><o:order xmlns:o='urn:o' id='7'/>")
                        .as(Xml.class)
                        .getDocumentElement())
                .satisfies(root -> {
                    assertThat(root.getLocalName()).isEqualTo("order");
                    assertThat(root.getNamespaceURI()).isEqualTo("urn:o");
                    assertThat(root.getAttribute("id")).isEqualTo("7");
                });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<!DOCTYPE a SYSTEM 'FILE'><a/>",
                "<!DOCTYPE a [<!ENTITY x SYSTEM 'FILE'>]><a>&x;</a>",
                "<a>Example^Erika"
            })
    void shouldRefuseXmlThatReachesOutOrIsNone(String text, @TempDir Path folder) throws Exception {
        Path secret = Files.writeString(folder.resolve("secret.txt"), "secret");

        assertThatExceptionOfType(BodyFormatException.class)
                .isThrownBy(() -> message(
                                "text/xml", text.replace("FILE", secret.toUri().toString()))
                        .as(Xml.class))
                .withMessageNotContaining("Erika")
                .withMessageNotContaining("secret");
    }

    @Test
    void shouldReadJsonAsPlainJava() {
        Object json = message("application/json", "{\"b\": [1.50, \"x\", true, null], \"a\": {}}")
                .as(Json.class);

        assertThat(json).isInstanceOfSatisfying(Map.class, all -> {
            assertThat(all.keySet().toString()).isEqualTo("[b, a]");
            assertThat((List<?>) all.get("b"))
                    .isEqualTo(java.util.Arrays.asList(new BigDecimal("1.50"), "x", true, null));
        });
        assertThat(message("application/json", "null").as(Json.class)).isNull();
        assertThatExceptionOfType(BodyFormatException.class)
                .isThrownBy(
                        () -> message("application/json", "{\"name\": Erika").as(Json.class))
                .withMessageStartingWith("the body is no JSON: line 1")
                .withMessageNotContaining("Erika");
    }

    @Test
    void shouldReadAFhirResourceAsItsProperties() {
        assertThat(message("application/fhir+json", "{\"resourceType\": \"Patient\", \"id\": \"1\"}")
                        .as(Fhir.class))
                .containsEntry("resourceType", "Patient");
        assertThatExceptionOfType(BodyFormatException.class)
                .isThrownBy(() -> message("application/fhir+json", "{}").as(Fhir.class));
    }

    @Test
    void shouldNameAClassThatCannotBeBuilt() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> message("text/plain", "a").as(Unbuildable.class))
                .withMessageContaining(Unbuildable.class.getName());
    }
}
