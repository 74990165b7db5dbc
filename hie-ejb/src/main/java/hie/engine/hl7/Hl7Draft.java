package hie.engine.hl7;

import hie.api.hl7.Hl7Encoding;
import hie.api.hl7.Hl7Message;
import hie.engine.document.Draft;
import hie.engine.document.Node;
import hie.engine.document.Place;
import hie.engine.hl7.schema.Hl7Schema;
import hie.engine.hl7.schema.Hl7Structure;
import hie.engine.hl7.schema.Schemas;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.ToIntFunction;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;

/**
 * A message that is being made. What nobody touches keeps its bytes, line ends and odd characters included. Values are put in as they
 * stand: their escapes are their author's business. Used by one thread.
 *
 * <p>A segment that is not there yet is put where the structure wants it: behind everything that comes before it there.
 */
public final class Hl7Draft implements Draft {

    private static final int MOST_OCCURRENCES = 10_000;

    /** What reading leaves in place of bytes that mean nothing in their character set. */
    private static final char UNREADABLE = '\uFFFD';

    /** Each segment's bytes as characters of the same number, with its line end behind. */
    private final List<String> segments = new ArrayList<>();

    private final Hl7Encoding encoding;
    private final Charset charset;
    private final Hl7Structure structure;
    private final Hl7Schema schema;
    private final String field;
    private final String component;
    private final String repetition;
    private final String subcomponent;
    private Hl7Document view;

    private Hl7Draft(Hl7Message source, Hl7Schema schema, Hl7Structure structure) {
        this.encoding = source.encoding();
        this.charset = source.charset();
        this.structure = structure;
        this.schema = schema;
        this.field = String.valueOf((char) (source.fieldSeparator() & 0xFF));
        String encoding = source.headerText(2).orElse("^~\\&");
        this.component = character(encoding, 0, "^");
        this.repetition = character(encoding, 1, "~");
        this.subcomponent = character(encoding, 3, "&");
    }

    private static String character(String encoding, int at, String absent) {
        return encoding.length() > at ? encoding.substring(at, at + 1) : absent;
    }

    /**
     * A draft that begins as a copy of a message.
     *
     * @param docType category and structure, for example {@code 2.5:ADT_A01}; empty for the message's own
     */
    public static Hl7Draft copyOf(Hl7Message source, byte[] bytes, String docType) {
        return copyOf(source, bytes, docType, Schemas.VERSIONS);
    }

    /** The same, with the schemas that the category may be one of. */
    public static Hl7Draft copyOf(Hl7Message source, byte[] bytes, String docType, Schemas schemas) {
        Hl7Draft draft = begin(source, docType, schemas);
        String text = new String(bytes, StandardCharsets.ISO_8859_1);
        int start = 0;
        while (start < text.length()) {
            int end = start;
            while (end < text.length() && text.charAt(end) != '\r' && text.charAt(end) != '\n') {
                end++;
            }
            while (end < text.length() && (text.charAt(end) == '\r' || text.charAt(end) == '\n')) {
                end++;
            }
            draft.segments.add(text.substring(start, end));
            start = end;
        }
        return draft;
    }

    /** A draft that begins with a header and nothing in it but a message's delimiters. */
    public static Hl7Draft newLike(Hl7Message source, String docType, Schemas schemas) {
        Hl7Draft draft = begin(source, docType, schemas);
        draft.segments.add("MSH" + draft.field + source.headerText(2).orElse("^~\\&") + "\r");
        return draft;
    }

    private static Hl7Draft begin(Hl7Message source, String docType, Schemas schemas) {
        Hl7Document own = Hl7Document.of(source);
        int colon = docType.indexOf(':');
        String category = colon < 0 ? "" : docType.substring(0, colon);
        Hl7Schema schema = schemas.find(category).orElseGet(own::schema);
        Optional<Hl7Structure> structure =
                docType.isEmpty() ? own.structure() : schema.structure(docType.substring(colon + 1));
        return new Hl7Draft(source, schema, structure.or(own::structure).orElseGet(() -> Hl7Structure.parse("MSH")));
    }

