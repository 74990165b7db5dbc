package hie.engine.imports;

import java.io.StringReader;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/**
 * An element of an XML text: names without prefixes, attributes in order, the text directly in it, the elements in it. Document
 * types are refused, and with them every entity but the five; elements may be nested {@value #MAX_DEPTH} deep and there may be
 * {@value #MAX_ELEMENTS} of them.
 *
 * @param line where it begins in its text, from 1
 */
public record XmlNode(String name, Map<String, String> attributes, String text, List<XmlNode> children, int line) {

    static final int MAX_DEPTH = 150;
    static final int MAX_ELEMENTS = 1_000_000;

    /**
     * Reads a text with one root element.
     *
     * @throws ImportSyntaxException when it is no well-formed XML, has a document type, or breaks a limit
     */
    public static XmlNode parse(String xml) {
        try {
            XMLStreamReader reader = factory().createXMLStreamReader(new StringReader(xml));
            try {
                return read(reader);
            } finally {
                reader.close();
            }
        } catch (XMLStreamException e) {
            throw new ImportSyntaxException(
                    "it is no well-formed XML"
                            + (e.getLocation() == null
                                    ? ""
                                    : ", line " + e.getLocation().getLineNumber()),
                    e);
        }
    }

    private static XMLInputFactory factory() {
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setProperty(XMLInputFactory.IS_NAMESPACE_AWARE, false);
        factory.setProperty(XMLInputFactory.IS_COALESCING, true);
        return factory;
    }

    private static XmlNode read(XMLStreamReader reader) throws XMLStreamException {
        Deque<Open> open = new ArrayDeque<>();
        XmlNode root = null;
        int elements = 0;
        while (reader.hasNext()) {
            switch (reader.next()) {
                case XMLStreamConstants.START_ELEMENT -> {
                    if (open.size() >= MAX_DEPTH || ++elements > MAX_ELEMENTS) {
                        throw new ImportSyntaxException("its elements are nested more than " + MAX_DEPTH
                                + " deep, or there are more than " + MAX_ELEMENTS);
                    }
                    open.push(Open.at(reader));
                }
                case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA, XMLStreamConstants.SPACE -> {
                    if (!open.isEmpty()) {
                        open.peek().text.append(reader.getText());
                    }
                }
                case XMLStreamConstants.END_ELEMENT -> {
                    XmlNode done = open.pop().close();
                    if (open.isEmpty()) {
                        root = done;
                    } else {
                        open.peek().children.add(done);
                    }
                }
                case XMLStreamConstants.DTD, XMLStreamConstants.ENTITY_REFERENCE ->
                    throw new ImportSyntaxException(
                            "it has a document type or an entity of its own, which is not read");
                default -> {}
            }
        }
        if (root == null) {
            throw new ImportSyntaxException("there is no element in it");
        }
        return root;
    }

    /** An element whose end has not come yet. */
    private record Open(
            String name, Map<String, String> attributes, StringBuilder text, List<XmlNode> children, int line) {

        static Open at(XMLStreamReader reader) {
            Map<String, String> attributes = new LinkedHashMap<>();
            for (int i = 0; i < reader.getAttributeCount(); i++) {
                attributes.put(local(reader.getAttributeLocalName(i)), reader.getAttributeValue(i));
            }
            return new Open(
                    local(reader.getLocalName()),
                    attributes,
                    new StringBuilder(),
                    new ArrayList<>(),
                    reader.getLocation().getLineNumber());
        }

        XmlNode close() {
            return new XmlNode(name, attributes, text.toString(), List.copyOf(children), line);
        }
    }

    private static String local(String name) {
        return name.substring(name.indexOf(':') + 1);
    }

    /** The attribute's value, or the empty text. */
    public String attribute(String attribute) {
        return attributes.getOrDefault(attribute, "");
    }

    /** The elements of that name directly in this one. */
    public List<XmlNode> all(String child) {
        return children.stream().filter(node -> node.name.equals(child)).toList();
    }

    /** The first element of that name directly in this one. */
    public Optional<XmlNode> first(String child) {
        return children.stream().filter(node -> node.name.equals(child)).findFirst();
    }

    /** The text of the first element of that name, or the empty text. */
    public String textOf(String child) {
        return first(child).map(XmlNode::text).orElse("");
    }

    /** This element and all below it. */
    public Stream<XmlNode> descendants() {
        return Stream.concat(Stream.of(this), children.stream().flatMap(XmlNode::descendants));
    }
}
