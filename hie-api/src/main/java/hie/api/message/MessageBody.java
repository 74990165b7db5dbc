package hie.api.message;

import hie.api.hl7.Hl7Encoding;
import hie.api.hl7.Hl7Message;
import java.nio.charset.Charset;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The bytes of a message, exactly as they came in, with a view that is parsed only when asked for.
 *
 * <p>The array is shared, not copied: whoever holds a body must not write to it. Safe for use by several threads; the
 * view is parsed at most once per thread that races for it.
 */
public final class MessageBody {

    /** What is known of the body's validity. */
    public enum Validation {
        /** Nobody looked yet. */
        UNCHECKED,
        /** It was checked and nothing was found. */
        VALID,
        /** It was checked; the findings say what is wrong. */
        INVALID
    }

    private final byte[] bytes;
    private final Validation validation;
    private final List<String> findings;
    private final Hl7Encoding encoding;
    private volatile Hl7Message hl7;

    /** By class; {@code null} until somebody asks for one. */
    private volatile Map<Class<?>, Optional<?>> views;

    private MessageBody(
            byte[] bytes, Validation validation, List<String> findings, Hl7Encoding encoding, Hl7Message hl7) {
        this.bytes = Objects.requireNonNull(bytes, "bytes");
        this.validation = validation;
        this.findings = List.copyOf(findings);
        this.encoding = encoding;
        this.hl7 = hl7;
    }

    /** A body that nobody has checked yet. The array is not copied and must not be written to afterwards. */
    public static MessageBody of(byte[] bytes) {
        return new MessageBody(bytes, Validation.UNCHECKED, List.of(), Hl7Encoding.STANDARD, null);
    }

    /** The same bytes with the outcome of a check: no findings means valid. */
    public MessageBody checked(List<String> newFindings) {
        return new MessageBody(
                bytes, newFindings.isEmpty() ? Validation.VALID : Validation.INVALID, newFindings, encoding, hl7);
    }

    /** The same bytes, read as HL7 v2 in another character set. */
    public MessageBody readAs(Hl7Encoding newEncoding) {
        return newEncoding.equals(encoding) ? this : new MessageBody(bytes, validation, findings, newEncoding, null);
    }

    /** The bytes themselves, shared; not to be written to. */
    public byte[] bytes() {
        return bytes;
    }

    /** Size in bytes. */
    public int size() {
        return bytes.length;
    }

    public Validation validation() {
        return validation;
    }

    /** What a check found, in words that hold no content of the message; empty when valid or unchecked. */
    public List<String> findings() {
        return findings;
    }

    /** The HL7 v2 view, made on first use; it costs only what is asked of it. */
    public Hl7Message hl7() {
        Hl7Message view = hl7;
        if (view == null) {
            view = Hl7Message.of(bytes, encoding);
            hl7 = view;
        }
        return view;
    }

    /**
     * The body as something to work with, parsed when first asked for and then kept; in the character set of that first time.
     *
     * @throws BodyFormatException when the body is none of that class
     */
    public <T> T as(Class<? extends BodyType<T>> type, Charset charset) {
        Optional<?> view = views().computeIfAbsent(type, unknown -> parsed(type, charset));
        @SuppressWarnings("unchecked")
        T seen = (T) view.orElse(null);
        return seen;
    }

    private Map<Class<?>, Optional<?>> views() {
        Map<Class<?>, Optional<?>> all = views;
        if (all == null) {
            synchronized (this) {
                all = views;
                if (all == null) {
                    all = new ConcurrentHashMap<>();
                    views = all;
                }
            }
        }
        return all;
    }

    private Optional<?> parsed(Class<? extends BodyType<?>> type, Charset charset) {
        try {
            return Optional.ofNullable(type.getConstructor().newInstance().parse(bytes, charset));
        } catch (ReflectiveOperationException e) {
            throw new IllegalArgumentException(
                    "Class " + type.getName() + " has no public constructor without arguments that works", e);
        }
    }

    /** Size and state only, never content. */
    @Override
    public String toString() {
        return "MessageBody[" + bytes.length + " bytes, " + validation + "]";
    }
}
