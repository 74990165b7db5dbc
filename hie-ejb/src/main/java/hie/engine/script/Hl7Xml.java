package hie.engine.script;

import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.DOMImplementation;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.Node;

/**
 * HL7 v2 as the XML that Mirth's scripts know: {@code HL7Message/PID/PID.5/PID.5.1}, an element for each repetition, escapes as they
 * stand. Reading and writing gives the same text, but for line ends, which become CR. On the way back fields and components go where their
 * numbers say, wherever they stand among the elements.
 */
final class Hl7Xml {

    private static final String ROOT = "HL7Message";
    private static final Pattern SEGMENT = Pattern.compile("[A-Z][A-Z0-9]{2}");
    private static final Set<String> HEADERS = Set.of("MSH", "FHS", "BHS");
    private static final DOMImplementation DOCUMENTS = documents();

    /** A field, component or subcomponent has at most this number. */
    private static final int MOST = 2000;

    private final Runnable look;
    private char field = '|';
    private String encoding = "^~\\&";

    /**
     * @param look is called again and again, and ends what takes too much
     */
    Hl7Xml(Runnable look) {
        this.look = look;
    }

    private static DOMImplementation documents() {
        try {
            return DocumentBuilderFactory.newDefaultNSInstance()
                    .newDocumentBuilder()
                    .getDOMImplementation();
        } catch (ParserConfigurationException e) {
            throw new IllegalStateException("The virtual machine has no XML", e);
        }
    }

    static boolean isHl7(Node root) {
        return root.getNodeName().equals(ROOT);
    }

    /**
     * Reads a message.
     *
     * @throws IllegalArgumentException when it does not begin with a header, or a segment has no name
     */
    Element read(String text) {
        String content = text.strip();
        if (content.length() < 4 || !HEADERS.contains(content.substring(0, 3))) {
            throw new IllegalArgumentException("the message is no HL7 v2: it does not begin with MSH, FHS or BHS");
        }
        field = content.charAt(3);
        Document document = DOCUMENTS.createDocument(null, ROOT, null);
        int number = 0;
        for (String line : content.split("[\\r\\n]+")) {
            number++;
            look.run();
            segment(document, line, number);
        }
        return document.getDocumentElement();
    }

    private void segment(Document document, String line, int number) {
        String name = line.substring(0, Math.min(3, line.length()));
        if (!SEGMENT.matcher(name).matches()) {
            throw new IllegalArgumentException("segment " + number + " has no name of three letters and digits");
        }
        Element segment = append(document.getDocumentElement(), name);
        if (line.length() < 4) {
            return;
        }
        String[] fields = line.substring(4).split(Pattern.quote(String.valueOf(field)), -1);
        int first = 1;
        if (HEADERS.contains(name)) {
            encoding = fields[0];
            append(segment, name + ".1").setTextContent(String.valueOf(field));
            append(segment, name + ".2").setTextContent(encoding);
            first = 2;
        }
        for (int i = first - 1; i < fields.length; i++) {
            field(segment, name + "." + (i + (first == 2 ? 2 : 1)), fields[i]);
        }
    }

    private void field(Element segment, String name, String text) {
        for (String repetition : split(text, 1)) {
            Element made = append(segment, name);
            if (!repetition.isEmpty()) {
                parts(made, name, repetition, 0);
            }
        }
    }

    private void parts(Element owner, String name, String text, int level) {
        String[] parts = split(text, level);
        for (int i = 0; i < parts.length; i++) {
            Element part = append(owner, name + "." + (i + 1));
            boolean isDivided = level == 0 && split(parts[i], 3).length > 1;
            if (isDivided) {
                parts(part, name + "." + (i + 1), parts[i], 3);
            } else if (!parts[i].isEmpty()) {
                part.setTextContent(parts[i]);
            }
        }
    }

    /** The character of MSH-2 at a place, and the text parted by it. */
    private String[] split(String text, int place) {
        return place < encoding.length()
                ? text.split(Pattern.quote(encoding.substring(place, place + 1)), -1)
                : new String[] {text};
    }

    private static Element append(Element parent, String name) {
        Element made = parent.getOwnerDocument().createElementNS(null, name);
        parent.appendChild(made);
        return made;
    }

    /**
     * Writes a message.
     *
     * @throws IllegalArgumentException naming an element that is no segment, field or component
     */
    String write(Node root) {
        StringBuilder text = new StringBuilder();
        for (Element segment : elements(root)) {
            look.run();
            String name = segment.getNodeName();
            if (!SEGMENT.matcher(name).matches()) {
                throw new IllegalArgumentException(shown(name) + " is no segment of HL7 v2");
            }
            text.append(name);
            fields(segment, name, text);
            text.append('\r');
        }
        return text.toString();
    }

    private void fields(Element segment, String name, StringBuilder text) {
        NavigableMap<Integer, List<Element>> fields = byNumber(segment, name);
        int from = 1;
        if (HEADERS.contains(name)) {
            String separator = textOf(fields.get(1));
            field = separator.isEmpty() ? field : separator.charAt(0);
            String characters = textOf(fields.get(2));
            encoding = characters.isEmpty() ? encoding : characters;
            text.append(field).append(encoding);
            from = 3;
        }
        int last = fields.isEmpty() ? 0 : fields.lastKey();
        for (int number = from; number <= last; number++) {
            text.append(field);
            List<Element> repetitions = fields.getOrDefault(number, List.of());
            for (int i = 0; i < repetitions.size(); i++) {
                text.append(i == 0 ? "" : sign(1));
                value(repetitions.get(i), name + "." + number, 0, text);
            }
        }
    }

    private static String textOf(List<Element> elements) {
        return elements == null ? "" : elements.getFirst().getTextContent();
    }

    private void value(Element owner, String name, int level, StringBuilder text) {
        NavigableMap<Integer, List<Element>> parts = level < 0 ? new TreeMap<>() : byNumber(owner, name);
        if (parts.isEmpty()) {
            text.append(owner.getTextContent());
            return;
        }
        for (int number = 1; number <= parts.lastKey(); number++) {
            text.append(number == 1 ? "" : sign(level));
            if (parts.containsKey(number)) {
                value(parts.get(number).getFirst(), name + "." + number, level == 0 ? 3 : -1, text);
            }
        }
    }

    private String sign(int place) {
        String usual = "^~\\&";
        return place < encoding.length() ? encoding.substring(place, place + 1) : usual.substring(place, place + 1);
    }

    private static NavigableMap<Integer, List<Element>> byNumber(Element owner, String name) {
        NavigableMap<Integer, List<Element>> parts = new TreeMap<>();
        for (Element part : elements(owner)) {
            String own = part.getNodeName();
            String digits = own.startsWith(name + ".") ? own.substring(name.length() + 1) : "";
            if (!digits.matches("[1-9]\\d{0,3}") || Integer.parseInt(digits) > MOST) {
                throw new IllegalArgumentException(shown(own) + " cannot stand in " + shown(name));
            }
            parts.computeIfAbsent(Integer.parseInt(digits), made -> new ArrayList<>())
                    .add(part);
        }
        return parts;
    }

    /** A name that a script took from a message may tell who the patient is. */
    private static String shown(String name) {
        return name.matches("[A-Z][A-Z0-9]{2}[0-9._A-Z]{0,12}") ? "element '" + name + "'" : "an element";
    }

    private static List<Element> elements(Node parent) {
        List<Element> elements = new ArrayList<>();
        for (Node child = parent.getFirstChild(); child != null; child = child.getNextSibling()) {
            if (child instanceof Element element) {
                elements.add(element);
            }
        }
        return elements;
    }
}
