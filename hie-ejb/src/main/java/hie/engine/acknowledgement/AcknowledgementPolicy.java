package hie.engine.acknowledgement;

import hie.api.hl7.Hl7Message;
import java.util.Optional;

/**
 * What a service's sender is told, when: the settings AckMode, UseAckCommitCodes and NackErrorCode. Immutable.
 *
 * <p>In mode MSH-determined a message with MSH-15 or MSH-16 is answered in enhanced mode (HL7 v2.5.1 section 2.9.3): first whether it is
 * stored, as MSH-15 asks, then what the application makes of it, as MSH-16 asks. Any other message is answered in original mode. An
 * acknowledgement that comes in is not acknowledged, unless it asks for it.
 */
public final class AcknowledgementPolicy {

    private static final byte[] POSITIVE_BYTE = {6};
    private static final byte[] NEGATIVE_BYTE = {21};

    /** The setting AckMode. */
    public enum Mode {
        NEVER("Never"),
        IMMEDIATE("Immediate"),
        APPLICATION("Application"),
        MSH_DETERMINED("MSH-determined"),
        BYTE("Byte");

        private final String text;

        Mode(String text) {
            this.text = text;
        }

        /** The mode as the setting writes it. */
        public static Mode of(String text) {
            for (Mode mode : values()) {
                if (mode.text.equals(text)) {
                    return mode;
                }
            }
            throw new IllegalArgumentException("There is no acknowledgement mode '" + text + "'");
        }

        /** As the setting writes it. */
        public String text() {
            return text;
        }

        /** Whether the application's own answer is passed on, always or where it is asked for. */
        public boolean awaitsApplication() {
            return this == APPLICATION || this == MSH_DETERMINED;
        }
    }

    /** The setting NackErrorCode: which faults are errors (E), and which rejects (R). */
    public enum NackCodes {
        /** E for faults of the message, R for those of the engine. */
        ContentE,
        /** R for faults of the message, E for those of the engine. */
        ContentR,
        /** Always E. */
        AllE,
        /** Always R. */
        AllR;

        /** A full queue is R but in AllE: senders that know R send the message again, in its place. */
        boolean isReject(Refusal.Cause cause) {
            return switch (this) {
                case ContentE -> cause != Refusal.Cause.CONTENT;
                case ContentR -> cause != Refusal.Cause.SYSTEM;
                case AllE -> false;
                case AllR -> true;
            };
        }
    }

    private final Acknowledgement acknowledgement;
    private final Mode mode;
    private final NackCodes nackCodes;
    private final boolean commitCodes;

    /** @param commitCodes whether original mode says CA, CE and CR, to messages of version 2.3 and later */
    public AcknowledgementPolicy(Acknowledgement acknowledgement, Mode mode, NackCodes nackCodes, boolean commitCodes) {
        this.acknowledgement = acknowledgement;
        this.mode = mode;
        this.nackCodes = nackCodes;
        this.commitCodes = commitCodes;
    }

    /** What is said at once of a message that is stored; {@code null} for nothing. */
    public byte[] accepted(Hl7Message request) {
        return switch (mode) {
            case NEVER -> null;
            case BYTE -> POSITIVE_BYTE.clone();
            case APPLICATION -> acknowledgement.accept(request, AcknowledgementCode.AA);
            case IMMEDIATE ->
                acknowledgement.accept(
                        request, usesCommitCodes(request) ? AcknowledgementCode.CA : AcknowledgementCode.AA);
            case MSH_DETERMINED -> asAsked(request);
        };
    }

    private byte[] asAsked(Hl7Message request) {
        if (isEnhanced(request)) {
            return asks(request, 15, AcknowledgementCode.CA)
                    ? acknowledgement.accept(request, AcknowledgementCode.CA)
                    : null;
        }
        return isAcknowledgement(request) ? null : acknowledgement.accept(request, AcknowledgementCode.AA);
    }

