/**
 * How messages travel between items: the envelope as a JMS message, the transactions that each worker makes with the broker,
 * and the queues themselves.
 *
 * <p>Not here: what is done with a message.
 */
package hie.engine.messaging;
