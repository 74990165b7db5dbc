package hie.file;

/**
 * Takes the files that a file endpoint finds; a message-driven bean implements it.
 *
 * <p>The adapter calls it on the endpoint's own virtual thread, one file at a time, each in a delivery of its own.
 */
public interface FileListener {

    /**
     * Takes one file. Returning means: the content is stored. The file is then archived or deleted; in a transacted
     * delivery only once the transaction is known to have committed.
     *
     * <p>Any {@link RuntimeException}, and any rollback, counts as transient: the file stays in the work folder and is
     * delivered again, with the same {@link FileMessage#deliveryId()}.
     *
     * @throws FileRejectedException if no retry can ever help; the file goes to the error folder with the reason
     */
    void onFile(FileMessage file) throws FileRejectedException;
}
