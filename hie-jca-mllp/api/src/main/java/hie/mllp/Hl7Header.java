package hie.mllp;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The few fields of an HL7 v2 message that the protocol itself needs: control ids, and what an acknowledgement says.
 *
 * <p>A tolerant peek, not a parser: segments may end with CR, LF or both, any delimiters are taken as the message
 * declares them, and line ends, blanks or a byte order mark before the header are skipped. Fields are read byte by byte
 * (ISO 8859-1), so that ids compare equal whatever the message's character set is. Immutable.
 */
public final class Hl7Header {

    private static final String DEFAULT_DELIMITERS = "^~\\&";
    private static final DateTimeFormatter TIMESTAMP = DateTimeFormatter.ofPattern("uuuuMMddHHmmss");
    private static final int LONGEST_TEXT = 80;
    private static final AtomicLong ACKNOWLEDGEMENTS = new AtomicLong(System.currentTimeMillis());

    private final char separator;
    private final List<String> fields;
    private final byte[] message;

    private Hl7Header(char separator, List<String> fields, byte[] message) {
        this.separator = separator;
        this.fields = fields;
        this.message = message;
    }

    /** Looks at a message; empty when it does not begin with an MSH segment. */
    public static Optional<Hl7Header> of(byte[] message) {
        int start = skipLead(message);
        if (!startsWith(message, start, "MSH") || start + 3 >= message.length) {
            return Optional.empty();
        }
        byte separator = message[start + 3];
        if (Character.isLetterOrDigit(separator & 0xFF) || isLineEnd(separator)) {
            return Optional.empty();
        }
        return Optional.of(new Hl7Header((char) (separator & 0xFF), split(message, start, separator), message));
    }

    /** MSH-10; empty when missing or blank. */
    public Optional<String> controlId() {
        return nonBlank(header(10));
    }

    /** MSH-9 as it stands, components included; empty when missing or blank. */
    public Optional<String> messageType() {
        return nonBlank(header(9));
    }

    /** MSH-15, when a commit acknowledgement is asked for (HL7 table 0155); empty when it says nothing. */
    public Optional<String> acceptAcknowledgement() {
        return nonBlank(header(15));
    }

    /** MSH-16, when an application acknowledgement is asked for (HL7 table 0155); empty when it says nothing. */
    public Optional<String> applicationAcknowledgement() {
        return nonBlank(header(16));
    }

    /** MSA-1 (AA, AE, AR, CA, CE, CR); empty when there is no MSA segment or it says nothing. */
    public Optional<String> acknowledgementCode() {
        return nonBlank(at(acknowledgement(), 1));
    }

    /** MSA-2, the control id of the message that is acknowledged; empty when missing or blank. */
    public Optional<String> acknowledgedControlId() {
        return nonBlank(at(acknowledgement(), 2));
    }

    /** Whether this acknowledges that a message was not accepted (MSA-1 ends with E or R). */
    public boolean isNegativeAcknowledgement() {
        return acknowledgementCode()
                .filter(code -> code.endsWith("E") || code.endsWith("R"))
                .isPresent();
    }

    /**
     * Builds a minimal acknowledgement that says the request failed: in the request's delimiters, character set,
     * version and processing id, with sender and receiver exchanged and MSA-2 set to the request's control id. For a
     * request that is no HL7, a default header with an empty MSA-2.
     *
     * @param request what is answered; its content is not quoted but for the header fields named
     * @param code {@code AE} (failed, may be sent again) or {@code AR} (refused); {@code CE} and {@code CR} likewise
     * @param text MSA-3, for people; characters outside of ASCII become {@code ?}, delimiters are escaped, and what is
     *     longer than 80 characters is cut
     * @throws IllegalArgumentException for another code
     */
    public static byte[] failureAcknowledgement(byte[] request, String code, String text) {
        return failureAcknowledgement(request, code, text, Clock.system(ZoneId.systemDefault()));
    }

    static byte[] failureAcknowledgement(byte[] request, String code, String text, Clock clock) {
        if (!List.of("AE", "AR", "CE", "CR").contains(code)) {
            throw new IllegalArgumentException("code must be AE, AR, CE or CR and is " + code);
        }
        Hl7Header asked = of(request).orElseGet(Hl7Header::standard);
        return asked.acknowledgeFailure(code, text, LocalDateTime.now(clock));
    }

    private static Hl7Header standard() {
        List<String> fields = List.of("MSH", DEFAULT_DELIMITERS, "", "", "", "", "", "", "", "", "P", "2.5.1");
        return new Hl7Header('|', fields, new byte[0]);
    }

