/**
 * Items that run: their hosts and sessions, the workers that take their messages and have hosts work on them, and the transaction in
 * which messages leave ({@code Transmission}); with it calls between items, order keys that are held back, and single steps.
 *
 * <p>Not here: how adapters hand messages to services (see {@code hie.engine.intake}), how an item gets its bean (see
 * {@code hie.engine.deployment}), worker processes (see {@code hie.engine.worker}), what the hosts do (see {@code hie.engine.host}).
 */
package hie.engine.running;
