package hie.engine.reply;

import hie.engine.acknowledgement.AcknowledgementCode;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What a reply, or the lack of one, may be: the left side of an entry of ReplyCodeActions.
 *
 * @param text what follows the sign: a literal code, a number, a piece of text; empty for signs that stand alone
 */
record ReplyCode(Sign sign, String text) {

    /** The signs of the grammar. */
    enum Sign {
        /** {@code :AA} — this very text in MSA-1. */
        LITERAL,
        /** {@code :?A} — AA or CA. */
        ACCEPTED,
        /** {@code :?E} — AE or CE. */
        ERROR,
        /** {@code :?R} — AR or CR. */
        REJECTED,
        /** {@code :_} — MSA-1 is empty. */
        EMPTY,
        /** {@code :*} — any code that no other entry names. */
        OTHER,
        /** {@code :~} — no MSA segment. */
        NO_ACKNOWLEDGEMENT,
        /** {@code :I?} — MSA-2 is not the message's MSH-10. */
        OTHER_ID,
        /** {@code :T?} — MSH-9 of the reply is none that answers the message. */
        OTHER_TYPE,
        /** {@code E} — a failure, whatever it is. */
        FAILURE,
        /** {@code E#404}, {@code E#5xx} — a failure of this status. */
        FAILURE_STATUS,
        /** {@code E*text} — a failure with this text in its description. */
        FAILURE_TEXT,
        /** {@code X} — no reply at all. */
        NO_REPLY;

        /** Whether it looks at MSA-1 and names a code. */
        boolean namesCode() {
            return this == LITERAL || this == ACCEPTED || this == ERROR || this == REJECTED || this == EMPTY;
        }
    }

    private static final Pattern LITERAL_CODE = Pattern.compile("[A-Za-z0-9]{1,20}");
    private static final Pattern STATUS = Pattern.compile("[0-9]{1,9}|[0-9]x{1,2}|[0-9]{2}x");

    /** Reads a code; empty when it is none. */
    static Optional<ReplyCode> parse(String code) {
        Sign alone = switch (code) {
            case ":?A" -> Sign.ACCEPTED;
            case ":?E" -> Sign.ERROR;
            case ":?R" -> Sign.REJECTED;
            case ":_" -> Sign.EMPTY;
            case ":*" -> Sign.OTHER;
            case ":~" -> Sign.NO_ACKNOWLEDGEMENT;
            case ":I?" -> Sign.OTHER_ID;
            case ":T?" -> Sign.OTHER_TYPE;
            case "E" -> Sign.FAILURE;
            case "X" -> Sign.NO_REPLY;
            default -> null;
        };
        if (alone != null) {
            return Optional.of(new ReplyCode(alone, ""));
        }
        if (code.startsWith("E#") && STATUS.matcher(code.substring(2)).matches()) {
            return Optional.of(new ReplyCode(Sign.FAILURE_STATUS, code.substring(2)));
        }
        if (code.startsWith("E*") && code.length() > 2) {
            return Optional.of(new ReplyCode(Sign.FAILURE_TEXT, code.substring(2)));
        }
        return code.startsWith(":") && LITERAL_CODE.matcher(code.substring(1)).matches()
                ? Optional.of(new ReplyCode(Sign.LITERAL, code.substring(1)))
                : Optional.empty();
    }

    /** Whether it is about a failure, and not about a reply. */
    boolean isOfFailure() {
        return sign == Sign.FAILURE
                || sign == Sign.FAILURE_STATUS
                || sign == Sign.FAILURE_TEXT
                || sign == Sign.NO_REPLY;
    }

    /** Whether it is about the number of a status. */
    boolean isOfStatus() {
        return sign == Sign.FAILURE_STATUS;
    }

    /** Whether a reply is what this code says; {@link Sign#OTHER} is the caller's to know. */
    boolean matches(Reply reply) {
        return switch (sign) {
            case LITERAL -> text.equals(reply.code());
            case ACCEPTED -> reply.known().filter(AcknowledgementCode::isAccept).isPresent();
            case ERROR -> reply.known().filter(AcknowledgementCode::isError).isPresent();
            case REJECTED ->
                reply.known()
                        .filter(known -> !known.isAccept() && !known.isError())
                        .isPresent();
            case EMPTY -> reply.hasAcknowledgement() && reply.code().isEmpty();
            case NO_ACKNOWLEDGEMENT -> !reply.hasAcknowledgement();
            case OTHER_ID -> reply.isToAnotherMessage();
            case OTHER_TYPE -> reply.isOfAnotherType();
            case OTHER, FAILURE, FAILURE_STATUS, FAILURE_TEXT, NO_REPLY -> false;
        };
    }

    /** Whether a failure is what this code says. */
    boolean matches(Failure failure) {
        return switch (sign) {
            case FAILURE -> true;
            case FAILURE_STATUS -> isStatus(failure.status());
            case FAILURE_TEXT -> failure.text().contains(text);
            case NO_REPLY -> failure.isWithoutReply();
            case LITERAL, ACCEPTED, ERROR, REJECTED, EMPTY, OTHER, NO_ACKNOWLEDGEMENT, OTHER_ID, OTHER_TYPE -> false;
        };
    }

    private boolean isStatus(int status) {
        String digits = String.valueOf(status);
        if (digits.length() != text.length()) {
            return false;
        }
        for (int i = 0; i < digits.length(); i++) {
            if (text.charAt(i) != 'x' && text.charAt(i) != digits.charAt(i)) {
                return false;
            }
        }
        return true;
    }
}
