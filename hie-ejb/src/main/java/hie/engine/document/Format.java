package hie.engine.document;

import hie.api.message.Message;

/** A way to write messages. Immutable. */
public interface Format {

    /** As transforms name it: {@code hl7}, {@code json}, {@code xml}. */
    String name();

    /** The media type of its messages. */
    String contentType();

    /**
     * Reads a path.
     *
     * @param path what stands between braces, or behind the message's name and a point
     * @param inBraces which of both
     * @param docType what is known of the messages, for example {@code 2.5:ADT_A01}; may be empty
     * @throws IllegalArgumentException saying why it leads nowhere in such messages
     */
    Place place(String path, boolean inBraces, String docType);

    /** A message of this format. */
    Document read(Message message);

    /**
     * An empty message.
     *
     * @param source the message it is made of, of whatever format
     * @param docType what it is to become; may be empty
     */
    Draft begin(Message source, String docType);

    /** A message that begins as a copy of one of the same format. */
    Draft copy(Message source, String docType);

    /** Whether the message is one of this format. */
    boolean isOf(Message message);
}
