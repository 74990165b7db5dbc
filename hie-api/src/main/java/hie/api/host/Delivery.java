package hie.api.host;

import java.util.Objects;

/**
 * The outcome of one attempt to deliver a message.
 *
 * @param verdict what becomes of the message
 * @param reply what the destination answered, or {@code null} for nothing
 * @param detail the verdict's reason or place, for example {@code AA} or a file's name; no content of the message
 * @param atLast what becomes of the message when it is to be tried again and FailureTimeout is over: {@code SUSPENDED},
 *     {@code FAILED} or {@code DISABLED}
 * @param answered whether the destination gave an answer, whatever it was; {@code false} when it was not reached or was silent
 */
public record Delivery(Verdict verdict, byte[] reply, String detail, Verdict atLast, boolean answered) {

    /** What becomes of a message after an attempt. */
    public enum Verdict {
        /** Delivered. */
        COMPLETED,
        /** Not delivered; try again. */
        RETRY,
        /** Refused for good: to the error queue as suspended, and on with the next message. */
        SUSPENDED,
        /** Failed for good: to the error queue as an error, and on with the next message. */
        FAILED,
        /** Nothing can be delivered for now: back to its place in the queue, and the item is stopped until somebody starts it. */
        DISABLED
    }

    public Delivery {
        Objects.requireNonNull(verdict, "verdict");
        Objects.requireNonNull(detail, "detail");
        if (atLast == Verdict.RETRY || atLast == Verdict.COMPLETED) {
            throw new IllegalArgumentException("atLast: " + atLast + " (expected: SUSPENDED, FAILED or DISABLED)");
        }
        Objects.requireNonNull(atLast, "atLast");
    }

    public static Delivery completed(byte[] reply, String detail) {
        return new Delivery(Verdict.COMPLETED, reply, detail, Verdict.SUSPENDED, true);
    }

    public static Delivery retry(byte[] reply, String detail) {
        return new Delivery(Verdict.RETRY, reply, detail, Verdict.SUSPENDED, true);
    }

    public static Delivery suspended(byte[] reply, String detail) {
        return new Delivery(Verdict.SUSPENDED, reply, detail, Verdict.SUSPENDED, true);
    }

    public static Delivery failed(byte[] reply, String detail) {
        return new Delivery(Verdict.FAILED, reply, detail, Verdict.SUSPENDED, true);
    }

    public static Delivery disabled(byte[] reply, String detail) {
        return new Delivery(Verdict.DISABLED, reply, detail, Verdict.SUSPENDED, true);
    }

    /** The same outcome with another end, should retrying it be given up. */
    public Delivery atLast(Verdict end) {
        return new Delivery(verdict, reply, detail, end, answered);
    }

    /** The same outcome of a destination that was not reached or was silent. */
    public Delivery unanswered() {
        return new Delivery(verdict, reply, detail, atLast, false);
    }

    @Override
    public String toString() {
        return "Delivery[" + verdict + " " + detail + "]";
    }
}
