package hie.console.message;

import hie.api.hl7.Hl7Message;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Content made readable: HL7 v2 one segment a line, in the character set that it names; anything else as UTF-8, line by line.
 * Control characters are shown as their pictures. What is shown ends after {@value #LIMIT} bytes.
 *
 * @param lines in order
 * @param size in bytes, of all
 * @param cut whether the end is not shown
 */
public record ContentText(List<Line> lines, int size, boolean cut) {

    /** The most bytes that are shown. */
    public static final int LIMIT = 256 * 1024;

    private static final int SEGMENT_NAME = 3;

    /**
     * A line.
     *
     * @param segment the HL7 segment's name; empty when it is none
     * @param rest what follows
     */
    public record Line(String segment, String rest) {}

    /** The text of these bytes. */
    public static ContentText of(byte[] bytes) {
        Hl7Message hl7 = Hl7Message.of(bytes);
        boolean isHl7 = hl7.hasHeader();
        Charset charset = isHl7 ? hl7.charset() : StandardCharsets.UTF_8;
        boolean cut = bytes.length > LIMIT;
        String text = new String(cut ? Arrays.copyOf(bytes, LIMIT) : bytes, charset);
        List<Line> lines = new ArrayList<>();
        text.lines().map(ContentText::visible).map(line -> line(line, isHl7)).forEach(lines::add);
        return new ContentText(List.copyOf(lines), bytes.length, cut);
    }

    private static Line line(String text, boolean isHl7) {
        boolean segment = isHl7
                && text.length() >= SEGMENT_NAME
                && text.substring(0, SEGMENT_NAME).chars().allMatch(Character::isLetterOrDigit);
        return segment ? new Line(text.substring(0, SEGMENT_NAME), text.substring(SEGMENT_NAME)) : new Line("", text);
    }

    /** C0 control characters but the tab have pictures at U+2400. */
    private static String visible(String line) {
        StringBuilder text = new StringBuilder(line.length());
        line.chars().forEach(c -> text.append((char) (c < ' ' && c != '\t' ? 0x2400 + c : c)));
        return text.toString();
    }

    /** Size only. */
    @Override
    public String toString() {
        return "ContentText[" + size + " bytes]";
    }
}
