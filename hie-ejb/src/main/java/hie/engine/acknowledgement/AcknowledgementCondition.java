package hie.engine.acknowledgement;

import java.util.Optional;

/** HL7 table 0155, when an acknowledgement is asked for (MSH-15, MSH-16). */
public enum AcknowledgementCondition {
    /** Always. */
    AL,
    /** Never. */
    NE,
    /** On errors and rejects only. */
    ER,
    /** On success only. */
    SU;

    /** What a field says; empty when it says nothing, or nothing that the table knows. */
    public static Optional<AcknowledgementCondition> of(Optional<String> field) {
        String text = field.map(String::strip).orElse("");
        for (AcknowledgementCondition condition : values()) {
            if (condition.name().equalsIgnoreCase(text)) {
                return Optional.of(condition);
            }
        }
        return Optional.empty();
    }

    /** Whether an acknowledgement with this code is asked for. */
    public boolean asksFor(AcknowledgementCode code) {
        return switch (this) {
            case AL -> true;
            case NE -> false;
            case ER -> !code.isAccept();
            case SU -> code.isAccept();
        };
    }
}
