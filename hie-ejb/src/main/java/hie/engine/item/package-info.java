/**
 * The running of one item: its workers, its state, and the small archive that is generated and deployed for it, holding one
 * message-driven bean.
 *
 * <p>Not here: which items should run (see {@code hie.engine.production}), what the hosts do (see {@code hie.engine.host}).
 */
package hie.engine.item;
