/**
 * The engine's figures, for Prometheus: one registry, what it says at this moment, and what is counted of an item and of its
 * queue.
 *
 * <p>Not here: what the figures mean for an operator (see {@code hie.engine.alert}). Other features register their own meters.
 */
package hie.engine.metrics;
