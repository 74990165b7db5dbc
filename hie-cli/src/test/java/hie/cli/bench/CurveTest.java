package hie.cli.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.StringReader;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.xml.sax.InputSource;

class CurveTest {

    @Test
    void shouldDrawAHigherMarkHigherAndNameBothAxes() throws Exception {
        Document picture = parsed(new Curve(
                "items", "cost", List.of(new Curve.Mark(3, 100), new Curve.Mark(50, 150), new Curve.Mark(200, 300))));

        assertThat(height(picture, 0)).isGreaterThan(height(picture, 1));
        assertThat(height(picture, 1)).isGreaterThan(height(picture, 2));
        assertThat(picture.getDocumentElement().getTextContent())
                .contains("items", "cost", "a machine")
                .doesNotContain("logarithmic");
    }

    @Test
    void shouldBeLogarithmicWhenMarksDifferAHundredfold() throws Exception {
        Document picture = parsed(new Curve(
                "bytes",
                "cost",
                List.of(new Curve.Mark(1, 10), new Curve.Mark(10, 1000), new Curve.Mark(100, 100_000))));

        assertThat(picture.getDocumentElement().getTextContent()).contains("logarithmic");
        assertThat(height(picture, 0) - height(picture, 1))
                .isCloseTo(height(picture, 1) - height(picture, 2), within(1));
    }

    private static Document parsed(Curve curve) throws Exception {
        return DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new InputSource(new StringReader(curve.svg("a machine"))));
    }

    private static int height(Document picture, int mark) {
        return Integer.parseInt(
                ((Element) picture.getElementsByTagName("circle").item(mark)).getAttribute("cy"));
    }
}
