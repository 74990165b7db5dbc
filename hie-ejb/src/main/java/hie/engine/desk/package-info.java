/**
 * The desk of suspended messages: what lies on the error queue, of all items, is looked at, sent again, corrected and sent
 * again, or discarded. Each of these is traced in the session of the message, and logged with the user's name.
 *
 * <p>Not here: how messages come onto the error queue (see {@code hie.engine.running}), and who may use the desk (the console and
 * the REST API).
 */
package hie.engine.desk;
