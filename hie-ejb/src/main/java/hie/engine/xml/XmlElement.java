package hie.engine.xml;

import hie.engine.document.DocumentException;
import hie.engine.document.Leaf;
import hie.engine.document.Node;
import hie.engine.document.Step;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Attr;
import org.w3c.dom.DOMException;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

/**
 * An element: an object when it has elements in it, or attributes and no text; else its text. Its members are its attributes, as {@code @name}, and all elements of a name
 * together.
 */
final class XmlElement implements Node {

    private static final int MAX_DEPTH = 200;
    private static final int MAX_NODES = 1_000_000;

    private final Element element;

    XmlElement(Element element) {
        this.element = element;
    }

    /**
     * The root of a new document.
     *
     * @param namespace of it and what is put into it; empty for none
     */
    static XmlElement root(String name, String namespace) {
        try {
            Document document = DocumentBuilderFactory.newDefaultNSInstance()
                    .newDocumentBuilder()
                    .newDocument();
            Element element = document.createElementNS(namespace.isEmpty() ? null : namespace, name);
            document.appendChild(element);
            return new XmlElement(element);
        } catch (ParserConfigurationException e) {
            throw new IllegalStateException("There is no XML parser", e);
        } catch (DOMException e) {
            throw new DocumentException("'" + name + "' is no name of an element", e);
        }
    }

    Element element() {
        return element;
    }

    @Override
    public String text() {
        if (first(null) != null) {
            throw new DocumentException("an element has elements in it where a text is expected");
        }
        return element.getTextContent();
    }

    @Override
    public boolean isObject() {
        return first(null) != null || (element.getTextContent().isEmpty() && !keys().isEmpty());
    }

    @Override
    public boolean isList() {
        return false;
    }

    /** The first element of a name in this one, of any when none is given; {@code null} when there is none. */
    private Element first(String name) {
        return next(element.getFirstChild(), name);
    }

    private static Element next(org.w3c.dom.Node from, String name) {
        org.w3c.dom.Node node = from;
        while (node != null && !(node instanceof Element child && (name == null || isNamed(child, name)))) {
            node = node.getNextSibling();
        }
        return (Element) node;
    }

    private static boolean isNamed(Element child, String name) {
        return name.equals(name.indexOf(':') < 0 ? local(child) : child.getNodeName());
    }

    private static String local(org.w3c.dom.Node node) {
        return node.getLocalName() == null ? node.getNodeName() : node.getLocalName();
    }

    /** All elements of a name in this one. */
    List<Element> all(String name) {
        List<Element> all = new ArrayList<>();
        for (Element child = first(name); child != null; child = next(child.getNextSibling(), name)) {
            all.add(child);
        }
        return all;
    }

    @Override
    public List<String> keys() {
        Set<String> keys = new LinkedHashSet<>();
        for (int i = 0; i < element.getAttributes().getLength(); i++) {
            if (!isDeclaration((Attr) element.getAttributes().item(i))) {
                keys.add("@" + local(element.getAttributes().item(i)));
            }
        }
        all(null).forEach(child -> keys.add(local(child)));
        return List.copyOf(keys);
    }

    private static boolean isDeclaration(Attr attribute) {
        return attribute.getNodeName().equals("xmlns")
                || attribute.getNodeName().startsWith("xmlns:");
    }

    @Override
    public Node at(Step step) {
        if (step.isItem()) {
            return step.key().equals("1") ? this : null;
        }
        if (step.key().startsWith("@")) {
            Attr attribute = attribute(step.key().substring(1));
            return attribute == null ? null : Leaf.of(attribute.getValue());
        }
        return first(step.key()) == null ? null : new XmlElements(this, step.key());
    }

    private Attr attribute(String name) {
        for (int i = 0; i < element.getAttributes().getLength(); i++) {
            Attr attribute = (Attr) element.getAttributes().item(i);
            if (name.equals(name.indexOf(':') < 0 ? local(attribute) : attribute.getNodeName())
                    && !isDeclaration(attribute)) {
                return attribute;
            }
        }
        return null;
    }

