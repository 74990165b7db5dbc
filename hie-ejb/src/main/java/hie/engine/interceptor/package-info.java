/**
 * Interceptors: what stands around the work of an item's host where its settings say so, and the ones that are given. Items
 * without any hold no chain at all.
 *
 * <p>Not here: when a chain is called (see {@code hie.engine.running}), the contract that users write against (see
 * {@code hie.api.host.Interceptor}).
 */
package hie.engine.interceptor;
