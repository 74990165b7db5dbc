package hie.engine.imports;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.StandardCharsets;
import java.nio.charset.UnsupportedCharsetException;
import java.util.Arrays;
import java.util.Locale;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A file to import, as bytes: which character set they are in, the file itself tells or nobody does.
 *
 * @param name as the report names it
 */
public record ImportFile(String name, byte[] content) {

    /** So large may one file be, in bytes. */
    public static final int MAX_BYTES = 32 * 1024 * 1024;

    private static final Pattern DECLARED =
            Pattern.compile("^\\s*<\\?xml[^>]*\\bencoding\\s*=\\s*[\"']([A-Za-z0-9._-]+)[\"']");

    public ImportFile {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(content, "content");
    }

    /**
     * The text: by its byte order mark, else by what an XML declaration says, else UTF-8, else Windows-1252, in which every byte
     * is something.
     *
     * @throws ImportSyntaxException when the file is too large, or is in UTF-16 or a declared character set and yet is not
     */
    public String text() {
        if (content.length > MAX_BYTES) {
            throw new ImportSyntaxException(
                    "the file is too large: " + content.length + " bytes (allowed: " + MAX_BYTES + ")");
        }
        if (startsWith(0xEF, 0xBB, 0xBF)) {
            return decode(3, StandardCharsets.UTF_8);
        }
        if (startsWith(0xFE, 0xFF)) {
            return decode(2, StandardCharsets.UTF_16BE);
        }
        if (startsWith(0xFF, 0xFE)) {
            return decode(2, StandardCharsets.UTF_16LE);
        }
        Charset declared = declared();
        if (declared != null && !declared.equals(StandardCharsets.UTF_8)) {
            return decode(0, declared);
        }
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(content))
                    .toString();
        } catch (CharacterCodingException notUtf8) {
            return new String(content, Charset.forName("windows-1252"));
        }
    }

    private Charset declared() {
        Matcher declaration =
                DECLARED.matcher(new String(content, 0, Math.min(content.length, 200), StandardCharsets.ISO_8859_1));
        if (!declaration.find()) {
            return null;
        }
        String name = declaration.group(1).toUpperCase(Locale.ROOT);
        if (name.startsWith("UTF-16")) {
            // The declaration itself was readable byte by byte, so it is not true.
            return StandardCharsets.UTF_8;
        }
        try {
            return Charset.forName(name);
        } catch (IllegalCharsetNameException | UnsupportedCharsetException e) {
            throw new ImportSyntaxException("its declaration names the unknown character set '" + name + "'", e);
        }
    }

    private String decode(int from, Charset charset) {
        try {
            return charset.newDecoder()
                    .decode(ByteBuffer.wrap(content, from, content.length - from))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new ImportSyntaxException("it is said to be in " + charset.name() + " and is not", e);
        }
    }

    private boolean startsWith(int... bytes) {
        if (content.length < bytes.length) {
            return false;
        }
        for (int i = 0; i < bytes.length; i++) {
            if ((content[i] & 0xFF) != bytes[i]) {
                return false;
            }
        }
        return true;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof ImportFile file && name.equals(file.name) && Arrays.equals(content, file.content);
    }

    @Override
    public int hashCode() {
        return 31 * name.hashCode() + Arrays.hashCode(content);
    }

    /** Name and size: what is in it may be anything. */
    @Override
    public String toString() {
        return name + " [" + content.length + " bytes]";
    }
}
