package hie.mllp.ra.inbound;

import hie.mllp.Hl7Header;
import java.util.Optional;

/** What a peer is told when the endpoint could not be reached or threw, so that nobody else says anything. */
public enum FailureReply {
    /** An acknowledgement with AE. */
    AE,
    /** An acknowledgement with AR. */
    AR,
    /** An acknowledgement with CE. */
    CE,
    /** An acknowledgement with CR. */
    CR,
    /** What MSH-15 and MSH-16 ask for: AE in original mode; in enhanced mode CE, or AE where only the application is asked. */
    ERROR_AS_ASKED,
    /** The same with R in place of E. */
    REJECT_AS_ASKED,
    /** One byte, 21 (NAK), without a frame. */
    BYTE,
    /** Nothing. */
    NONE;

    static final byte[] NEGATIVE_BYTE = {21};

    /** The answer's bytes; {@code null} for none. */
    byte[] to(byte[] request, String text) {
        return switch (this) {
            case AE, AR, CE, CR -> Hl7Header.failureAcknowledgement(request, name(), text);
            case ERROR_AS_ASKED -> asAsked(request, "E", text);
            case REJECT_AS_ASKED -> asAsked(request, "R", text);
            case BYTE -> NEGATIVE_BYTE.clone();
            case NONE -> null;
        };
    }

    boolean isFramed() {
        return this != BYTE;
    }

    private static byte[] asAsked(byte[] request, String letter, String text) {
        Optional<String> accept = Hl7Header.of(request).flatMap(Hl7Header::acceptAcknowledgement);
        Optional<String> application = Hl7Header.of(request).flatMap(Hl7Header::applicationAcknowledgement);
        if (accept.isEmpty() && application.isEmpty()) {
            return Hl7Header.failureAcknowledgement(request, "A" + letter, text);
        }
        if (accept.filter(FailureReply::wantsFailures).isPresent()) {
            return Hl7Header.failureAcknowledgement(request, "C" + letter, text);
        }
        return application.filter(FailureReply::wantsFailures).isPresent()
                ? Hl7Header.failureAcknowledgement(request, "A" + letter, text)
                : null;
    }

    private static boolean wantsFailures(String condition) {
        return condition.equals("AL") || condition.equals("ER");
    }
}
