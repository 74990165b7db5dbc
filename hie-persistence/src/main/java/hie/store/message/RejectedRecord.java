package hie.store.message;

/**
 * A trace record that the database does not take, whatever is tried.
 *
 * @param index its place in the batch, from 0
 * @param reason why; no content of a message
 */
public record RejectedRecord(int index, String reason) {}
