package hie.api.message;

import java.util.Locale;

/** What kind of content a message has, as its header says; nobody has looked into the body for it. */
public enum MessageClass {
    /** HL7 v2 in its pipe encoding: {@link MessageBody#hl7}. */
    HL7_V2,
    /** XML: {@link Xml}. */
    XML,
    /** JSON: {@link Json}. */
    JSON,
    /** A FHIR resource: {@link Fhir}, or {@link Xml}. */
    FHIR,
    /** Text: {@link Text}. */
    TEXT,
    /** A class of somebody's own: a {@link BodyType} that the header's body class names. */
    CUSTOM,
    /** Bytes. */
    RAW;

    /** The class that a header names. */
    public static MessageClass of(MessageHeader header) {
        String type = header.contentType().split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
        if (type.equals(Message.HL7_V2)) {
            return HL7_V2;
        }
        if (!header.bodyClass().isEmpty()) {
            return CUSTOM;
        }
        if (type.startsWith("application/fhir+")) {
            return FHIR;
        }
        if (type.equals("application/xml") || type.equals("text/xml") || type.endsWith("+xml")) {
            return XML;
        }
        if (type.equals("application/json") || type.endsWith("+json")) {
            return JSON;
        }
        return type.startsWith("text/") ? TEXT : RAW;
    }
}
