package hie.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/**
 * How the golden messages of a project came out: for people, as JSON, and as the XML that JUnit writes and build servers read.
 *
 * @param results as the engine tells them, in order
 */
record CheckReport(String project, List<JsonNode> results) {

    private static final String PASSED = "passed";
    private static final String FAULTY = "faulty";

    /** What differs is shown up to so many characters a value; all of it is in the reports. */
    private static final int SHOWN = 200;

    boolean isPassed() {
        return count(PASSED) == results.size();
    }

    /** Whether every test could be tried, however it came out. */
    boolean isSound() {
        return count(FAULTY) == 0;
    }

    private long count(String verdict) {
        return results.stream().filter(result -> is(result, verdict)).count();
    }

    private static boolean is(JsonNode result, String verdict) {
        return text(result, "verdict").equals(verdict);
    }

    private static String text(JsonNode node, String name) {
        return node.path(name).asText();
    }

    /** The texts of tests, by name, that are not as expected and can be. */
    Map<String, String> accepted() {
        Map<String, String> accepted = new LinkedHashMap<>();
        results.stream()
                .filter(result -> !is(result, PASSED) && !is(result, FAULTY))
                .forEach(result -> accepted.put(text(result, "name"), text(result, "accepted")));
        return accepted;
    }

    /** Writes a line a test, what differs below it, and the sum. */
    void print(PrintWriter out) {
        for (JsonNode result : results) {
            out.println((is(result, PASSED) ? "  ok    " : "  FAIL  ") + text(result, "name") + " ("
                    + text(result, "subject") + ")");
            describe(result).lines().forEach(line -> out.println("          " + line));
        }
        out.println(count(PASSED) + " of " + results.size() + " as expected.");
    }

    void printFaults(PrintWriter out) {
        results.stream()
                .filter(result -> is(result, FAULTY))
                .forEach(result -> out.println("Not accepted: " + text(result, "name") + ": " + text(result, "fault")));
    }

    private static String describe(JsonNode result) {
        return switch (text(result, "verdict")) {
            case FAULTY -> text(result, "fault");
            case "open" -> "nothing is expected yet; look at what --accept writes";
            default -> {
                StringBuilder lines = new StringBuilder();
                result.path("differences")
                        .forEach(one ->
                                lines.append(line(one, "expected", "was")).append('\n'));
                yield lines.toString();
            }
        };
    }

    /** A difference: what it was before, or should be, and what it is. */
    static String line(JsonNode difference, String before, String after) {
        return text(difference, "path") + ": " + before + " " + shown(text(difference, "expected")) + ", " + after + " "
                + shown(text(difference, "actual"));
    }

    private static String shown(String value) {
        if (value.isEmpty()) {
            return "nothing";
        }
        String line = value.replace('\n', ' ').replace('\r', ' ');
        return line.length() <= SHOWN ? line : line.substring(0, SHOWN) + "…";
    }

    /** Without the texts of tests. */
    String json() {
        ObjectNode report = ManagerApi.JSON.createObjectNode();
        report.put("project", project).put("passed", isPassed());
        results.forEach(
                result -> report.withArray("results").add(((ObjectNode) result.deepCopy()).without("accepted")));
        return report.toPrettyString() + "\n";
    }

    String junit() {
        StringWriter text = new StringWriter();
        try {
            XMLStreamWriter xml = XMLOutputFactory.newDefaultFactory().createXMLStreamWriter(text);
            xml.writeStartDocument("UTF-8", "1.0");
            xml.writeStartElement("testsuite");
            xml.writeAttribute("name", project);
            xml.writeAttribute("tests", String.valueOf(results.size()));
            xml.writeAttribute("failures", String.valueOf(results.size() - count(PASSED) - count(FAULTY)));
            xml.writeAttribute("errors", String.valueOf(count(FAULTY)));
            for (JsonNode result : results) {
                write(result, xml);
            }
            xml.writeEndElement();
            xml.writeEndDocument();
        } catch (XMLStreamException e) {
            throw new IllegalStateException("a text takes all that is written to it", e);
        }
        return text + "\n";
    }

    private static void write(JsonNode result, XMLStreamWriter xml) throws XMLStreamException {
        xml.writeStartElement("testcase");
        xml.writeAttribute("classname", text(result, "subject"));
        xml.writeAttribute("name", text(result, "name"));
        if (!is(result, PASSED)) {
            xml.writeStartElement(is(result, FAULTY) ? "error" : "failure");
            xml.writeAttribute("message", is(result, FAULTY) ? "faulty" : "not as expected");
            xml.writeCharacters(describe(result).replaceAll("[\\x00-\\x08\\x0B\\x0C\\x0E-\\x1F]", "�"));
            xml.writeEndElement();
        }
        xml.writeEndElement();
    }
}
