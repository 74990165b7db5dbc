package hie.api.message;

import java.nio.charset.Charset;

/**
 * A class of messages: how the bytes of a body become something to work with. Given by {@link Xml}, {@link Json}, {@link Text} and
 * {@link Fhir}, or by a class of one's own with a public no-argument constructor; an extension names those that services may be told of in
 * {@code META-INF/services/hie.api.message.BodyType}.
 *
 * @param <T> what a body is seen as; not to be changed, because it is shared
 */
public interface BodyType<T> {

    /**
     * Parses a body; called when somebody first asks for it, on that one's thread.
     *
     * @param bytes shared; not to be written to
     * @param charset what the message's content type names, UTF-8 when it names none
     * @throws BodyFormatException when the bytes are none of this class; its message holds no content of them
     */
    T parse(byte[] bytes, Charset charset) throws BodyFormatException;
}
