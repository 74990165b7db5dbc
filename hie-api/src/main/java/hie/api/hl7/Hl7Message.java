package hie.api.hl7;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * One HL7 v2 message as bytes with a table of nothing: each question walks to its segment and field and decodes only that
 * value. Segments may end in CR, LF or CRLF (the standard says CR; HL7 v2.5.1 section 2.5.4, feeds say otherwise), and the
 * delimiters are those that MSH-1 and MSH-2 declare. Never throws on odd content: what is not there is absent.
 *
 * <p>The bytes are shared and never written to. Safe for use by any number of threads.
 */
public final class Hl7Message {

    private static final byte CR = '\r';
    private static final byte LF = '\n';

    /** As many of the header's fields are kept as text: MSH-18 is the last that anybody asks for. */
    private static final int HEADER_FIELDS = 26;

    private static final String[] NO_FIELDS = {};

    private final byte[] bytes;
    private final Hl7Encoding encoding;
    private final int headerStart;
    private final byte fieldSeparator;
    private final byte componentSeparator;
    private final byte repetitionSeparator;
    private final byte subcomponentSeparator;

    /** Read on first use; racing threads read the same. */
    private String[] header;

    /** Where segments begin; found when all of them are asked for, {@code null} until then. */
    private volatile int[] starts;

    private Hl7Message(byte[] bytes, Hl7Encoding encoding) {
        this.bytes = bytes;
        this.encoding = encoding;
        this.headerStart = findHeader(bytes);
        int at = headerStart + 3;
        fieldSeparator = byteAt(at, (byte) '|');
        int encodingEnd = endOfEncoding(at + 1);
        componentSeparator = delimiter(at + 1, encodingEnd, (byte) '^');
        repetitionSeparator = delimiter(at + 2, encodingEnd, (byte) '~');
        subcomponentSeparator = delimiter(at + 4, encodingEnd, (byte) '&');
    }

    /** A view of these bytes; nothing but the delimiters is read yet. */
    public static Hl7Message of(byte[] bytes) {
        return new Hl7Message(bytes, Hl7Encoding.STANDARD);
    }

    /** The same, read in the character set that its item says. */
    public static Hl7Message of(byte[] bytes, Hl7Encoding encoding) {
        return new Hl7Message(bytes, encoding);
    }

    /** Leading white space and a UTF-8 byte order mark do not hide a header. */
    private static int findHeader(byte[] bytes) {
        int at = 0;
        if (bytes.length >= 3 && bytes[0] == (byte) 0xEF && bytes[1] == (byte) 0xBB && bytes[2] == (byte) 0xBF) {
            at = 3;
        }
        while (at < bytes.length && (bytes[at] == CR || bytes[at] == LF || bytes[at] == ' ' || bytes[at] == '\t')) {
            at++;
        }
        return at;
    }

    private byte byteAt(int at, byte absent) {
        return at < bytes.length ? bytes[at] : absent;
    }

    /** Where MSH-2 ends: a header that declares fewer delimiters leaves the others at what the standard recommends. */
    private int endOfEncoding(int start) {
        int at = start;
        while (at < bytes.length && bytes[at] != fieldSeparator && bytes[at] != CR && bytes[at] != LF) {
            at++;
        }
        return at;
    }

    private byte delimiter(int at, int end, byte absent) {
        return at < end ? bytes[at] : absent;
    }

    /** Whether the bytes begin with a message header (MSH) or a batch header (FHS, BHS) and a usable field separator. */
    public boolean hasHeader() {
        return startsWith("MSH") || isBatch();
    }

    /** Whether the bytes begin with a file or batch header (FHS, BHS). */
    public boolean isBatch() {
        return startsWith("FHS") || startsWith("BHS");
    }

    private boolean startsWith(String name) {
        return segmentIs(headerStart, name)
                && headerStart + 4 <= bytes.length
                && !Character.isLetterOrDigit(fieldSeparator)
                && fieldSeparator > ' ';
    }

    private boolean segmentIs(int at, String name) {
        return at + 3 <= bytes.length
                && bytes[at] == name.charAt(0)
                && bytes[at + 1] == name.charAt(1)
                && bytes[at + 2] == name.charAt(2);
    }

    /** The value at a path, decoded in the message's character set with its escapes left as they are; absent when empty. */
    public Optional<String> get(Hl7Path path) {
        Range range = find(path);
        return range == null || range.length() == 0
                ? Optional.empty()
                : Optional.of(new String(bytes, range.start, range.length(), charset()));
    }

