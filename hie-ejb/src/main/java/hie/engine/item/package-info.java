/**
 * What an item is: its key, its class and settings made ready, its states, why it does not start or go on, and what is logged of it.
 *
 * <p>Not here: its running (see {@code hie.engine.running}), its archive on the server (see {@code hie.engine.deployment}), which
 * items should run (see {@code hie.engine.production}).
 */
package hie.engine.item;
