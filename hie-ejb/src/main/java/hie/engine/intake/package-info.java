/**
 * The ways in for services' messages, one for each adapter: MLLP, files, JMS clients and HTTP. They translate what the adapter
 * hands over, and its answer back.
 *
 * <p>Not here: what becomes of the message (see {@code ServiceWorker} in {@code hie.engine.running}), and the beans of processes and
 * operations, which take from items' queues.
 */
package hie.engine.intake;
