/**
 * Delivering: the container pools one managed connection for each concurrent use of a target. No transactions: that a
 * message is delivered at least once is the promise of the engine's queue.
 */
package hie.mllp.ra.outbound;
