package hie.engine.mirth;

import hie.engine.imports.XmlNode;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * A source or a destination of a channel.
 *
 * @param name of a destination; {@code sourceConnector} for the source
 * @param transport what kind it is, for example {@code TCP Listener}
 * @param number by which a channel's scripts may name it
 * @param properties the values by their places, for example {@code listenerConnectorProperties/port}; of lists each by its number
 */
record Connector(
        String name, String transport, String number, boolean enabled, XmlNode node, Map<String, String> properties) {

    static Connector of(XmlNode node) {
        Map<String, String> properties = new LinkedHashMap<>();
        node.first("properties").ifPresent(all -> collect(all, "", properties));
        return new Connector(
                node.textOf("name").strip(),
                node.textOf("transportName").strip(),
                node.textOf("metaDataId").strip(),
                !node.textOf("enabled").strip().equals("false"),
                node,
                properties);
    }

    private static void collect(XmlNode owner, String place, Map<String, String> properties) {
        for (XmlNode child : owner.children()) {
            String wanted = place.isEmpty() ? child.name() : place + "/" + child.name();
            if (!child.children().isEmpty()) {
                collect(child, wanted, properties);
                continue;
            }
            String free = wanted;
            for (int number = 2; properties.containsKey(free); number++) {
                free = wanted + "#" + number;
            }
            properties.put(free, child.text());
        }
    }

    /** The value of a property; nothing when it is absent or empty. */
    Optional<String> property(String place) {
        return Optional.ofNullable(properties.get(place)).map(String::strip).filter(value -> !value.isEmpty());
    }

    /** The same with another value of a property, for one that its script has seen to. */
    Connector with(String place, String value) {
        Map<String, String> others = new LinkedHashMap<>(properties);
        others.put(place, value);
        return new Connector(name, transport, number, enabled, node, others);
    }

    /** The same with a name. */
    Connector named(String other) {
        return new Connector(other, transport, number, enabled, node, properties);
    }

    Optional<XmlNode> filter() {
        return node.first("filter");
    }

    Optional<XmlNode> transformer() {
        return node.first("transformer");
    }

    /** What looks at replies. */
    Optional<XmlNode> responseTransformer() {
        return node.first("responseTransformer");
    }

    /** Whether it is a source, and no destination. */
    boolean isSource() {
        return node.name().equals("sourceConnector");
    }

    /** What comes in, as Mirth names it: {@code HL7V2}, {@code XML}, {@code JSON}, {@code RAW} and others. */
    String dataType() {
        return transformer()
                .map(found -> found.textOf("inboundDataType"))
                .or(() -> transformer().map(found -> found.textOf("inboundProtocol")))
                .map(String::strip)
                .orElse("");
    }
}
