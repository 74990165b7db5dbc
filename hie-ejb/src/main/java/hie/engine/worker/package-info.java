/**
 * Items in operating-system processes of their own (ExecutionMode multiprocess, docs/adr/0027): the processes and their supervision on
 * the engine's side, and the program that runs in them.
 *
 * <p>Not here: what is done with a message, which is {@code hie.engine.running}, and the way to the broker, which is
 * {@code hie.engine.messaging}.
 */
package hie.engine.worker;
