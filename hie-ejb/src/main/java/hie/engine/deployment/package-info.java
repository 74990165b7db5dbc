/**
 * An item on the server: the small archive that is generated for it, holding one message-driven bean, or its worker processes; brought
 * up, paused and taken away.
 *
 * <p>Not here: which items should run (see {@code hie.engine.production}), the server's management interface (see
 * {@code hie.engine.server}), what the bean does (see {@code hie.engine.intake} and {@code hie.engine.running}).
 */
package hie.engine.deployment;
