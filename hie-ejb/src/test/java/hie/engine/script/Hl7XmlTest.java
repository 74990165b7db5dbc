package hie.engine.script;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.w3c.dom.Element;

class Hl7XmlTest {

    private static String roundTrip(String text) {
        return new Hl7Xml(() -> {}).write(new Hl7Xml(() -> {}).read(text));
    }

    @Test
    void shouldWriteWhatItHasRead() {
        String text = "MSH|^~\\&|A^1|B||\rPID|1||1^2&3&&4^~5^6||||\rZZZ\rZXX|\rZYY|||\rOBX|1||a\\T\\b||~~x~\r";

        assertThat(roundTrip(text)).isEqualTo(text);
        assertThat(roundTrip(text.replace("\r", "\r\n"))).isEqualTo(text);
        assertThat(roundTrip("MSH#*+!%#A*1+B%2\rPID#1*2\r")).isEqualTo("MSH#*+!%#A*1+B%2\rPID#1*2\r");
    }

    @Test
    void shouldPutFieldsWhereTheirNumbersSay() {
        Hl7Xml xml = new Hl7Xml(() -> {});
        Element root = xml.read("MSH|^~\\&|A\rPID|1\r");
        Element pid = (Element) root.getLastChild();
        for (String number : new String[] {"4", "2"}) {
            Element late = root.getOwnerDocument().createElementNS(null, "PID." + number);
            late.setTextContent("n" + number);
            pid.appendChild(late);
        }

        assertThat(xml.write(root)).isEqualTo("MSH|^~\\&|A\rPID|1|n2||n4\r");
    }

    @Test
    void shouldRefuseWhatIsNoHl7() {
        assertThatIllegalArgumentException().isThrownBy(() -> roundTrip("PID|1"));
        assertThatIllegalArgumentException().isThrownBy(() -> roundTrip("MSH|^~\\&|A\r<>|1"));
        Hl7Xml xml = new Hl7Xml(() -> {});
        Element root = xml.read("MSH|^~\\&|A\r");
        root.appendChild(root.getOwnerDocument().createElementNS(null, "ORU_R01"));
        assertThatIllegalArgumentException().isThrownBy(() -> xml.write(root)).withMessageContaining("ORU_R01");
    }
}
