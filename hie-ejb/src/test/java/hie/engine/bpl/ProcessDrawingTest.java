package hie.engine.bpl;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.StringReader;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.xml.sax.InputSource;

class ProcessDrawingTest {

    @Test
    void shouldDrawEachActivityAndSayTheSameInWords() throws Exception {
        String svg = ProcessDrawing.svg("A & <B>", ProcessText.read(ProcessTextTest.ALL));

        Document document =
                DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(new InputSource(new StringReader(svg)));
        assertThat(document.getElementsByTagName("title").item(0).getTextContent())
                .isEqualTo("A & <B>");
        assertThat(document.getElementsByTagName("rect").getLength()).isEqualTo(15);
        assertThat(document.getElementsByTagName("desc").item(0).getTextContent())
                .startsWith(
                        "level 1: assign context.Ward = request.{PV1:3.1}. level 1: call, without waiting To Lab: Ask lab.")
                .contains(
                        "level 2: when context.Ward = \"W1\"",
                        "level 3: transform request to context.Answer by To_Billing");
        assertThat(document.getDocumentElement().getAttribute("role")).isEqualTo("img");
    }
}
