/**
 * How fast old messages are worked off while new ones come in, by how busy the machine is.
 *
 * <p>Not here: which of the waiting messages is next (see {@code hie.engine.order} and {@code hie.engine.messaging}).
 */
package hie.engine.pace;
