package hie.engine.acknowledgement;

import hie.engine.hl7.Hl7Finding;
import java.util.List;

/**
 * Why a message is not taken.
 *
 * @param cause whose fault it is
 * @param reason in words, without content of the message
 * @param findings what is wrong with the message, by places; may be empty
 */
public record Refusal(Cause cause, String reason, List<Hl7Finding> findings) {

    /** Whose fault it is that a message is not taken. */
    public enum Cause {
        /** The message's own: it will be refused whenever it comes again. */
        CONTENT(100),
        /** The engine's: it may be taken when it comes again. */
        SYSTEM(207),
        /** A queue that is full: it will be taken when there is room. */
        FULL(207);

        private final int errorCode;

        Cause(int errorCode) {
            this.errorCode = errorCode;
        }

        /** What ERR-3 says where no finding says more (HL7 table 0357). */
        int errorCode() {
            return errorCode;
        }
    }

    public Refusal {
        findings = List.copyOf(findings);
    }

    public static Refusal of(Cause cause, String reason) {
        return new Refusal(cause, reason, List.of());
    }
}