    /** The value at a path written as text, see {@link Hl7Path}. */
    public Optional<String> get(String path) {
        return get(Hl7Path.parse(path));
    }

    /** The text that the value at a path stands for: {@link #get} with its escapes read. */
    public Optional<String> text(String path) {
        return get(path).map(escapes()::read);
    }

    /** How delimiters and control characters stand in its values. */
    public Hl7Escapes escapes() {
        int end = endOfEncoding(headerStart + 4);
        byte[] delimiters = {
            fieldSeparator,
            componentSeparator,
            subcomponentSeparator,
            repetitionSeparator,
            delimiter(headerStart + 6, end, (byte) '\\'),
            delimiter(headerStart + 8, end, (byte) 0)
        };
        int count = delimiters[5] == 0 ? 5 : 6;
        return new Hl7Escapes(new String(delimiters, 0, count, StandardCharsets.ISO_8859_1), charset());
    }

    /** MSH-10, or the batch's own id (BHS-11, FHS-11); absent when empty. */
    public Optional<String> controlId() {
        return isBatch() ? headerField(11) : headerField(10);
    }

    /** MSH-9 as code and event, for example {@code ADT_A01}; only the code where there is no event; absent when empty. */
    public Optional<String> messageType() {
        return headerField(9).filter(value -> !isBatch()).map(this::codeAndEvent);
    }

    private String codeAndEvent(String value) {
        char separator = (char) (componentSeparator & 0xFF);
        int first = value.indexOf(separator);
        if (first < 0) {
            return value;
        }
        int second = value.indexOf(separator, first + 1);
        String event = value.substring(first + 1, second < 0 ? value.length() : second);
        return event.isEmpty() ? value.substring(0, first) : value.substring(0, first) + "_" + event;
    }

    /**
     * A field of the header segment with each byte as the character of the same number (ISO 8859-1), so that it can be
     * written back as it was; absent when empty or when there is no header.
     */
    public Optional<String> headerText(int number) {
        return headerField(number);
    }

    private Optional<String> headerField(int number) {
        String[] fields = header;
        if (fields == null) {
            fields = hasHeader() ? readHeader() : NO_FIELDS;
            header = fields;
        }
        return number < fields.length ? Optional.ofNullable(fields[number]) : Optional.empty();
    }

    /** The header's first fields by their numbers, {@code null} where empty: several are asked of each message. */
    private String[] readHeader() {
        String[] fields = new String[HEADER_FIELDS];
        fields[1] = String.valueOf((char) (fieldSeparator & 0xFF));
        int end = endOfSegment(headerStart);
        int start = headerStart + 4;
        int number = 2;
        for (int at = start; at <= end && number < HEADER_FIELDS; at++) {
            if (at == end || bytes[at] == fieldSeparator) {
                if (at > start) {
                    fields[number] = new String(bytes, start, at - start, StandardCharsets.ISO_8859_1);
                }
                number++;
                start = at + 1;
            }
        }
        return fields;
    }

    /**
     * The character set that values are read in: UTF-8 with a byte order mark, else the one that MSH-18 names, else its item's, which is ISO
     * 8859-1 where none is set. Bytes that mean nothing in it become U+FFFD.
     */
    public Charset charset() {
        if (hasByteOrderMark()) {
            return StandardCharsets.UTF_8;
        }
        if (encoding.isForced()) {
            return encoding.charset();
        }
        Optional<String> named = headerField(18);
        return named.isEmpty()
                ? encoding.charset()
                : Hl7Charsets.named(named.get()).orElse(encoding.charset());
    }

    private boolean hasByteOrderMark() {
        return headerStart >= 3 && bytes[0] == (byte) 0xEF;
    }

    /** Whether MSH-18 names a character set that is not known, or none that the message can be in, and is asked at all. */
    public boolean namesUnknownCharset() {
        return !hasByteOrderMark()
                && !encoding.isForced()
                && headerField(18)
                        .filter(name -> Hl7Charsets.named(name).isEmpty())
                        .isPresent();
    }

    /** How its item has it read. */
    public Hl7Encoding encoding() {
        return encoding;
    }

    /** The field separator (MSH-1). */
    public byte fieldSeparator() {
        return fieldSeparator;
    }

    /** Size in bytes. */
    public int size() {
        return bytes.length;
    }

