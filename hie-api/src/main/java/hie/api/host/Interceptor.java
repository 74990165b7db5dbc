package hie.api.host;

import hie.api.message.Message;

/**
 * Stands around the work of any item's host, where the item's setting {@code Interceptors} names it: what several items have in
 * common (an audit trail, a check, a figure) and none of their host classes should know of. Implementations have a public no-argument
 * constructor without side effects. The engine's own are named by their simple names, those of an extension by the full name of their
 * class, which {@code META-INF/services/hie.api.host.Interceptor} of its JAR lists.
 *
 * <p>An interceptor of an extension declares settings of its own as a host class does ({@link hie.api.setting.Setting}). An item gives them
 * behind the interceptor's name and a dot, {@code com.example.hie.ProductionOnly.Codes}; {@link #onInit} reads them by their own names.
 *
 * <p>One instance serves all workers of an item at the same time: it is safe for use by any thread. Life: constructor,
 * {@link #onInit}, {@link #onStart}, messages, {@link #onTearDown}. A failure in the first three leaves the item <i>troubled</i>.
 *
 * <p>Order around one message: {@link #before} of each in the order of the setting, the host's own hooks and work, then
 * {@link #after} in the reverse order; when anything threw, {@link #onError} in the reverse order, of those whose {@code before}
 * was called. An operation's message passes once per attempt.
 */
public interface Interceptor {

    /**
     * Reads and checks the settings it heeds. No network, no files: a configuration is judged by calling this, and then
     * {@link #onTearDown}, on an instance that never starts.
     *
     * @param item the item it is bound to; its settings are the item's and, before those, the interceptor's own
     * @param hostClass the item's host class
     * @throws hie.api.setting.SettingException when a value cannot be
     */
    default void onInit(HostContext item, Class<? extends Host> hostClass) throws Exception {}

    /** The item is about to run: open what the work needs. */
    default void onStart() throws Exception {}

    /** The instance will not be used again; release everything. Called also after a failed start. */
    default void onTearDown() {}

    /**
     * Called before the host gets a message.
     *
     * @return the message that the next one gets: the same one, or one derived from it. What a service's interceptor returns is
     *     what is kept as received
     * @throws MessageRefusedException to refuse the message for good: a service's sender is told so, elsewhere the message goes to
     *     the error queue
     * @throws Exception as if the host's own work had thrown it: a service's sender is told to try again, an operation tries
     *     again, a process gives the message to the error queue
     */
    default Message before(Message message) throws Exception {
        return message;
    }

    /**
     * Called after a message was worked on without a failure, before the result is committed.
     *
     * @param message as the host got it
     * @param outcome the host's verdict in a few words, without content of the message
     * @throws Exception as for {@link #before}
     */
    default void after(Message message, String outcome) throws Exception {}

    /** Called when the work on a message failed or it was refused. It cannot undo the failure; what it throws is logged. */
    default void onError(Message message, Exception failure) {}
}
