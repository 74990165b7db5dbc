package hie.engine.xml;

import hie.api.message.BodyFormatException;
import hie.api.message.Xml;
import hie.engine.document.Guide;
import hie.engine.document.TreePath;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.w3c.dom.Element;
import org.w3c.dom.Node;

/**
 * An XML schema, as far as it says what paths in its words mean and in which order elements are written: elements and types of one document, sequences, extensions. An element that holds
 * nothing but a list of others is counted in their place, as IRIS does: {@code Colors(2)} is the second {@code Color} in {@code Colors}. What a choice, a repeated sequence, a group or another
 * document says is not known, and no path leads through it. Safe for use by any thread.
 */
public final class XmlSchema {

    private static final String XSD = "http://www.w3.org/2001/XMLSchema";
    private static final int MAX_DEPTH = 200;

    private final String namespace;
    private final Map<String, Element> elements = new HashMap<>();
    private final Map<String, Element> types = new HashMap<>();
    private final Map<Element, XmlType> read = new HashMap<>();

    private XmlSchema(Element root) {
        this.namespace = root.getAttribute("targetNamespace");
        for (Element child : children(root)) {
            switch (child.getLocalName()) {
                case "element" -> elements.put(child.getAttribute("name"), child);
                case "complexType", "simpleType" -> types.put(child.getAttribute("name"), child);
                default -> {}
            }
        }
    }

    /**
     * Reads a schema.
     *
     * @throws IllegalArgumentException saying why it is none
     */
    public static XmlSchema parse(String text) {
        Element root;
        try {
            root = new Xml()
                    .parse(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8)
                    .getDocumentElement();
        } catch (BodyFormatException e) {
            throw new IllegalArgumentException("it is no XML: " + e.getMessage(), e);
        }
        if (!is(root, "schema")) {
            throw new IllegalArgumentException("it is no XML schema (expected: a 'schema' element of " + XSD + ")");
        }
        boolean isMixed = !root.getAttribute("targetNamespace").isEmpty()
                && !root.getAttribute("elementFormDefault").equals("qualified");
        if (isMixed) {
            throw new IllegalArgumentException(
                    "its elements are not in its namespace, and that is not taken (expected: elementFormDefault=\"qualified\", or no targetNamespace)");
        }
        return new XmlSchema(root);
    }

    private static boolean is(Node node, String name) {
        return XSD.equals(node.getNamespaceURI()) && name.equals(node.getLocalName());
    }

    private static List<Element> children(Element parent) {
        List<Element> children = new ArrayList<>();
        for (Node child = parent.getFirstChild(); child != null; child = child.getNextSibling()) {
            if (child instanceof Element element && XSD.equals(element.getNamespaceURI())) {
                children.add(element);
            }
        }
        return children;
    }

    private static Optional<Element> child(Element parent, String... names) {
        return children(parent).stream()
                .filter(child -> Set.of(names).contains(child.getLocalName()))
                .findFirst();
    }

    /** How many elements it declares of which a document may consist. */
    public int elements() {
        return elements.size();
    }

    /** How many types it names. */
    public int types() {
        return types.size();
    }

    /** The namespace of its elements; empty for none. */
    String namespace() {
        return namespace;
    }

    /** What an element is that a message may consist of; empty when there is none, and no type, of that name. */
    private Optional<XmlType> root(String name) {
        Element declared = elements.getOrDefault(name, types.get(name));
        return Optional.ofNullable(declared).map(this::type);
    }

    /** Of an element or type that is declared. */
    private synchronized XmlType type(Element declared) {
        XmlType known = read.get(declared);
        if (known == null) {
            known = declared.getLocalName().equals("element") ? ofElement(declared) : content(declared, 0);
            read.put(declared, known);
        }
        return known;
    }

    private XmlType ofElement(Element element) {
        Optional<Element> inside = child(element, "complexType", "simpleType");
        if (inside.isPresent()) {
            return content(inside.get(), 0);
        }
        return named(element, element.getAttribute("type"), 0);
    }

    private XmlType named(Element at, String type, int depth) {
        int colon = type.indexOf(':');
        String prefix = colon < 0 ? null : type.substring(0, colon);
        if (type.isEmpty() || XSD.equals(at.lookupNamespaceURI(prefix))) {
            return XmlType.TEXT;
        }
        Element declared = types.get(type.substring(colon + 1));
        return declared == null
                ? odd("a type that this schema does not have, '" + type + "'")
                : content(declared, depth + 1);
    }

    private static XmlType odd(String what) {
        return new XmlType(Map.of(), Set.of(), what);
    }

    private XmlType content(Element type, int depth) {
        if (depth > MAX_DEPTH) {
            return odd("a type that extends itself");
        }
        if (is(type, "simpleType")) {
            return XmlType.TEXT;
        }
        Element of = child(type, "complexContent", "simpleContent").orElse(type);
        Element extension =
                of == type ? null : child(of, "extension", "restriction").orElse(null);
        XmlType base = extension != null && is(extension, "extension")
                ? named(extension, extension.getAttribute("base"), depth)
                : XmlType.TEXT;
        Gathered all = new Gathered(base);
        children(extension == null ? type : extension).forEach(all::take);
        return new XmlType(all.children, all.attributes, all.odd);
    }