    @Override
    public Hl7Document document() {
        if (view == null) {
            view = Hl7Document.of(
                    Hl7Message.of(String.join("", segments).getBytes(StandardCharsets.ISO_8859_1), encoding),
                    schema,
                    structure);
        }
        return view;
    }

    /** A segment's own path takes a whole segment. */
    @Override
    public boolean set(Place place, UnaryOperator<String> keys, Node value) {
        return place instanceof VirtualPath path && put(path, Hl7Document.occurrences(keys), value.text());
    }

    @Override
    public boolean append(Place place, UnaryOperator<String> keys, Node value) {
        throw new IllegalArgumentException("nothing is appended to HL7 messages; set the next occurrence");
    }

    @Override
    public boolean insert(Place place, UnaryOperator<String> keys, Node value) {
        throw new IllegalArgumentException("nothing is inserted into HL7 messages; set each occurrence");
    }

    private boolean put(VirtualPath path, ToIntFunction<String> keys, String value) {
        Optional<PathSpot> place = path.place(schema, keys);
        if (place.isEmpty()) {
            return false;
        }
        PathSpot to = place.get();
        String raw = raw(path, value);
        if (to.field() == 0) {
            putSegment(path, to, raw);
        } else if (to.segment().equals("MSH") && to.field() <= 2) {
            requireTheSourcesDelimiters(to, value);
        } else if (!raw.isEmpty() || find(to) >= 0) {
            putField(to, raw);
        }
        return true;
    }

    /** The value as the message's text has it: a character a byte. */
    private String raw(VirtualPath path, String value) {
        if (value.indexOf('\r') >= 0 || value.indexOf('\n') >= 0) {
            throw new IllegalArgumentException(
                    "the value for '" + path + "' has a line end, which would begin a new segment");
        }
        if (value.indexOf(UNREADABLE) >= 0) {
            throw new IllegalArgumentException(
                    "the value for '" + path + "' has bytes that mean nothing in the character set " + charset
                            + " of the source; correct MSH-18, or DefCharEncoding of the service that took it in");
        }
        if (!charset.newEncoder().canEncode(value)) {
            throw new IllegalArgumentException("the value for '" + path + "' has a character that the character set "
                    + charset + " of the source lacks");
        }
        return new String(value.getBytes(charset), StandardCharsets.ISO_8859_1);
    }

    private void putSegment(VirtualPath path, PathSpot to, String raw) {
        if (raw.isEmpty()) {
            return;
        }
        if (!raw.startsWith(to.segment())) {
            throw new IllegalArgumentException("the value for '" + path + "' is no such segment");
        }
        replace(findOrInsert(to), raw);
    }

    private void requireTheSourcesDelimiters(PathSpot to, String value) {
        String there = to.field() == 1 ? field : get(split(content(0), field), 1);
        if (!value.equals(there)) {
            throw new IllegalArgumentException("the delimiters, MSH-1 and MSH-2, stay the source's");
        }
    }

    private void putField(PathSpot to, String raw) {
        int at = findOrInsert(to);
        List<String> fields = split(content(at), field);
        int number = to.segment().equals("MSH") ? to.field() - 1 : to.field();
        put(fields, number, inField(get(fields, number), to, raw));
        replace(at, String.join(field, fields));
    }

    private String inField(String old, PathSpot to, String value) {
        if (to.repetition() == 0) {
            return value;
        }
        List<String> repetitions = split(old, repetition);
        String changed = value;
        if (to.component() > 0) {
            List<String> components = split(get(repetitions, to.repetition() - 1), component);
            if (to.subcomponent() > 0) {
                List<String> subcomponents = split(get(components, to.component() - 1), subcomponent);
                put(subcomponents, to.subcomponent() - 1, value);
                changed = String.join(subcomponent, subcomponents);
            }
            put(components, to.component() - 1, changed);
            changed = String.join(component, components);
        }
        put(repetitions, to.repetition() - 1, changed);
        return String.join(repetition, repetitions);
    }

    private static List<String> split(String text, String separator) {
        return new ArrayList<>(Arrays.asList(text.split(Pattern.quote(separator), -1)));
    }

