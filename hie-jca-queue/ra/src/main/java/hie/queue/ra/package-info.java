/** The queue adapter: hands messages of queues to message-driven beans without a JMS client between. */
package hie.queue.ra;