    /** Whether there is a segment of this name, however empty. */
    public boolean hasSegment(String name) {
        return segment(name, 1) >= 0;
    }

    /** The names of all segments, in order; one shorter than three characters is left out. */
    public List<String> segmentNames() {
        int[] found = starts;
        if (found == null) {
            found = findSegments();
            starts = found;
        }
        List<String> names = new ArrayList<>(found.length);
        for (int start : found) {
            names.add(new String(bytes, start, 3, StandardCharsets.ISO_8859_1));
        }
        return names;
    }

    private int[] findSegments() {
        IntStream.Builder found = IntStream.builder();
        int start = headerStart;
        while (start < bytes.length) {
            int end = endOfSegment(start);
            if (end - start >= 3) {
                found.add(start);
            }
            start = end + 1;
        }
        return found.build().toArray();
    }

    /** A whole segment without its end; absent when there is none. */
    public Optional<String> segmentText(String name, int occurrence) {
        int start = segment(name, occurrence);
        return start < 0
                ? Optional.empty()
                : Optional.of(new String(bytes, start, endOfSegment(start) - start, charset()));
    }

    /** How many repetitions the field at a path has; 0 when it is empty or absent. */
    public int repetitions(Hl7Path path) {
        Range field = find(new Hl7Path(path.segment(), path.segmentOccurrence(), path.field(), 0, 0, 0));
        if (field == null || field.length() == 0) {
            return 0;
        }
        int count = 1;
        for (int at = field.start; at < field.end; at++) {
            if (bytes[at] == repetitionSeparator) {
                count++;
            }
        }
        return count;
    }

    private Range find(Hl7Path path) {
        int start = segment(path.segment(), path.segmentOccurrence());
        if (start < 0) {
            return null;
        }
        boolean header = path.segment().equals("MSH")
                || path.segment().equals("FHS")
                || path.segment().equals("BHS");
        return part(fieldOf(start, endOfSegment(start), path.field(), header), path, header);
    }

    /** Where a segment begins; -1 when there is none. */
    private int segment(String name, int occurrence) {
        int seen = 0;
        int[] found = starts;
        if (found != null) {
            for (int start : found) {
                if (segmentIs(start, name) && ++seen == occurrence) {
                    return start;
                }
            }
            return -1;
        }
        int start = headerStart;
        while (start < bytes.length) {
            if (segmentIs(start, name) && ++seen == occurrence) {
                return start;
            }
            start = endOfSegment(start) + 1;
            while (start < bytes.length && (bytes[start] == LF || bytes[start] == CR)) {
                start++;
            }
        }
        return -1;
    }

    private Range part(Range field, Hl7Path path, boolean header) {
        if (field == null || (header && path.field() <= 2)) {
            return field;
        }
        Range value = path.repetition() == 0 ? field : nth(field, repetitionSeparator, path.repetition());
        if (path.component() > 0) {
            value = nth(value, componentSeparator, path.component());
        }
        if (path.subcomponent() > 0) {
            value = nth(value, subcomponentSeparator, path.subcomponent());
        }
        return value;
    }

    /** In a header segment the separator itself counts as field 1. */
    private Range fieldOf(int segmentStart, int segmentEnd, int number, boolean header) {
        int at = segmentStart + 3;
        if (header) {
            if (number == 1) {
                return at < segmentEnd ? new Range(at, at + 1) : null;
            }
            return at < segmentEnd ? nth(new Range(at + 1, segmentEnd), fieldSeparator, number - 1) : null;
        }
        return at < segmentEnd && bytes[at] == fieldSeparator
                ? nth(new Range(at + 1, segmentEnd), fieldSeparator, number)
                : null;
    }

    private Range nth(Range range, byte separator, int number) {
        if (range == null) {
            return null;
        }
        int start = range.start;
        int seen = 1;
        for (int at = range.start; at < range.end; at++) {
            if (bytes[at] == separator) {
                if (seen == number) {
                    return new Range(start, at);
                }
                seen++;
                start = at + 1;
            }
        }
        return seen == number ? new Range(start, range.end) : null;
    }

    private int endOfSegment(int start) {
        int at = start;
        while (at < bytes.length && bytes[at] != CR && bytes[at] != LF) {
            at++;
        }
        return at;
    }

    /** Type and size only. */
    @Override
    public String toString() {
        return "Hl7Message[" + bytes.length + " bytes]";
    }

    private record Range(int start, int end) {
        int length() {
            return end - start;
        }
    }
}
