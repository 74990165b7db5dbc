package hie.api.message;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;

/** Text in the message's character set. */
public final class Text implements BodyType<String> {

    @Override
    public String parse(byte[] bytes, Charset charset) {
        try {
            return charset.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
        } catch (CharacterCodingException e) {
            throw new BodyFormatException("the body is no text in " + charset.name(), e);
        }
    }
}
