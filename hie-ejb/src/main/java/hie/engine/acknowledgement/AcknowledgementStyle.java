package hie.engine.acknowledgement;

import hie.api.setting.SettingSyntax;
import java.util.Optional;

/**
 * How acknowledgements are written, as an item's settings say.
 *
 * @param errorSegments whether a refusal holds ERR segments
 * @param facility what stands in MSH-4; {@code @} for the request's MSH-6
 * @param application what stands in MSH-3; {@code @} for the request's MSH-5
 */
public record AcknowledgementStyle(boolean errorSegments, String facility, String application) {

    /** With ERR segments, in the name of the receiver that the request names. */
    public static final AcknowledgementStyle DEFAULT = new AcknowledgementStyle(true, "@", "@");

    private static final String SAME = "@";

    /**
     * A style.
     *
     * @param localFacilityApplication {@code facility:application}, as the setting of that name has it; empty for what the request names
     */
    public static AcknowledgementStyle of(boolean errorSegments, String localFacilityApplication) {
        if (localFacilityApplication.isEmpty()) {
            return new AcknowledgementStyle(errorSegments, SAME, SAME);
        }
        int colon = localFacilityApplication.indexOf(':');
        return new AcknowledgementStyle(
                errorSegments,
                localFacilityApplication.substring(0, colon),
                localFacilityApplication.substring(colon + 1));
    }

    String facility(String asked) {
        return facility.equals(SAME) ? asked : facility;
    }

    String application(String asked) {
        return application.equals(SAME) ? asked : application;
    }

    /** The grammar of LocalFacilityApplication. */
    public static final class Syntax implements SettingSyntax {

        @Override
        public Optional<String> fault(String value) {
            return value.matches("[^:|^~\\\\&#]*:[^:|^~\\\\&#]*")
                            && value.chars().allMatch(c -> c >= ' ' && c < 0x7F)
                    ? Optional.empty()
                    : Optional.of("'" + value
                            + "' is not acceptable (expected: FACILITY:APPLICATION in ASCII without HL7 delimiters, @ for what the message"
                            + " names as its receiver)");
        }
    }
}