    /** What a type consists of, in the making. */
    private final class Gathered {

        private final Map<String, XmlType.Child> children;
        private final Set<String> attributes;
        private String odd;
        private int depth;

        Gathered(XmlType base) {
            children = new LinkedHashMap<>(base.children());
            attributes = new LinkedHashSet<>(base.attributes());
            odd = base.odd();
        }

        void take(Element part) {
            switch (part.getLocalName()) {
                case "attribute" -> attributes.add(part.getAttribute("name"));
                case "sequence", "all" -> {
                    if (isRepeated(part)) {
                        odd = "a repeated sequence";
                    } else if (++depth > MAX_DEPTH) {
                        odd = "sequences nested more than " + MAX_DEPTH + " deep";
                    } else {
                        XmlSchema.children(part).forEach(this::take);
                        depth--;
                    }
                }
                case "element" -> element(part);
                case "annotation" -> {}
                default -> odd = "a part '" + part.getLocalName() + "'";
            }
        }

        private void element(Element part) {
            String ref = part.getAttribute("ref");
            String name = ref.isEmpty() ? part.getAttribute("name") : ref.substring(ref.indexOf(':') + 1);
            Element declared = ref.isEmpty() ? part : elements.get(name);
            if (declared == null || children.put(name, new XmlType.Child(name, isRepeated(part), declared)) != null) {
                odd = declared == null ? "an element of another schema, '" + ref + "'" : "two elements '" + name + "'";
            }
        }
    }

    private static boolean isRepeated(Element part) {
        return !Set.of("", "0", "1").contains(part.getAttribute("maxOccurs"));
    }

    /**
     * The path through elements and attributes that one in the schema's words means.
     *
     * @param docType the element that is the message's root, or its type
     * @throws IllegalArgumentException when the schema has no such place, or does not say which
     */
    TreePath path(String docType, TreePath path) {
        XmlType root = root(docType)
                .orElseThrow(() -> new IllegalArgumentException("the XML schema has no element '" + docType + "'"));
        return path.guided(new Way(path, root));
    }

    /** One path on its way through the schema. */
    private final class Way implements Guide {

        private final TreePath path;
        private XmlType type;

        Way(TreePath path, XmlType root) {
            this.path = path;
            this.type = root;
        }

        @Override
        public List<String> members(String name, boolean isCounted, boolean isLast) {
            String plain = name.substring(name.indexOf(':') + 1);
            XmlType.Child child = type.children().get(plain);
            if (!type.odd().isEmpty()) {
                throw fault("what holds '" + plain + "' has " + type.odd()
                        + ", and what that means for paths is not known here");
            }
            if (child == null) {
                return List.of(attribute(plain, isCounted));
            }
            type = type(child.declared());
            Optional<XmlType.Child> listed = child.repeats() ? Optional.empty() : type.listed();
            if (isCounted && !child.repeats() && listed.isEmpty()) {
                throw fault("there is one '" + plain + "' only");
            }
            if (listed.isEmpty()) {
                return List.of(plain);
            }
            if (isLast && !isCounted) {
                throw fault("'" + plain + "' is a list, and brackets must say which of it");
            }
            type = type(listed.get().declared());
            return List.of(plain, listed.get().name());
        }

        private String attribute(String name, boolean isCounted) {
            String attribute = name.startsWith("@") ? name.substring(1) : name;
            if (isCounted || !type.attributes().contains(attribute)) {
                throw fault("the XML schema has no '" + name + "' there");
            }
            type = XmlType.TEXT;
            return "@" + attribute;
        }

        private IllegalArgumentException fault(String why) {
            return new IllegalArgumentException("'" + path + "': " + why);
        }
    }

    /** Puts the elements of a message in the order that the schema wants; what it does not say stays where it is. */
    void arrange(Element root) {
        root(root.getLocalName()).ifPresent(type -> arrange(root, type, 0));
    }

    private void arrange(Element parent, XmlType type, int depth) {
        if (depth > MAX_DEPTH || !type.odd().isEmpty()) {
            return;
        }
        List<String> order = List.copyOf(type.children().keySet());
        List<Element> inside = new ArrayList<>();
        for (Node node = parent.getFirstChild(); node != null; node = node.getNextSibling()) {
            if (!(node instanceof Element element) || !type.children().containsKey(element.getLocalName())) {
                return;
            }
            inside.add(element);
        }
        inside.sort(Comparator.comparingInt(element -> order.indexOf(element.getLocalName())));
        for (Element element : inside) {
            parent.appendChild(element);
            arrange(element, type(type.children().get(element.getLocalName()).declared()), depth + 1);
        }
    }
}
