package hie.engine.mirth;

import java.util.Map;

/** Mirth's names of kinds of content, and what they are to scripts and services here. */
final class DataType {

    private static final Map<String, String> KINDS = Map.of(
            "HL7V2", "hl7", "HL7V3", "xml", "XML", "xml", "JSON", "json", "FHIR", "json", "RAW", "text", "", "auto");

    private static final Map<String, String> CONTENT_TYPES = Map.of(
            "hl7", "application/hl7-v2",
            "xml", "application/xml",
            "json", "application/json",
            "text", "text/plain");

    private DataType() {}

    /** What {@code msg} is; empty when scripts have no such thing. */
    static String kind(String type) {
        return KINDS.getOrDefault(type.strip(), "");
    }

    /** What a script's result is said to be; empty for what it is anyway. */
    static String outbound(Connector connector) {
        String kind = kind(connector
                .transformer()
                .map(found -> found.textOf("outboundDataType"))
                .orElse(""));
        boolean isAnother = !kind.isEmpty() && !kind.equals("auto") && !kind.equals(kind(connector.dataType()));
        return isAnother && !kind.equals("text") ? kind : "";
    }

    static String contentType(String type) {
        return CONTENT_TYPES.getOrDefault(kind(type), "application/octet-stream");
    }
}
