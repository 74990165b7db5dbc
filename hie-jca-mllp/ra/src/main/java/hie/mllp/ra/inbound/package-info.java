/**
 * Receiving: one activation for each endpoint owns its listening socket, its connections and their virtual threads, and
 * acknowledges a message only when it is known to be stored.
 */
package hie.mllp.ra.inbound;
