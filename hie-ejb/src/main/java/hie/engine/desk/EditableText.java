package hie.engine.desk;

import hie.api.hl7.Hl7Message;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;

/**
 * A body as a text that people can correct: lines end with LF here and as they did before in the bytes. Only for bodies that
 * come out byte for byte as they were when nothing is changed.
 */
public final class EditableText {

    /** Larger bodies are not for editing in a form. */
    public static final int LIMIT = 1024 * 1024;

    private final Charset charset;
    private final String lineEnd;
    private final String text;

    private EditableText(Charset charset, String lineEnd, String text) {
        this.charset = charset;
        this.lineEnd = lineEnd;
        this.text = text;
    }

    /** The text of a body; empty when it is none that would survive, or too large. */
    public static Optional<EditableText> of(byte[] body) {
        if (body.length > LIMIT) {
            return Optional.empty();
        }
        Hl7Message hl7 = Hl7Message.of(body);
        Charset charset = hl7.hasHeader() ? hl7.charset() : StandardCharsets.UTF_8;
        String raw = new String(body, charset);
        String lineEnd = raw.contains("\r\n") ? "\r\n" : raw.contains("\r") ? "\r" : "\n";
        EditableText editable = new EditableText(charset, lineEnd, raw.replace(lineEnd, "\n"));
        boolean isPlain = editable.text.chars().noneMatch(c -> Character.isISOControl(c) && c != '\n' && c != '\t');
        return isPlain && Arrays.equals(body, editable.bytes(editable.text)) ? Optional.of(editable) : Optional.empty();
    }

    public String text() {
        return text;
    }

    /**
     * The body that a corrected text makes; its lines may end with LF or CR LF.
     *
     * @throws IllegalArgumentException naming the line with a character that the body's character set lacks
     */
    public byte[] bytes(String corrected) {
        String lines = corrected.replace("\r\n", "\n");
        if (!charset.newEncoder().canEncode(lines)) {
            throw new IllegalArgumentException("line " + firstUnencodable(lines)
                    + " has a character that the message's character set, " + charset + ", lacks; write it otherwise");
        }
        return lines.replace("\n", lineEnd).getBytes(charset);
    }

    private long firstUnencodable(String lines) {
        return 1 + lines.lines().takeWhile(charset.newEncoder()::canEncode).count();
    }

    /** Size only. */
    @Override
    public String toString() {
        return "EditableText[" + text.length() + " characters]";
    }
}