    private byte[] acknowledgeFailure(String code, String text, LocalDateTime now) {
        String component = delimiter(0, '^');
        String event = triggerEvent(component);
        List<String> header = new ArrayList<>(List.of(
                "MSH",
                header(2).isEmpty() ? DEFAULT_DELIMITERS : header(2),
                header(5),
                header(6),
                header(3),
                header(4),
                TIMESTAMP.format(now),
                "",
                event.isEmpty() ? "ACK" : "ACK" + component + event,
                "NAK"
                        + Long.toString(ACKNOWLEDGEMENTS.incrementAndGet(), Character.MAX_RADIX)
                                .toUpperCase(Locale.ROOT),
                header(11).isEmpty() ? "P" : header(11),
                header(12).isEmpty() ? "2.5.1" : header(12)));
        if (!header(18).isEmpty()) {
            header.addAll(List.of("", "", "", "", "", header(18)));
        }
        List<String> answer = List.of("MSA", code, controlId().orElse(""), escape(text));
        return segments(header, answer);
    }

    private byte[] segments(List<String> header, List<String> answer) {
        String join = String.valueOf(separator);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.writeBytes((String.join(join, header) + '\r').getBytes(StandardCharsets.ISO_8859_1));
        bytes.writeBytes((String.join(join, answer) + '\r').getBytes(StandardCharsets.ISO_8859_1));
        return bytes.toByteArray();
    }

    private String triggerEvent(String component) {
        String type = header(9);
        int first = type.indexOf(component);
        if (first < 0) {
            return "";
        }
        int second = type.indexOf(component, first + 1);
        return second < 0 ? type.substring(first + 1) : type.substring(first + 1, second);
    }

    /** The delimiter at the place in MSH-2, or the usual one when MSH-2 is shorter. */
    private String delimiter(int place, char usual) {
        String declared = header(2);
        return String.valueOf(place < declared.length() ? declared.charAt(place) : usual);
    }

    private String escape(String text) {
        String delimiters = separator + (header(2).isEmpty() ? DEFAULT_DELIMITERS : header(2));
        boolean canEscape = delimiters.length() > 3;
        StringBuilder escaped = new StringBuilder(text.length());
        text.chars().limit(LONGEST_TEXT).forEach(c -> {
            int place = delimiters.indexOf(c);
            if (place >= 0 && canEscape && place < "FSRET".length()) {
                char escape = delimiters.charAt(3);
                escaped.append(escape).append("FSRET".charAt(place)).append(escape);
            } else if (place >= 0 || c < ' ') {
                escaped.append(' ');
            } else {
                escaped.append(c < 0x7F ? (char) c : '?');
            }
        });
        return escaped.toString();
    }

    /** MSH counts its separator as field 1, so that field n is element n - 1 here. */
    private String header(int number) {
        return at(fields, number - 1);
    }

    private static String at(List<String> fields, int index) {
        return index < fields.size() ? fields.get(index) : "";
    }

    private static Optional<String> nonBlank(String field) {
        return Optional.of(field.strip()).filter(value -> !value.isEmpty());
    }

    /** Looked for only when somebody asks: a message that is none may be long, and would be read to its end for nothing. */
    private List<String> acknowledgement() {
        for (int at = nextSegment(message, skipLead(message)); at < message.length; at = nextSegment(message, at)) {
            if (startsWith(message, at, "MSA") && at + 3 < message.length && message[at + 3] == (byte) separator) {
                return split(message, at, (byte) separator);
            }
        }
        return List.of();
    }

    private static List<String> split(byte[] message, int start, byte separator) {
        List<String> fields = new ArrayList<>();
        int from = start;
        int at = start;
        while (at < message.length && !isLineEnd(message[at])) {
            if (message[at] == separator) {
                fields.add(text(message, from, at));
                from = at + 1;
            }
            at++;
        }
        fields.add(text(message, from, at));
        return List.copyOf(fields);
    }

    private static String text(byte[] message, int from, int to) {
        return new String(message, from, to - from, StandardCharsets.ISO_8859_1);
    }

    private static int nextSegment(byte[] message, int from) {
        int at = from;
        while (at < message.length && !isLineEnd(message[at])) {
            at++;
        }
        while (at < message.length && isLineEnd(message[at])) {
            at++;
        }
        return at;
    }

    private static int skipLead(byte[] message) {
        int at = startsWith(message, 0, "\u00EF\u00BB\u00BF") ? 3 : 0;
        while (at < message.length && (isLineEnd(message[at]) || message[at] == ' ')) {
            at++;
        }
        return at;
    }

    private static boolean startsWith(byte[] message, int start, String what) {
        if (start + what.length() > message.length) {
            return false;
        }
        for (int i = 0; i < what.length(); i++) {
            if ((message[start + i] & 0xFF) != what.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    private static boolean isLineEnd(byte value) {
        return value == '\r' || value == '\n';
    }
}
