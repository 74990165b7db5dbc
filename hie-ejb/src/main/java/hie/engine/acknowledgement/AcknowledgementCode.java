package hie.engine.acknowledgement;

import java.util.Locale;
import java.util.Optional;

/** HL7 table 0008, acknowledgement code (MSA-1). */
public enum AcknowledgementCode {
    AA,
    AE,
    AR,
    CA,
    CE,
    CR;

    /** Accepted: application or commit accept. */
    public boolean isAccept() {
        return this == AA || this == CA;
    }

    /** Error: the message's content is at fault. */
    public boolean isError() {
        return this == AE || this == CE;
    }

    /** The code of that name, if it is one. */
    public static Optional<AcknowledgementCode> of(String text) {
        try {
            return Optional.of(valueOf(text.strip().toUpperCase(Locale.ROOT)));
        } catch (IllegalArgumentException unknown) {
            return Optional.empty();
        }
    }
}
