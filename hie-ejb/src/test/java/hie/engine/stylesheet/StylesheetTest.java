package hie.engine.stylesheet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import hie.api.message.Message;
import hie.engine.Messages;
import hie.engine.transform.TransformResult;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StylesheetTest {

    private static final String SHEET = """
            <xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
                xmlns:java="http://xml.apache.org/xalan/java">
              <xsl:output method="%s"/>
              %s
            </xsl:stylesheet>
            """;
    private static final Message PATIENT = Messages.of("<p><name>Jane</name></p>", "application/xml");

    private static Stylesheet sheet(String method, String templates) {
        return Stylesheet.compile("test", SHEET.formatted(method, templates));
    }

    private static TransformResult apply(Stylesheet sheet, Message message) {
        return sheet.apply(message, ZonedDateTime.ofInstant(Messages.CREATED, ZoneOffset.UTC));
    }

    private static String text(TransformResult result) {
        return new String(result.message().body().bytes(), StandardCharsets.UTF_8);
    }

    @Test
    void shouldTransformXml() {
        TransformResult made = apply(
                sheet("text", "<xsl:template match='/'><xsl:value-of select='/p/name'/></xsl:template>"), PATIENT);

        assertThat(text(made)).isEqualTo("Jane");
        assertThat(made.message().header().contentType()).isEqualTo("text/plain; charset=UTF-8");
        assertThat(made.message().header().id()).isEqualTo(PATIENT.header().id());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<xsl:template match='/'><xsl:value-of select=\"document('file:///etc/hostname')\"/></xsl:template>",
                "<xsl:template match='/'><xsl:value-of select=\"java:java.lang.System.getProperty('user.home')\"/></xsl:template>",
                "<xsl:include href='file:///etc/hostname'/>",
                "<xsl:import href='http://127.0.0.1/'/>",
                "<xsl:template match='/'><xsl:call-template name='a'/></xsl:template>"
                        + "<xsl:template name='a'><xsl:call-template name='a'/></xsl:template>"
            })
    void shouldReachNothingButTheMessage(String templates) {
        assertThatThrownBy(() -> {
                    TransformResult made = apply(sheet("text", templates), PATIENT);
                    assertThat(text(made)).as("what it read").isEmpty();
                    throw new IllegalStateException("it read nothing");
                })
                .isInstanceOfAny(IllegalArgumentException.class, IllegalStateException.class);
    }

    @Test
    void shouldRefuseADocumentType() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Stylesheet.compile(
                        "test",
                        "<!DOCTYPE a [<!ENTITY b SYSTEM \"file:///etc/hostname\">]>"
                                + SHEET.formatted("text", "<xsl:template match='/'>&b;</xsl:template>")));
    }

    @Test
    void shouldNameTheLineOfAFault() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> sheet("xml", "\n<xsl:template match='/'><xsl:nothing select='('/></xsl:template>"))
                .withMessageStartingWith("line ");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Stylesheet.compile("test", "<a>\n<b>"))
                .withMessageStartingWith("line 2: ");
    }

    @Test
    void shouldGiveUpOnWhatTakesTooLongAndStayOutOfUse() {
        Stylesheet endless = Stylesheet.compile("test", SHEET.formatted("text", """
                        <xsl:template match='/'><xsl:call-template name='f'><xsl:with-param name='n' select='24'/></xsl:call-template></xsl:template>
                        <xsl:template name='f'><xsl:param name='n'/><xsl:if test='$n &gt; 0'>
                          <xsl:call-template name='f'><xsl:with-param name='n' select='$n - 1'/></xsl:call-template>
                          <xsl:call-template name='f'><xsl:with-param name='n' select='$n - 1'/></xsl:call-template>
                        </xsl:if></xsl:template>"""), Duration.ofMillis(20));

        assertThatThrownBy(() -> apply(endless, PATIENT)).hasMessage("stylesheet 'test' took longer than 20 ms");
        assertThatThrownBy(() -> apply(endless, PATIENT)).hasMessageContaining("out of use");
    }

    @Test
    void shouldFailWithoutWhatIsInTheMessage() {
        Stylesheet stopping = sheet(
                "text",
                "<xsl:template match='/'><xsl:message terminate='yes'><xsl:value-of select='/p/name'/></xsl:message></xsl:template>");

        assertThatThrownBy(() -> apply(stopping, PATIENT))
                .hasMessage("stylesheet 'test' failed")
                .hasNoCause();
    }
}