    /** What is said of a message that is not taken; {@code null} for nothing. */
    public byte[] refused(Hl7Message request, Refusal refusal) {
        boolean isReject = nackCodes.isReject(refusal.cause());
        AcknowledgementCode application = isReject ? AcknowledgementCode.AR : AcknowledgementCode.AE;
        AcknowledgementCode commit = isReject ? AcknowledgementCode.CR : AcknowledgementCode.CE;
        return switch (mode) {
            case NEVER -> null;
            case BYTE -> NEGATIVE_BYTE.clone();
            case APPLICATION -> acknowledgement.refuse(request, application, refusal);
            case IMMEDIATE -> acknowledgement.refuse(request, usesCommitCodes(request) ? commit : application, refusal);
            case MSH_DETERMINED -> {
                if (!isEnhanced(request)) {
                    yield isAcknowledgement(request) ? null : acknowledgement.refuse(request, application, refusal);
                }
                // A sender that asks for the application only would not hear of it otherwise.
                yield asks(request, 15, commit)
                        ? acknowledgement.refuse(request, commit, refusal)
                        : asks(request, 16, application) ? acknowledgement.refuse(request, application, refusal) : null;
            }
        };
    }

    /** What is said in mode Application when the application's answer did not come: AE, because the message may have arrived. */
    public byte[] unanswered(Hl7Message request, String reason) {
        return acknowledgement.refuse(request, AcknowledgementCode.AE, Refusal.of(Refusal.Cause.SYSTEM, reason));
    }

    /** Whether the sender wants to hear, behind the first answer, what the application makes of a message that is stored. */
    public boolean awaitsApplication(Hl7Message request) {
        return mode == Mode.MSH_DETERMINED
                && AcknowledgementCondition.of(request.headerText(16))
                        .filter(condition -> condition != AcknowledgementCondition.NE)
                        .isPresent();
    }

    /**
     * What the sender is told in the name of the application, when MSH-16 asks for it.
     *
     * @param answer what the application said; empty when it said nothing and took the message
     * @return {@code null} when the sender does not want to hear of it
     */
    public byte[] applied(Hl7Message request, byte[] answer) {
        AcknowledgementCode code = answer.length == 0
                ? AcknowledgementCode.AA
                : Hl7Message.of(answer)
                        .get("MSA-1")
                        .flatMap(AcknowledgementCode::of)
                        .orElse(AcknowledgementCode.AA);
        if (!asks(request, 16, code)) {
            return null;
        }
        return answer.length == 0 ? acknowledgement.accept(request, AcknowledgementCode.AA) : answer;
    }

    /** What the sender is told when the application's answer did not come, when MSH-16 asks for it. */
    public byte[] notApplied(Hl7Message request, String reason) {
        return asks(request, 16, AcknowledgementCode.AE)
                ? acknowledgement.refuse(request, AcknowledgementCode.AE, Refusal.of(Refusal.Cause.SYSTEM, reason))
                : null;
    }

    /** Whether no answer is a message. */
    public boolean answersWithoutMessages() {
        return mode == Mode.NEVER || mode == Mode.BYTE;
    }

    private static boolean isEnhanced(Hl7Message request) {
        return !request.isBatch()
                && (request.headerText(15).isPresent() || request.headerText(16).isPresent());
    }

    private static boolean asks(Hl7Message request, int field, AcknowledgementCode code) {
        return AcknowledgementCondition.of(request.headerText(field))
                .filter(condition -> condition.asksFor(code))
                .isPresent();
    }

    /** Whether a message only confirms, in enhanced mode, that its sender has our application acknowledgement. */
    public boolean isConfirmation(Hl7Message message) {
        return mode == Mode.MSH_DETERMINED
                && isAcknowledgement(message)
                && message.get("MSA-1").filter(code -> code.startsWith("C")).isPresent();
    }

    /** Whether a message is an acknowledgement itself. */
    public static boolean isAcknowledgement(Hl7Message message) {
        return message.messageType()
                .filter(type -> type.equals("ACK") || type.startsWith("ACK_"))
                .isPresent();
    }

    private boolean usesCommitCodes(Hl7Message request) {
        Optional<String> version = request.headerText(12);
        return commitCodes
                && version.filter(text -> Acknowledgement.isAtLeast(text, 3)).isPresent();
    }
}
