package hie.api.host;

import java.util.Objects;

/**
 * The outcome of one attempt to deliver a message.
 *
 * @param verdict what becomes of the message
 * @param reply what the destination answered, or {@code null} for nothing
 * @param detail the verdict's reason or place, for example {@code AA} or a file's name; no content of the message
 */
public record Delivery(Verdict verdict, byte[] reply, String detail) {

    /** What becomes of a message after an attempt. */
    public enum Verdict {
        /** Delivered. */
        COMPLETED,
        /** Not delivered; try again. */
        RETRY,
        /** Refused for good: to the error queue, and on with the next message. */
        SUSPENDED
    }

    public Delivery {
        Objects.requireNonNull(verdict, "verdict");
        Objects.requireNonNull(detail, "detail");
    }

    public static Delivery completed(byte[] reply, String detail) {
        return new Delivery(Verdict.COMPLETED, reply, detail);
    }

    public static Delivery retry(byte[] reply, String detail) {
        return new Delivery(Verdict.RETRY, reply, detail);
    }

    public static Delivery suspended(byte[] reply, String detail) {
        return new Delivery(Verdict.SUSPENDED, reply, detail);
    }

    @Override
    public String toString() {
        return "Delivery[" + verdict + " " + detail + "]";
    }
}
