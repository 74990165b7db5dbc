/** What a message-driven bean sees of the queue adapter. */
package hie.queue;
