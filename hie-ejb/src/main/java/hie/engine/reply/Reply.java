package hie.engine.reply;

import hie.api.hl7.Hl7Message;
import hie.api.hl7.Hl7Path;
import hie.api.message.Message;
import hie.engine.acknowledgement.AcknowledgementCode;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A destination's reply as reply codes see it. Parsed as far as it is asked; for one thread. */
public final class Reply {

    private static final Hl7Path CODE = Hl7Path.parse("MSA-1");
    private static final Hl7Path ACKNOWLEDGED = Hl7Path.parse("MSA-2");
    private static final Hl7Path TYPE = Hl7Path.parse("MSH-9.1");

    /** What answers a message beside ACK, by the standard; a message type that is not here is answered by ACK alone. */
    private static final Map<String, Set<String>> ANSWERS = Map.ofEntries(
            Map.entry("ADT", Set.of("ADR")),
            Map.entry("ORM", Set.of("ORR")),
            Map.entry("OMG", Set.of("ORG")),
            Map.entry("OML", Set.of("ORL")),
            Map.entry("OMD", Set.of("ORD")),
            Map.entry("OMS", Set.of("ORS")),
            Map.entry("OMN", Set.of("ORN")),
            Map.entry("OMI", Set.of("ORI")),
            Map.entry("OMP", Set.of("ORP")),
            Map.entry("OMB", Set.of("ORB")),
            Map.entry("RDE", Set.of("RRE")),
            Map.entry("RDS", Set.of("RRD")),
            Map.entry("RGV", Set.of("RRG")),
            Map.entry("RAS", Set.of("RRA")),
            Map.entry("QBP", Set.of("RSP", "RTB", "RDY")),
            Map.entry("QRY", Set.of("ADR", "DSR", "ORF", "OSR")),
            Map.entry("VXQ", Set.of("VXX", "VXR")),
            Map.entry("SRM", Set.of("SRR")),
            Map.entry("SQM", Set.of("SQR")),
            Map.entry("SPQ", Set.of("ERP", "EDR", "TBR")),
            Map.entry("MFN", Set.of("MFK")),
            Map.entry("MFQ", Set.of("MFR")),
            Map.entry("REF", Set.of("RRI")),
            Map.entry("RQI", Set.of("RPI", "RPL")),
            Map.entry("RQC", Set.of("RCI", "RCL")),
            Map.entry("RQP", Set.of("RPI")),
            Map.entry("RQA", Set.of("RPA")));

    private final Hl7Message reply;
    private final Message sent;
    private final boolean toAnother;

    private Reply(Hl7Message reply, Message sent, boolean toAnother) {
        this.reply = reply;
        this.sent = sent;
        this.toAnother = toAnother;
    }

    /** A reply that the adapter matched with the message by its control id. */
    public static Reply matched(byte[] bytes, Message sent) {
        return new Reply(Hl7Message.of(bytes), sent, false);
    }

    /** A reply that the adapter found to be to another message. */
    public static Reply toAnother(byte[] bytes, Message sent) {
        return new Reply(Hl7Message.of(bytes), sent, true);
    }

    /** A reply of which nobody has looked yet to which message it is. */
    public static Reply unmatched(byte[] bytes, Message sent) {
        Hl7Message reply = Hl7Message.of(bytes);
        String expected = sent.body().hl7().controlId().orElse("");
        boolean toAnother = !expected.isEmpty()
                && reply.hasSegment("MSA")
                && !expected.equals(reply.get(ACKNOWLEDGED).orElse(""));
        return new Reply(reply, sent, toAnother);
    }

    /** MSA-1; empty when there is none. */
    String code() {
        return reply.get(CODE).orElse("");
    }

    /** MSA-1 as a code of the standard; empty when it is none. */
    public Optional<AcknowledgementCode> known() {
        return AcknowledgementCode.of(code());
    }

    boolean hasAcknowledgement() {
        return reply.hasSegment("MSA");
    }

    boolean isToAnotherMessage() {
        return toAnother;
    }

    boolean isOfAnotherType() {
        String type = reply.get(TYPE).orElse("");
        String asked = sent.body().hl7().get(TYPE).orElse("");
        return !type.equals("ACK") && !ANSWERS.getOrDefault(asked, Set.of()).contains(type);
    }

    /** The control id of the message that it is to; empty when it names none. */
    public String acknowledged() {
        return reply.get(ACKNOWLEDGED).orElse("");
    }

    /** What it says, for a trace: a code of the standard, or what is odd about it, and never its text. */
    String describe() {
        if (!hasAcknowledgement()) {
            return "the reply has no MSA segment";
        }
        return known().map(Enum::name)
                .orElseGet(() -> code().isEmpty()
                        ? "the reply's acknowledgement code is empty"
                        : "the reply has no acknowledgement code that HL7 table 0008 knows");
    }
}
