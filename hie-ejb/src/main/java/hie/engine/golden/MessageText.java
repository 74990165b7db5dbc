package hie.engine.golden;

import hie.api.hl7.Hl7Message;
import hie.api.message.Message;
import hie.api.message.MessageBody;
import hie.api.message.MessageHeader;
import hie.api.message.MessageIds;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Instant;

/** Messages as lines of text that a person reads, and the other way. */
final class MessageText {

    private MessageText() {}

    /**
     * A message of a text: HL7 v2, its segments a line each, in the character set that it names; else JSON, XML or plain text in UTF-8.
     *
     * @param source the item it comes from
     * @throws IllegalArgumentException when it has a character that its character set lacks
     */
    static Message message(String text, String source) {
        String type = contentType(text);
        if (!type.equals(Message.HL7_V2)) {
            return of(source, type, text.getBytes(StandardCharsets.UTF_8));
        }
        String segments = text.replace("\r\n", "\r").replace('\n', '\r');
        Hl7Message header = Hl7Message.of(segments.getBytes(StandardCharsets.ISO_8859_1));
        Message message = of(source, type, encoded(segments, header.charset()));
        Hl7Message hl7 = message.body().hl7();
        return message.with(message.header()
                .describedAs(hl7.messageType().orElse(""), hl7.headerText(12).orElse(""), Hl7Message.class.getName()));
    }

    private static String contentType(String text) {
        String start = text.stripLeading();
        if (start.startsWith("MSH") || start.startsWith("FHS") || start.startsWith("BHS")) {
            return Message.HL7_V2;
        }
        if (start.startsWith("{") || start.startsWith("[")) {
            return "application/json";
        }
        return start.startsWith("<") ? "application/xml" : "text/plain";
    }

    private static Message of(String source, String contentType, byte[] body) {
        return new Message(
                MessageHeader.inbound(MessageIds.next(), Instant.now(), source, contentType), MessageBody.of(body));
    }

    private static byte[] encoded(String text, Charset charset) {
        try {
            var bytes = charset.newEncoder().encode(CharBuffer.wrap(text));
            byte[] body = new byte[bytes.remaining()];
            bytes.get(body);
            return body;
        } catch (CharacterCodingException e) {
            throw new IllegalArgumentException(
                    "the message has a character that " + charset + ", its character set, lacks; set MSH-18", e);
        }
    }

    /** A message as text. */
    static String of(Message message) {
        return isHl7(message)
                ? new String(message.body().bytes(), message.body().hl7().charset())
                        .replace("\r\n", "\n")
                        .replace('\r', '\n')
                : new String(message.body().bytes(), message.charset());
    }

    static boolean isHl7(Message message) {
        return message.body().hl7().hasHeader();
    }
}
