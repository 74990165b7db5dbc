package hie.engine.acknowledgement;

import hie.api.hl7.Hl7Message;
import hie.engine.hl7.Hl7Finding;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;

/**
 * Writes acknowledgements, in original and enhanced mode alike (HL7 v2.5.1 sections 2.9.2 and 2.9.3): MSH with sender and receiver exchanged, MSA, and for a
 * refused message its reason: in MSA-3 before version 2.7, which withdrew that field, and in ERR from version 2.5 on.
 *
 * <p>MSH-7 is the local time of the clock's zone, to the millisecond, with its offset from UTC. The request's own delimiters are used. A request that is no HL7 at all gets the recommended ones, and an empty MSA-2.
 */
public final class Acknowledgement {

    /** HL7's time stamp with all that an instant needs: without its offset it would mean any of two dozen instants. */
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyyMMddHHmmss.SSSxx", Locale.ROOT);

    private static final ControlIds CONTROL_IDS = new ControlIds();

    private static final String RECOMMENDED = "^~\\&";

    /** So many findings are told at most: a peer wants to know what is wrong, not everything that is. */
    private static final int MOST_FINDINGS = 20;

    private final Clock clock;
    private final AcknowledgementStyle style;

    public Acknowledgement(Clock clock) {
        this(clock, AcknowledgementStyle.DEFAULT);
    }

    public Acknowledgement(Clock clock, AcknowledgementStyle style) {
        this.clock = clock;
        this.style = style;
    }

    /** The message was taken over. */
    public byte[] accept(Hl7Message request) {
        return accept(request, AcknowledgementCode.AA);
    }

    /** The message was taken over, with AA or CA. */
    public byte[] accept(Hl7Message request, AcknowledgementCode code) {
        return bytes(new Request(request).begin(code));
    }

    /** The message was not taken over, and why. The reason holds no content of the message. */
    public byte[] refuse(Hl7Message request, AcknowledgementCode code, String reason) {
        boolean isReject = code == AcknowledgementCode.AR || code == AcknowledgementCode.CR;
        return refuse(request, code, Refusal.of(isReject ? Refusal.Cause.CONTENT : Refusal.Cause.SYSTEM, reason));
    }

    /** The message was not taken over, and why. */
    public byte[] refuse(Hl7Message request, AcknowledgementCode code, Refusal refusal) {
        Request asked = new Request(request);
        StringBuilder ack = asked.begin(code);
        if (!isAtLeast(asked.version, 7)) {
            append(ack, asked.separator, asked.escape(refusal.reason()));
        }
        if (style.errorSegments()) {
            asked.errors(ack, refusal);
        }
        return bytes(ack);
    }

    private static byte[] bytes(StringBuilder ack) {
        return ack.append('\r').toString().getBytes(StandardCharsets.ISO_8859_1);
    }

    /** What is acknowledged, with its delimiters. */
    private final class Request {

        private final Hl7Message request;
        private final boolean understood;
        private final char separator;
        private final String encoding;
        private final char component;
        private final String version;

        Request(Hl7Message request) {
            this.request = request;
            understood = request.hasHeader() && !request.isBatch();
            separator = request.hasHeader() ? (char) (request.fieldSeparator() & 0xFF) : '|';
            encoding = field(2, RECOMMENDED);
            component = encoding.isEmpty() ? '^' : encoding.charAt(0);
            version = field(12, "2.3");
        }

        /** Header fields are handed back byte for byte: ISO 8859-1 keeps every byte as it is. */
        private String field(int number, String otherwise) {
            return understood ? request.headerText(number).orElse(otherwise) : otherwise;
        }

        private StringBuilder begin(AcknowledgementCode code) {
            StringBuilder ack = new StringBuilder(256);
            ack.append("MSH").append(separator).append(encoding);
            append(ack, separator, style.application(understood ? field(5, "") : "HIE"));
            append(ack, separator, style.facility(field(6, "")));
            append(ack, separator, field(3, ""));
            append(ack, separator, field(4, ""));
            append(ack, separator, TIME.format(clock.instant().atZone(clock.getZone())));
            append(ack, separator, "");
            append(ack, separator, type(request, component));
            append(ack, separator, CONTROL_IDS.next());
            append(ack, separator, field(11, "P"));
            append(ack, separator, version);
            String charset = field(18, "");
            if (!charset.isEmpty()) {
                ack.append(String.valueOf(separator).repeat(5));
                append(ack, separator, charset);
            }
            ack.append("\rMSA").append(separator).append(code);
            append(ack, separator, request.controlId().orElse(""));
            return ack;
        }

        /** From version 2.5 on one ERR for each finding, or one for the reason; before, ERR-1 for each finding that has a place. */
        private void errors(StringBuilder ack, Refusal refusal) {
            List<Hl7Finding> told =
                    refusal.findings().stream().limit(MOST_FINDINGS).toList();
            if (!isAtLeast(version, 5)) {
                told.stream().filter(finding -> !finding.segment().isEmpty()).forEach(finding -> {
                    ack.append("\rERR").append(separator).append(place(finding, false));
                    ack.append(component).append(finding.code().number());
                });
                return;
            }
            if (told.isEmpty()) {
                error(ack, "", refusal.cause().errorCode(), refusal.reason());
            }
            for (Hl7Finding finding : told) {
                error(ack, place(finding, true), finding.code().number(), finding.toString());
            }
        }

        private void error(StringBuilder ack, String place, int code, String text) {
            ack.append("\rERR").append(separator);
            append(ack, separator, place);
            append(ack, separator, String.valueOf(code));
            append(ack, separator, "E");
            ack.append(String.valueOf(separator).repeat(3));
            append(ack, separator, escape(text));
        }

        /** Segment, occurrence, field and, in an ERL, repetition and component (HL7 v2.5.1 sections 2.A.27 and 2.A.28). */
        private String place(Hl7Finding finding, boolean withRepetition) {
            if (finding.segment().isEmpty()) {
                return "";
            }
            StringBuilder place = new StringBuilder(finding.segment());
            place.append(component).append(finding.occurrence());
            if (finding.field() > 0 || !withRepetition) {
                place.append(component).append(finding.field() > 0 ? String.valueOf(finding.field()) : "");
            }
            if (withRepetition && finding.field() > 0) {
                place.append(component).append(Math.max(1, finding.repetition()));
                if (finding.component() > 0) {
                    place.append(component).append(finding.component());
                }
            }
            return place.toString();
        }

        private String escape(String text) {
            StringBuilder safe = new StringBuilder(text.length());
            for (char c : text.toCharArray()) {
                safe.append(c == separator || encoding.indexOf(c) >= 0 || c < ' ' || c > '~' ? ' ' : c);
            }
            return safe.toString();
        }
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

    /** Whether it is version 2 with at least this number behind the dot; what is no version is an old one. */
    static boolean isAtLeast(String version, int minor) {
        String[] parts = version.split("[^0-9]", 3);
        return parts.length >= 2
                && parts[0].equals("2")
                && parts[1].matches("\\d{1,3}")
                && Integer.parseInt(parts[1]) >= minor;
    }
}
