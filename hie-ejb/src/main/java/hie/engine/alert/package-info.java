/**
 * Alerts: looks at every deployed item every few seconds, opens an incident when a limit declared in its settings is reached,
 * follows it, resolves it when the cause is gone, and tells people and machines of both.
 *
 * <p>Rules ({@link hie.engine.alert.ItemWatch}) are plain Java; {@link hie.engine.alert.Incidents} keeps; outboxes notify.
 */
package hie.engine.alert;
