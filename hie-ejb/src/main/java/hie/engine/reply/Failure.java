package hie.engine.reply;

/**
 * A failure to get a reply that counts.
 *
 * @param status the status number, or -1 when the protocol has none
 * @param text the failure in words
 * @param isWithoutReply whether no reply came at all
 */
public record Failure(int status, String text, boolean isWithoutReply) {

    /** A failure that an exception tells of, in its first line. */
    public static Failure of(Exception failure, boolean isWithoutReply) {
        String text = failure.getMessage() == null ? "" : failure.getMessage();
        return new Failure(
                -1, text.lines().findFirst().orElseGet(() -> failure.getClass().getSimpleName()), isWithoutReply);
    }
}