    private static String get(List<String> parts, int at) {
        return at < parts.size() ? parts.get(at) : "";
    }

    private static void put(List<String> parts, int at, String value) {
        if (at > MOST_OCCURRENCES) {
            throw new IllegalArgumentException("a message has at most " + MOST_OCCURRENCES + " parts of a kind");
        }
        while (parts.size() <= at) {
            parts.add("");
        }
        parts.set(at, value);
    }

    /** Takes a segment away, or empties a field or component. */
    @Override
    public boolean remove(Place of, UnaryOperator<String> given) {
        if (!(of instanceof VirtualPath path)) {
            return false;
        }
        ToIntFunction<String> keys = Hl7Document.occurrences(given);
        Optional<PathSpot> place = path.place(schema, keys);
        if (place.isPresent() && place.get().field() == 0) {
            int at = find(place.get());
            if (at >= 0) {
                if (at == 0) {
                    throw new IllegalArgumentException("the header cannot be removed");
                }
                segments.remove(at);
                view = null;
            }
            return true;
        }
        return put(path, keys, "");
    }

    private String content(int at) {
        return segments.get(at).replaceAll("[\r\n]+$", "");
    }

    private void replace(int at, String content) {
        String old = segments.get(at);
        segments.set(at, content + old.substring(content(at).length()));
        view = null;
    }

    /** Where a segment is; -1 when it is not there. */
    private int find(PathSpot to) {
        int number = to.isAnywhere()
                ? to.occurrence()
                : document().tree().segment(to.groups(), to.occurrences(), to.segment(), to.occurrence());
        if (number < 1) {
            return -1;
        }
        int seen = 0;
        for (int at = 0; at < segments.size(); at++) {
            if (segments.get(at).startsWith(to.segment()) && ++seen == number) {
                return at;
            }
        }
        return -1;
    }

    private int findOrInsert(PathSpot to) {
        int at = find(to);
        if (at >= 0) {
            return at;
        }
        if (to.occurrence() > MOST_OCCURRENCES) {
            throw new IllegalArgumentException("a message has at most " + MOST_OCCURRENCES + " segments of a kind");
        }
        endLast();
        int[] key = structure.key(to.groups(), to.occurrences(), to.segment(), to.occurrence());
        int where = key == null ? behindOthers(to.segment()) : tree().behind(key, segments.size());
        segments.add(where, to.segment() + "\r");
        view = null;
        return where;
    }

    private void endLast() {
        int last = segments.size() - 1;
        if (content(last).length() == segments.get(last).length()) {
            segments.set(last, segments.get(last) + "\r");
            view = null;
        }
    }

    private Hl7Tree tree() {
        return Hl7Tree.of(
                segments.stream()
                        .map(segment -> segment.substring(0, Math.min(3, segment.length())))
                        .toList(),
                structure);
    }

    private int behindOthers(String name) {
        for (int at = segments.size() - 1; at >= 0; at--) {
            if (segments.get(at).startsWith(name)) {
                return at + 1;
            }
        }
        return segments.size();
    }

    /** @throws IllegalArgumentException when it declares a character set, in MSH-18, that lacks a character of it */
    @Override
    public byte[] bytes() {
        String text = String.join("", segments);
        byte[] bytes = text.getBytes(StandardCharsets.ISO_8859_1);
        Charset declared = Hl7Message.of(bytes, encoding).charset();
        boolean isPlain = text.chars().allMatch(c -> c < 128);
        if (declared.equals(charset) || isPlain) {
            return bytes;
        }
        try {
            CharBuffer characters = charset.newDecoder().decode(ByteBuffer.wrap(bytes));
            ByteBuffer encoded = declared.newEncoder().encode(characters);
            byte[] result = new byte[encoded.remaining()];
            encoded.get(result);
            return result;
        } catch (CharacterCodingException e) {
            throw new IllegalArgumentException(
                    "the message is in " + charset + " and declares the character set " + declared
                            + " in MSH-18: a character of it is" + " missing there, or bytes of it mean nothing",
                    e);
        }
    }
}
