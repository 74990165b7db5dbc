package hie.cli;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Pattern;

/**
 * An HL7 v2 acknowledgement as far as a sender needs it.
 *
 * @param code MSA-1: AA, AE, AR, CA, CE or CR; {@code ?} when the reply has no MSA segment
 * @param controlId MSA-2; empty when absent
 * @param segments the reply's segments, decoded for display
 */
record Acknowledgement(String code, String controlId, List<String> segments) {

    private static final Pattern SEGMENT_END = Pattern.compile("[\\r\\n]+");

    Acknowledgement {
        segments = List.copyOf(segments);
    }

    /** Reads an acknowledgement from the bytes of an MLLP block's content; never fails. */
    static Acknowledgement of(byte[] content) {
        List<String> segments = SEGMENT_END
                .splitAsStream(text(content))
                .filter(s -> !s.isBlank())
                .toList();
        String separator = segments.isEmpty() || segments.getFirst().length() < 4
                ? "|"
                : segments.getFirst().substring(3, 4);
        String[] msa = segments.stream()
                .filter(segment -> segment.startsWith("MSA"))
                .findFirst()
                .map(segment -> segment.split(Pattern.quote(separator), -1))
                .orElse(new String[0]);
        return new Acknowledgement(msa.length > 1 ? msa[1] : "?", msa.length > 2 ? msa[2] : "", segments);
    }

    /** Tells whether the receiver took the message: AA, or CA in enhanced mode. */
    boolean accepted() {
        return code.equals("AA") || code.equals("CA");
    }

    private static String text(byte[] content) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(content))
                    .toString();
        } catch (CharacterCodingException notUtf8) {
            return new String(content, StandardCharsets.ISO_8859_1);
        }
    }
}
