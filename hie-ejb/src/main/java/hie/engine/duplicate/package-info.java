/**
 * Messages that a service gets a second time: what it has accepted of late, and what it answered (docs/adr/0033).
 *
 * <p>Not here: second deliveries after a crash, which the broker refuses by their work id (see {@code hie.engine.messaging}).
 */
package hie.engine.duplicate;
