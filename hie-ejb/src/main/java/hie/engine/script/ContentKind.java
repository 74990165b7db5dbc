package hie.engine.script;

import hie.api.message.Message;
import java.util.Locale;

/** What a message's content is to a script. */
public enum ContentKind {
    /** As its content type says. */
    AUTO(""),
    /** HL7 v2: {@code msg} is XML with an element for each segment, field and component. */
    HL7(Message.HL7_V2),
    /** {@code msg} is XML. */
    XML("application/xml"),
    /** {@code msg} is an object or a list. */
    JSON("application/json"),
    /** {@code msg} is a text. */
    TEXT("text/plain");

    private final String contentType;

    ContentKind(String contentType) {
        this.contentType = contentType;
    }

    /** The content type that a message of this kind gets; empty for {@link #AUTO}. */
    String contentType() {
        return contentType;
    }

    /** The kind that a setting names, in small letters. */
    public static ContentKind of(String setting) {
        return valueOf(setting.toUpperCase(Locale.ROOT));
    }

    /** This kind, or the one that a content type says. */
    ContentKind or(String type) {
        if (this != AUTO) {
            return this;
        }
        String known = type.toLowerCase(Locale.ROOT);
        if (known.equals(Message.HL7_V2)) {
            return HL7;
        }
        return known.contains("json") ? JSON : known.contains("xml") ? XML : TEXT;
    }
}
