package hie.api.message;

import hie.api.hl7.Hl7Encoding;
import java.time.Instant;
import java.util.Objects;

/**
 * An envelope: header and body. Immutable; what changes is a new message with a new header.
 */
public record Message(MessageHeader header, MessageBody body) {

    /** Media type of HL7 v2 in its pipe encoding. */
    public static final String HL7_V2 = "application/hl7-v2";

    /** Header property: how HL7 v2 is read, as {@link Hl7Encoding#parse} takes it; absent for the standard's way. */
    public static final String ENCODING = "CharEncoding";

    public Message {
        Objects.requireNonNull(header, "header");
        String encoding = header.properties().get(ENCODING);
        Objects.requireNonNull(body, "body");
        if (encoding != null) {
            body = body.readAs(Hl7Encoding.parse(encoding));
        }
    }

    /** The same body under another header. */
    public Message with(MessageHeader newHeader) {
        return new Message(newHeader, body);
    }

    /** A new message caused by this one, with a body of its own. */
    public Message derive(String source, byte[] newBytes) {
        return new Message(header.derive(MessageIds.next(), Instant.now(), source), MessageBody.of(newBytes));
    }

    /** Identity, type and size only. */
    @Override
    public String toString() {
        return "Message[" + header.id() + " " + header.schemaName() + " " + body.size() + " bytes]";
    }
}
