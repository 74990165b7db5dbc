package hie.engine.script;

import hie.api.hl7.Hl7Message;
import hie.api.message.Message;
import hie.api.message.MessageBody;
import hie.api.message.MessageHeader;
import hie.engine.script.Sandbox.Run;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import org.mozilla.javascript.Context;
import org.mozilla.javascript.Scriptable;
import org.mozilla.javascript.ScriptableObject;
import org.mozilla.javascript.Undefined;
import org.mozilla.javascript.xml.XMLObject;
import org.mozilla.javascript.xmlimpl.XMLLibImpl;
import org.w3c.dom.Node;

/**
 * The message as a script sees and changes it: as text ({@code message}), as something to work with ({@code msg}), which is made of the text
 * when first asked for, and as something else that is to take its place ({@code tmp}).
 */
final class ScriptMessage {

    private final Run run;
    private final Scriptable scope;
    private final Message message;
    private final ContentKind kind;
    private final ContentKind outbound;
    private String text;
    private boolean isTextNew;
    private Object parsed;
    private Object replacement = Undefined.instance;

    /**
     * @param inbound what it is made of
     * @param outbound what it is said to be when it was changed
     */
    ScriptMessage(Run run, Scriptable scope, Message message, ContentKind inbound, ContentKind outbound) {
        this.run = run;
        this.scope = scope;
        this.message = message;
        this.kind = inbound.or(message.header().contentType());
        this.outbound = outbound;
    }

    /** The one that came. */
    Message message() {
        return message;
    }

    String text() {
        if (text == null) {
            byte[] bytes = message.body().bytes();
            run.admit(2L * bytes.length);
            text = new String(bytes, charset());
        }
        return text;
    }

    private Charset charset() {
        return kind == ContentKind.HL7 ? message.body().hl7().charset() : message.charset();
    }

    /** The text is another one: what was made of the old one is forgotten. */
    void text(Object value) {
        text = Context.toString(value);
        isTextNew = true;
        parsed = null;
    }

    Object parsed() {
        if (parsed == null) {
            parsed = parse(text());
        }
        return parsed;
    }

    void parsed(Object value) {
        parsed = value;
    }

    Object replacement() {
        return replacement;
    }

    void replacement(Object value) {
        replacement = value;
    }

    /** A value of a message that no script has looked at yet. */
    boolean isUntouched() {
        return parsed == null && !isTextNew;
    }

    private Object parse(String content) {
        return switch (kind) {
            case HL7 -> xml(hl7(content));
            case XML -> xml(content.replaceFirst("^\\s*<\\?xml[^>]*\\?>", "").strip());
            case JSON -> call("JSON", "parse", content);
            default -> content;
        };
    }

    private Node hl7(String content) {
        run.admit(Sizes.REFERENCE * content.length());
        try {
            return new Hl7Xml(() -> run.admit(0)).read(content);
        } catch (IllegalArgumentException e) {
            throw new Refused(e.getMessage());
        }
    }

    Object xml(Object content) {
        run.admit(content instanceof String given ? 100L * given.length() : 0);
        return run.newObject(scope, "XML", new Object[] {content});
    }

    /** HL7 v2 as XML. */
    Object xmlOf(String content) {
        return xml(hl7(content));
    }

    Object call(String object, String function, Object... args) {
        Scriptable owner = (Scriptable) ScriptableObject.getProperty(scope, object);
        return ScriptableObject.callMethod(run, owner, function, args);
    }

    /** What is to go on; the message that came when nothing was changed. */
    Message result() {
        Object value = Undefined.isUndefined(replacement) ? parsed : replacement;
        if (value == null || Undefined.isUndefined(value)) {
            return isTextNew ? made(text, kind) : message;
        }
        String written = write(value);
        boolean isSame = value == parsed && !isTextNew && written.equals(write(parse(text())));
        return isSame ? message : made(written, kindOf(value));
    }

    /** What it is by now, as text. */
    String resultText() {
        Object value = Undefined.isUndefined(replacement) ? parsed : replacement;
        return value == null || Undefined.isUndefined(value) ? text() : write(value);
    }

    String write(Object value) {
        if (value instanceof XMLObject xml) {
            Node node = node(xml);
            return node != null && Hl7Xml.isHl7(node) ? hl7Text(node) : Context.toString(markup(xml));
        }
        if (value instanceof Scriptable && !(value instanceof CharSequence)) {
            return Context.toString(call("JSON", "stringify", value));
        }
        return Context.toString(value);
    }

    private String hl7Text(Node node) {
        try {
            return new Hl7Xml(() -> run.admit(0)).write(node);
        } catch (IllegalArgumentException e) {
            throw new Refused(e.getMessage());
        }
    }

    private Object markup(XMLObject xml) {
        return ScriptableObject.callMethod(run, xml, "toXMLString", new Object[0]);
    }

    /** Of a list with one element, that one. */
    private static Node node(XMLObject xml) {
        Object one = xml.getClassName().equals("XMLList") && xml.getIds().length == 1 ? xml.get(0, xml) : xml;
        return one instanceof XMLObject element && element.getClassName().equals("XML")
                ? XMLLibImpl.toDomNode(element)
                : null;
    }

    private ContentKind kindOf(Object value) {
        if (outbound != ContentKind.AUTO) {
            return outbound;
        }
        if (value instanceof XMLObject xml) {
            Node node = node(xml);
            return node != null && Hl7Xml.isHl7(node) ? ContentKind.HL7 : ContentKind.XML;
        }
        return value instanceof Scriptable && !(value instanceof CharSequence) ? ContentKind.JSON : kind;
    }

    private Message made(String written, ContentKind as) {
        MessageHeader header = message.header();
        boolean isOther = as != ContentKind.AUTO.or(header.contentType());
        if (isOther) {
            header = header.withContentType(as.contentType());
        }
        Charset charset = as == ContentKind.HL7
                ? Hl7Message.of(
                                written.getBytes(StandardCharsets.ISO_8859_1),
                                message.body().hl7().encoding())
                        .charset()
                : isOther ? StandardCharsets.UTF_8 : message.charset();
        byte[] bytes = bytes(written, charset);
        if (as == ContentKind.HL7) {
            Hl7Message hl7 = Hl7Message.of(bytes);
            header = header.describedAs(
                    hl7.messageType().orElse(""), hl7.headerText(12).orElse(""), header.bodyClass());
        } else if (isOther) {
            header = header.describedAs("", "", "");
        }
        return new Message(header, MessageBody.of(bytes));
    }

    static byte[] bytes(String written, Charset charset) {
        try {
            ByteBuffer encoded = charset.newEncoder().encode(CharBuffer.wrap(written));
            byte[] bytes = new byte[encoded.remaining()];
            encoded.get(bytes);
            return bytes;
        } catch (CharacterCodingException e) {
            throw new Refused("the result holds a character that " + charset.name()
                    + ", the message's character set, does not have");
        }
    }
}
