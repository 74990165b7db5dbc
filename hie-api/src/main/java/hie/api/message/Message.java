package hie.api.message;

import hie.api.hl7.Hl7Encoding;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An envelope: header and body. Immutable; what changes is a new message with a new header.
 */
public record Message(MessageHeader header, MessageBody body) {

    /** Media type of HL7 v2 in its pipe encoding. */
    public static final String HL7_V2 = "application/hl7-v2";

    private static final Pattern CHARSET =
            Pattern.compile(";\\s*charset\\s*=\\s*\"?([^\\s\";]+)", Pattern.CASE_INSENSITIVE);
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

    /** What kind of content it has, as its header says. */
    public MessageClass messageClass() {
        return MessageClass.of(header);
    }

    /**
     * The body as something to work with: {@code message.as(Xml.class)} gives a document. It is parsed when first asked for, in the
     * character set that the content type names, and kept with the body. Safe for use by several threads.
     *
     * @throws BodyFormatException when the body is none of that class
     */
    public <T> T as(Class<? extends BodyType<T>> type) {
        return body.as(type, charset());
    }

    /** The character set that the content type names; UTF-8 when it names none, or none that is known. */
    public Charset charset() {
        Matcher named = CHARSET.matcher(header.contentType());
        try {
            return named.find() ? Charset.forName(named.group(1)) : StandardCharsets.UTF_8;
        } catch (IllegalArgumentException unknown) {
            return StandardCharsets.UTF_8;
        }
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
