/**
 * The engine's figures, for Prometheus: one registry, what it says at this moment, and how the meters of an item look.
 *
 * <p>Not here: what the figures mean for an operator (see {@code hie.engine.alert}). Each feature registers its own meters.
 */
package hie.engine.metrics;
