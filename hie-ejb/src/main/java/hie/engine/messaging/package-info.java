/**
 * How messages travel between items: the envelope as a JMS message, the local transacted session that each worker holds, and
 * the queues themselves.
 *
 * <p>Not here: what is done with a message.
 */
package hie.engine.messaging;