    @Override
    public Node make(Step step) {
        if (step.isItem()) {
            if (step.key().equals("1")) {
                return this;
            }
            throw new DocumentException(
                    "there is one such element only; another one belongs behind the name of its kind");
        }
        if (step.key().startsWith("@")) {
            throw new DocumentException("an attribute has no parts");
        }
        return new XmlElements(this, step.key());
    }

    @Override
    public void put(Step step, Node value) {
        if (step.isItem()) {
            fill(value);
        } else if (step.key().startsWith("@")) {
            setAttribute(step.key().substring(1), value);
        } else {
            new XmlElements(this, step.key()).put(value);
        }
    }

    private void setAttribute(String name, Node value) {
        Attr there = attribute(name);
        if (value == Leaf.NOTHING) {
            if (there != null) {
                element.removeAttributeNode(there);
            }
        } else if (there != null) {
            there.setValue(XmlWriting.checked(value.text()));
        } else {
            try {
                element.setAttribute(name, XmlWriting.checked(value.text()));
            } catch (DOMException e) {
                throw new DocumentException("'" + name + "' is no name of an attribute", e);
            }
        }
    }

    /** A new element in this one, behind those of its name, in this one's namespace. */
    XmlElement append(String name) {
        try {
            String prefix = element.getPrefix() == null || name.indexOf(':') >= 0 ? "" : element.getPrefix() + ":";
            Element made = element.getOwnerDocument().createElementNS(element.getNamespaceURI(), prefix + name);
            List<Element> alike = all(name);
            element.insertBefore(made, alike.isEmpty() ? null : alike.getLast().getNextSibling());
            return new XmlElement(made);
        } catch (DOMException e) {
            throw new DocumentException("'" + name + "' is no name of an element", e);
        }
    }

    void remove() {
        element.getParentNode().removeChild(element);
    }

    /** Gives it the content of another part, of whatever format; attributes that it has stay. */
    void fill(Node value) {
        fill(value, 0, new int[1]);
    }

    private void fill(Node value, int depth, int[] count) {
        if (depth > MAX_DEPTH || ++count[0] > MAX_NODES) {
            throw new DocumentException("an object is nested more than " + MAX_DEPTH + " deep, or has more than "
                    + MAX_NODES + " parts, or holds itself");
        }
        Element other =
                value instanceof XmlElement one ? one.element : value instanceof XmlElements many ? many.one() : null;
        if (other == element) {
            return;
        }
        while (element.getFirstChild() != null) {
            element.removeChild(element.getFirstChild());
        }
        if (other != null) {
            take(other);
        } else if (!value.isObject()) {
            element.appendChild(element.getOwnerDocument().createTextNode(XmlWriting.checked(value.text())));
        } else {
            parts(value, depth + 1, count);
        }
    }

    private void take(Element other) {
        for (int i = 0; i < other.getAttributes().getLength(); i++) {
            element.setAttributeNodeNS((Attr)
                    element.getOwnerDocument().importNode(other.getAttributes().item(i), true));
        }
        for (org.w3c.dom.Node child = other.getFirstChild(); child != null; child = child.getNextSibling()) {
            element.appendChild(element.getOwnerDocument().importNode(child, true));
        }
    }

    private void parts(Node value, int depth, int[] count) {
        for (String key : value.keys()) {
            Node part = value.at(new Step(key, value.isList()));
            if (value.isList()) {
                append("item").fill(part, depth, count);
            } else if (key.startsWith("@")) {
                setAttribute(key.substring(1), part);
            } else if (part.isList()) {
                part.keys().forEach(number -> append(key).fill(part.at(Step.item(number)), depth, count));
            } else {
                append(key).fill(part, depth, count);
            }
        }
    }

    /** Its name only: what it holds may tell who the patient is. */
    @Override
    public String toString() {
        return "XmlElement[" + element.getNodeName() + "]";
    }
}
