package hie.engine.hl7;

import hie.api.hl7.Hl7Message;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;

/**
 * Writes acknowledgements in original mode (HL7 v2.5.1 section 2.9.2): MSH with sender and receiver exchanged, MSA, and for a
 * refused message its reason: in MSA-3 before version 2.7, which withdrew that field, and in ERR from version 2.5 on.
 *
 * <p>MSH-7 is the local time of the clock's zone, to the millisecond, with its offset from UTC. The request's own delimiters are used. A request that is no HL7 at all gets the recommended ones, and an empty MSA-2.
 */
public final class Acknowledgement {

    /** HL7's time stamp with all that an instant needs: without its offset it would mean any of two dozen instants. */
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyyMMddHHmmss.SSSxx", Locale.ROOT);

    private static final ControlIds CONTROL_IDS = new ControlIds();

    private final Clock clock;

    public Acknowledgement(Clock clock) {
        this.clock = clock;
    }

    /** The message was taken over. */
    public byte[] accept(Hl7Message request) {
        return write(request, AcknowledgementCode.AA, "");
    }

    /** The message was not taken over, and why. The reason holds no content of the message. */
    public byte[] refuse(Hl7Message request, AcknowledgementCode code, String reason) {
        return write(request, code, reason);
    }

    private byte[] write(Hl7Message request, AcknowledgementCode code, String reason) {
        boolean understood = request.hasHeader() && !request.isBatch();
        char separator = request.hasHeader() ? (char) (request.fieldSeparator() & 0xFF) : '|';
        String encoding = understood ? field(request, 2).orElse("^~\\&") : "^~\\&";
        char component = encoding.isEmpty() ? '^' : encoding.charAt(0);
        StringBuilder ack = new StringBuilder(256);
        String version = understood ? field(request, 12).orElse("2.3") : "2.3";
        ack.append("MSH").append(separator).append(encoding);
        append(ack, separator, understood ? field(request, 5).orElse("") : "HIE");
        append(ack, separator, understood ? field(request, 6).orElse("") : "");
        append(ack, separator, understood ? field(request, 3).orElse("") : "");
        append(ack, separator, understood ? field(request, 4).orElse("") : "");
        append(ack, separator, TIME.format(clock.instant().atZone(clock.getZone())));
        append(ack, separator, "");
        append(ack, separator, type(request, component));
        append(ack, separator, CONTROL_IDS.next());
        append(ack, separator, understood ? field(request, 11).orElse("P") : "P");
        append(ack, separator, version);
        Optional<String> charset = understood ? field(request, 18) : Optional.empty();
        if (charset.isPresent()) {
            ack.append(String.valueOf(separator).repeat(5));
            append(ack, separator, charset.get());
        }
        ack.append("\rMSA").append(separator).append(code);
        append(ack, separator, request.controlId().orElse(""));
        if (!reason.isEmpty()) {
            String text = escape(reason, separator, encoding);
            if (!isAtLeast(version, 7)) {
                append(ack, separator, text);
            }
            if (isAtLeast(version, 5)) {
                ack.append("\rERR").append(String.valueOf(separator).repeat(3));
                ack.append(code == AcknowledgementCode.AR ? "100" : "207");
                append(ack, separator, "E");
                ack.append(String.valueOf(separator).repeat(3));
                append(ack, separator, text);
            }
        }
        ack.append('\r');
        return ack.toString().getBytes(StandardCharsets.ISO_8859_1);
    }

    private static void append(StringBuilder ack, char separator, String value) {
        ack.append(separator).append(value);
    }

    private static String type(Hl7Message request, char component) {
        return request.messageType()
                .filter(type -> type.indexOf('_') > 0)
                .map(type -> "ACK" + component + type.substring(type.indexOf('_') + 1))
                .orElse("ACK");
    }

    /** Header fields are handed back byte for byte: ISO 8859-1 keeps every byte as it is. */
    private static Optional<String> field(Hl7Message request, int number) {
        return request.headerText(number);
    }

    /** Whether it is version 2 with at least this number behind the dot; what is no version is an old one. */
    private static boolean isAtLeast(String version, int minor) {
        String[] parts = version.split("[^0-9]", 3);
        return parts.length >= 2
                && parts[0].equals("2")
                && parts[1].matches("\\d{1,3}")
                && Integer.parseInt(parts[1]) >= minor;
    }

    private static String escape(String text, char separator, String encoding) {
        StringBuilder safe = new StringBuilder(text.length());
        for (char c : text.toCharArray()) {
            safe.append(c == separator || encoding.indexOf(c) >= 0 || c < ' ' || c > '~' ? ' ' : c);
        }
        return safe.toString();
    }
}
